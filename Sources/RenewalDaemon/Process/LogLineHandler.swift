import Foundation
package import Logging
import RenewalRules

/// Writes one line per log entry to standard error: with the `<priority>` of sd-daemon(3) under journald, with a
/// time otherwise.
///
/// Control characters are escaped, so no value can forge a second entry, and identity numbers are hidden.
package struct LogLineHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let isUnderJournal: Bool
    private let clock: any Clock

    package init(level: Logger.Level, environment: [String: String], clock: some Clock) {
        logLevel = level
        self.clock = clock
        isUnderJournal = environment["JOURNAL_STREAM"] != nil
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let bytes = Array(line(for: event).utf8)
        // The reader of the log may be gone; a daemon does not end because of that, and there is nobody else to tell.
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    /// The entry as one line, with its line end.
    func line(for event: LogEvent) -> String {
        let merged = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let pairs = merged.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted("\($0.value)"))" }
        let text = ([Self.escaped("\(event.message)")] + pairs).joined(separator: " ")
        let head = isUnderJournal ? "<\(Self.priority(event.level))>" : "\(clock.now.rfc3339) \(event.level): "
        return "\(head)\(text)\n"
    }

    /// Syslog priorities; `notice` and above are what an administrator reads.
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// More of one value helps nobody; journald splits a line of more than 48 KiB into several entries.
    private static let valueLimit = 2000

    private static func quoted(_ value: String) -> String {
        // If it were cut first, a number would lose its end and show the rest.
        let masked = MaskedText(ofOurs: value).description.unicodeScalars
        let isLong = masked.dropFirst(valueLimit).first != nil
        let shown = isLong ? String(String.UnicodeScalarView(masked.prefix(valueLimit))) + "…" : String(masked)
        let text = escaped(shown)
        let isOneWord = !text.unicodeScalars.contains { $0 == " " || $0 == "=" }
        return !text.isEmpty && text == shown && isOneWord ? text : "\"\(text)\""
    }

    /// Nothing in the result ends a line or a quoted value, or controls a terminal.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate:
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            default:
                if scalar == "\"" || scalar == "\\" { result.append("\\") }
                result.append(scalar)
            }
        }
        return String(result)
    }
}
