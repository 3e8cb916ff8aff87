import Foundation
package import Logging
import RenewalRules

/// Writes the log to where standard error leads: as entries with fields to the journal, as lines for a person to a terminal,
/// as logfmt to anything else.
///
/// No value can forge a second entry, and identity numbers are hidden.
package struct DaemonLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let output: Output
    private let clock: any Clock
    private let repeats = RepeatLimit()

    /// Where entries go.
    enum Output: Sendable {
        case journal(JournalSocket)
        case lines(LogEntry.Style)
    }

    /// Makes the handler of all loggers of a process; copies share what they have written.
    ///
    /// - Parameters:
    ///   - level: what is below it is not written
    ///   - environment: of the process
    ///   - clock: for the time of lines, and for how long a repeat is one
    package init(level: Logger.Level, environment: [String: String], clock: some Clock) {
        let style: LogEntry.Style = isatty(STDERR_FILENO) == 1 ? .readable : .logfmt
        let journal = JournalSocket.behindStandardError(environment)
        self.init(level: level, output: journal.map(Output.journal) ?? .lines(style), clock: clock)
    }

    init(level: Logger.Level, output: Output, clock: some Clock) {
        logLevel = level
        self.output = output
        self.clock = clock
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        for entry in repeats.admit(LogEntry(event, metadata: metadata), at: clock.uptime) { write(entry) }
    }

    private func write(_ entry: LogEntry) {
        switch output {
        case .journal(let journal): journal.write(entry.journalEntry)
        case .lines(let style): StandardError.write(entry.line(style, at: clock.now))
        }
    }
}
