/// `5.1.1` and the like.
///
/// - Source: RFC 3463
enum StatusCode {
    static func first(in text: String) -> String? {
        text.firstMatch(of: /(?:^|[^0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:$|[^0-9.])/).map { String($0.1) }
    }
}

/// Mail addresses in texts of others, in small letters; display names, brackets and comments around them do not matter.
enum Addresses {
    /// - Returns: in their order, each once, at most ``BounceReport/limit``
    static func all(in text: String) -> [String] {
        var found: [String] = []
        for match in text.prefix(Self.textLimit).matches(of: pattern) where found.count < BounceReport.limit {
            let address = match.output.lowercased()
            if !found.contains(address) { found.append(address) }
        }
        return found
    }

    /// A pattern is costly, and a report names its recipients early.
    private static let textLimit = 20_000

    private static var pattern: Regex<Substring> {
        /[A-Za-z0-9!#$%&'*+\/=?^_`{|}~\-][A-Za-z0-9!#$%&'*+\/=?^_`{|}~.\-]{0,63}@[A-Za-z0-9][A-Za-z0-9.\-]{0,252}[A-Za-z0-9]/
    }
}

/// Foreign text as one line.
enum OneLine {
    static func of(_ text: some StringProtocol) -> String {
        let words = text.prefix(ReportedRecipient.textLimit * 2).split { $0.isWhitespace || $0 == "\0" }
        return String(words.joined(separator: " ").prefix(ReportedRecipient.textLimit))
    }
}
