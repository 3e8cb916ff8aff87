package import Logging

/// An entry in the journal's native format: fields with values of any bytes, so that no value can pass for another entry.
///
/// - Source: systemd.io/JOURNAL_NATIVE_PROTOCOL, systemd.journal-fields(7)
package struct JournalEntry: Sendable {
    /// The fields, ready to be sent.
    private(set) var bytes: [UInt8] = []
    /// The same in a line for a journal that only reads standard error.
    let line: String

    /// Begins an entry.
    ///
    /// - Parameters:
    ///   - message: one line
    ///   - level: gives its priority
    ///   - kind: whose id it carries
    package init(_ message: String, level: Logger.Level, as kind: LogMessage?) {
        let priority = Self.priority(of: level)
        line = "<\(priority)>\(message)\n"
        add(message, as: "MESSAGE")
        add("\(priority)", as: "PRIORITY")
        if let kind { add(kind.id, as: "MESSAGE_ID") }
        add("renewald", as: "SYSLOG_IDENTIFIER")
        // LOG_DAEMON; what goes through standard error has it too.
        add("3", as: "SYSLOG_FACILITY")
    }

    /// Adds a field.
    ///
    /// - Parameters:
    ///   - value: anything
    ///   - name: of `A`–`Z`, `0`–`9` and `_`, not beginning with `_`
    mutating func add(_ value: String, as name: String) {
        let value = Array(value.utf8)
        bytes += Array(name.utf8)
        if value.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += $0 }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes += value
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Syslog priorities; `notice` and above are what an administrator reads.
    private static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
