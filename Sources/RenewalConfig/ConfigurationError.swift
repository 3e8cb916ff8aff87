package import RenewalRules

/// Everything wrong with a configuration file.
package struct ConfigurationError: Error, Sendable, Speakable, CustomStringConvertible {
    /// By place in the file, never empty.
    package let problems: [ConfigurationProblem]
    /// Whether there is no such file, which may change by itself.
    package let isOfMissingFile: Bool

    /// Sorts the problems by place.
    ///
    /// - Parameters:
    ///   - problems: at least one
    ///   - isOfMissingFile: whether there is no such file
    init(problems: some Collection<ConfigurationProblem>, isOfMissingFile: Bool = false) {
        self.isOfMissingFile = isOfMissingFile
        self.problems = problems.sorted {
            ($0.line, $0.column, $0.message.english) < ($1.line, $1.column, $1.message.english)
        }
    }

    /// One line for each problem.
    package var phrase: Phrase {
        let phrases = problems.map(\.phrase)
        return Phrase(
            phrases.map(\.chinese).joined(separator: "\n"),
            phrases.map(\.english).joined(separator: "\n")
        )
    }
}
