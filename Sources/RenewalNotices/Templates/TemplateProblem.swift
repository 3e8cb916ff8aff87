package import RenewalRules

/// A fault in a template file, for the person who edits it.
package struct TemplateProblem: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
    /// The path, followed by `:line:column` (from 1) where the fault has a place.
    package let file: String
    /// What is wrong and what to do.
    package let message: Phrase

    package init(file: String, message: Phrase) {
        self.file = file
        self.message = message
    }

    init(file: String, line: Int, column: Int, message: Phrase) {
        self.init(file: "\(file):\(line):\(column)", message: message)
    }

    package var phrase: Phrase { Phrase("\(file): \(message.chinese)", "\(file): \(message.english)") }
}
