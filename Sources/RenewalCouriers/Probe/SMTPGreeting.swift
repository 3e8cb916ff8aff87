/// What a mail server says it can do, gathered from the lines of a conversation.
struct SMTPGreeting: Hashable, Sendable {
    /// The extensions of the last EHLO, as they were written: `SIZE 10240000`.
    private(set) var extensions: [String] = []
    /// How we logged in; `nil` where nobody tried.
    private(set) var mechanism: String?
    /// Whether everything before a mail is over.
    private(set) var isAtNoop = false
    private var isHearing = false

    /// Servers list a dozen.
    private static let limit = 40

    mutating func sent(_ line: String) {
        isHearing = line.hasPrefix("EHLO ")
        if isHearing { extensions = [] }
        // The word after it; what may follow is the password.
        if line.hasPrefix("AUTH ") { mechanism = line.split(separator: " ").dropFirst().first.map(String.init) }
        if line.hasPrefix("NOOP") { isAtNoop = true }
    }

    mutating func received(_ line: String) {
        guard isHearing, line.hasPrefix("250"), extensions.count < Self.limit else { return }
        extensions.append(String(line.dropFirst(4)))
    }

    /// The extensions without the name of the server, which comes first.
    ///
    /// - Source: RFC 5321 section 4.1.1.1
    var offers: [String] { Array(extensions.dropFirst()) }
}
