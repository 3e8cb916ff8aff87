/// A fault in a template file, for the person who edits it.
package struct TemplateProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path, followed by `:line:column` (from 1) where the fault has a place.
    package let file: String
    /// What is wrong and what to do.
    package let message: String

    package init(file: String, message: String) {
        self.file = file
        self.message = message
    }

    init(file: String, line: Int, column: Int, message: String) {
        self.init(file: "\(file):\(line):\(column)", message: message)
    }

    package var description: String { "\(file): \(message)" }
}
