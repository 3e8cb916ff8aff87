package import RenewalDelivery
import RenewalRules

/// A refusal that a mail server quotes when it reports that it could not deliver a mail.
///
/// The same table reads it that reads the replies of our own relay.
package struct QuotedReply: Hashable, Sendable {
    /// Why the mail came back.
    package let cause: BounceCause
    /// One printable line without addresses and numbers of people, as it may be stored.
    package let text: String

    /// Reads what a report quotes.
    ///
    /// - Parameters:
    ///   - quote: `550 5.1.1 <x@example.test>: user unknown`, or words without a code, in English or Chinese
    ///   - status: the status code that the report states besides, such as `5.1.1`
    ///   - rules: the administrator's own readings of replies; they come before the built-in table
    package init(_ quote: String, status: String?, rules: [SMTPReplyRule]) {
        let own = SMTPReply(line: Self.line(quote, status))
        let known = (rules + SMTPReplyTable.rows + Self.rows).first { $0.matches(own, at: .rcpt) }
        cause = Self.cause(known, isPassing: own.code.map { $0 < 500 } ?? false || status?.first == "4")
        text = Verdict(.permanent, at: .smtp(.rcpt), about: known?.scope, reply: quote).reply
    }

    /// What only a server further on has found out.
    private static let rows: [SMTPReplyRule] = ["5.1.0", "5.4.4"].map {
        SMTPReplyRule(enhanced: $0, outcome: .permanent, scope: .recipient)
    }

    private static func cause(_ rule: SMTPReplyRule?, isPassing: Bool) -> BounceCause {
        switch (rule?.outcome, rule?.scope) {
        case (.permanent, .recipient): isPassing ? .unreachable : .noSuchAddress
        case (.retry, .recipient): .mailboxFull
        case (nil, _): isPassing ? .unreachable : .unsaid
        default: .refused
        }
    }

    /// A reply as a server would have given it: with a code, with the status where it has none of its own, and without
    /// addresses, which stand between Chinese words without a blank.
    private static func line(_ quote: String, _ status: String?) -> String {
        let words = quote.replacing(/[(（<]?[^\s()（）<>]+@[^\s()（）<>：，。]+[)）>]?/, with: "")
        let code = words.prefixMatch(of: /[245][0-9][0-9](?=[ \-#]|$)/).map { String($0.output) }
        let rest = code == nil ? Substring(words) : words.dropFirst(3).drop { " -#".contains($0) }
        let hasStatus = rest.prefixMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/) != nil
        let stated = status.map { hasStatus || $0.hasSuffix(".0.0") ? "" : "\($0) " } ?? ""
        return "\(code ?? (status?.first == "4" ? "450" : "550")) \(stated)\(rest)"
    }
}
