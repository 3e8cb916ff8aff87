package import RenewalRules

/// One problem of a configuration file, with its place.
package struct ConfigurationProblem: Hashable, Sendable, Speakable, CustomStringConvertible {
    /// The path as it was given to `Settings.load`.
    package let file: String
    /// Counted from 1; 0 when the file as a whole is meant.
    package let line: Int
    /// Counted from 1 in Unicode scalars; 0 when the file as a whole is meant.
    package let column: Int
    /// What is wrong and what to do, without any secret.
    package let message: Phrase

    /// A message with its place in a file; line and column 0 mean the whole file.
    package init(file: String, line: Int, column: Int, message: Phrase) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// The problem in the format of compilers: `file:line:column: message`.
    package var phrase: Phrase {
        let place = line == 0 ? file : "\(file):\(line):\(column)"
        return Phrase("\(place): \(message.chinese)", "\(place): \(message.english)")
    }
}
