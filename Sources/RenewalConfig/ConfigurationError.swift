/// Everything wrong with a configuration file.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// By place in the file, never empty.
    package let problems: [ConfigurationProblem]

    /// Sorts the problems by place.
    ///
    /// - Parameter problems: at least one
    init(problems: some Collection<ConfigurationProblem>) {
        self.problems = problems.sorted {
            ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message)
        }
    }

    /// One line for each problem.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
