package import RenewalRules

/// Everything wrong with a configuration file.
package struct ConfigurationError: Error, Sendable, Speakable, CustomStringConvertible {
    /// By place in the file, never empty.
    package let problems: [ConfigurationProblem]

    /// Sorts the problems by place.
    ///
    /// - Parameter problems: at least one
    init(problems: some Collection<ConfigurationProblem>) {
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
