import Logging
import RenewalRules

/// One entry of the log, safe to be written: identity numbers are hidden, and long values cut.
struct LogEntry: Hashable, Sendable {
    /// A value by its dotted key.
    struct Value: Hashable, Sendable {
        let key: String
        let value: String
    }

    /// How an entry is written as a line.
    enum Style: Hashable, Sendable {
        /// For programs: `time=… level=… msg=… key=value`, quoted values as JSON strings.
        case logfmt
        /// For a person at a terminal: the time, the level and the text, then the same values.
        case readable
    }

    /// The metadata that names the kind, and is not written as a value.
    static let kindKey = "message.kind"

    let level: Logger.Level
    let text: String
    /// `nil` for what a library logs.
    let kind: LogMessage?
    /// By key.
    private(set) var values: [Value]

    /// Reads an event of the logging library.
    ///
    /// - Parameters:
    ///   - event: as it was logged
    ///   - metadata: the logger's own, which the event's go before
    init(_ event: LogEvent, metadata: Logger.Metadata) {
        var merged = metadata.merging(event.metadata ?? [:]) { _, new in new }
        kind = merged.removeValue(forKey: Self.kindKey).flatMap { LogMessage(rawValue: "\($0)") }
        level = event.level
        text = "\(event.message)"
        values = merged.sorted { $0.key < $1.key }.map { Value(key: $0.key, value: Self.safe("\($0.value)")) }
    }

    /// More of one value helps nobody.
    private static let valueLimit = 2000

    private static func safe(_ value: String) -> String {
        // If it were cut first, a number would lose its end and show the rest.
        let masked = MaskedText(ofOurs: value).description.unicodeScalars
        guard masked.dropFirst(valueLimit).first != nil else { return String(masked) }
        return String(String.UnicodeScalarView(masked.prefix(valueLimit))) + "…"
    }

    // MARK: Repeats

    /// What differs between entries about the same thing.
    private static let figures: Set<String> = ["count", "delivery.attempt", "hold.waiting", "rest.seconds"]

    /// The entry without what differs each time.
    var identity: LogEntry {
        var identity = self
        identity.values.removeAll { Self.figures.contains($0.key) }
        return identity
    }

    /// The entry, with how often it was left out.
    func repeated(_ count: Int) -> LogEntry {
        guard count > 0 else { return self }
        var entry = self
        entry.values.append(Value(key: "repeated", value: "\(count)"))
        return entry
    }

    // MARK: Writing

    /// The entry as one line, with its line end.
    func line(_ style: Style, at time: UnixTime) -> String {
        switch style {
        case .readable: "\(time.rfc3339) \(level): \(message)\n"
        case .logfmt:
            (["time=\(time.rfc3339)", "level=\(level)", "msg=\(Self.quoted(text))"] + pairs).joined(separator: " ")
                + "\n"
        }
    }

    /// The entry for the journal, whose reader sees the values both in the text and as fields.
    var journalEntry: JournalEntry {
        var entry = JournalEntry(message, level: level, as: kind)
        for value in values { entry.add(value.value, as: Self.field(for: value.key)) }
        return entry
    }

    /// Text and values in one line.
    private var message: String { ([Self.escaped(text)] + pairs).joined(separator: " ") }

    private var pairs: [String] { values.map { "\($0.key)=\(Self.quoted($0.value))" } }

    /// The name of a field: `RENEWALD_DELIVERY`, `RENEWALD_CHANNEL`, `RENEWALD_RECORD`, `RENEWALD_VERDICT_STAGE`.
    static func field(for key: String) -> String {
        var words = key.split(separator: ".")
        // The thing itself: `delivery.id`; and what the whole daemon speaks of: `delivery.channel`.
        if words.count > 1, words.last == "id" { words.removeLast() }
        if words == ["delivery", "channel"] { words.removeFirst() }
        return "RENEWALD_" + words.joined(separator: "_").uppercased()
    }

    private static func quoted(_ value: String) -> String {
        let text = escaped(value)
        let isOneWord = !text.unicodeScalars.contains { $0 == " " || $0 == "=" }
        return !text.isEmpty && text == value && isOneWord ? text : "\"\(text)\""
    }

    /// Nothing in the result ends a line or a quoted value, or controls a terminal.
    ///
    /// - Source: RFC 8259 section 7, as readers of logfmt expect
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate:
                result.append(contentsOf: "\(Character(scalar))".utf16.map(escape).joined().unicodeScalars)
            default:
                if scalar == "\"" || scalar == "\\" { result.append("\\") }
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
