import RenewalCouriers
import RenewalDelivery
import RenewalRules
import Yams

extension ConfigurationReader {
    /// The meaning of a reply according to an administrator.
    private enum ReplyMeaning: String, CaseIterable {
        case refusesRecipient = "refuses_recipient"
        case refusesMessage = "refuses_message"
        case refusesUs = "refuses_us"
        case unclear
        case slowDown = "slow_down"
        case tryAgain = "try_again"

        var verdict: (outcome: Verdict.Outcome, scope: Verdict.Scope) {
            switch self {
            case .refusesRecipient: (.permanent, .recipient)
            case .refusesMessage: (.permanent, .message)
            case .refusesUs: (.channelAtFault, .sender)
            case .unclear: (.channelAtFault, .unsaid)
            case .slowDown: (.retry, .sender)
            case .tryAgain: (.retry, .recipient)
            }
        }
    }

    /// Reads `smtp_replies:`, the administrator's own rules for refusals.
    mutating func smtpReplies(in delivery: Section) -> [SMTPReplyRule] {
        guard delivery["smtp_replies"] != nil else { return [] }
        return (items("smtp_replies", in: delivery) ?? []).compactMap { reply(from: $0) }
    }

    private mutating func reply(from node: Node) -> SMTPReplyRule? {
        let keys = ["steps", "code", "enhanced", "text", "means"]
        guard let section = section(node, named: "smtp_replies", at: node.place, allowing: keys) else { return nil }
        let steps: [(value: SMTPStep, place: Place)] = list("steps", in: section, as: .word) ?? []
        let code = value("code", in: section, as: .number(in: 400...599))
        let enhanced = value("enhanced", in: section, as: .enhancedCode)
        let text = value("text", in: section, as: .line)
        let meaning: ReplyMeaning? = required("means", in: section, as: .word)
        if ["code", "enhanced", "text"].allSatisfy({ section[$0] == nil }) {
            report(
                "smtp_replies",
                "没有说明是哪种应答；请填写code、enhanced或text",
                "says nothing of the reply; give code, enhanced or text",
                at: section.place
            )
        }
        guard let verdict = meaning?.verdict else { return nil }
        return SMTPReplyRule(
            steps: Set(steps.map(\.value)),
            codes: code.map { $0...$0 } ?? 400...599,
            enhanced: enhanced ?? "",
            text: (text ?? "").lowercased(),
            outcome: verdict.outcome,
            scope: verdict.scope
        )
    }
}

extension ScalarForm where Value == String {
    /// An enhanced status code of class 4 or 5, in which a part may be `*`.
    fileprivate static var enhancedCode: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard text.wholeMatch(of: /[45*]\.(\d{1,3}|\*)\.(\d{1,3}|\*)/) != nil else {
                throw Complaint(
                    "\(text.quoted)不是增强状态码；请写\"5.1.1\"或\"5.7.*\"这样的形式",
                    "\(text.quoted) is no enhanced code; write it as \"5.1.1\" or \"5.7.*\""
                )
            }
            return text
        }
    }

    /// A /96 network whose addresses end in an IPv4 address.
    ///
    /// - Source: RFC 6052 section 2.2
    static var nat64Prefix: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[1] == "96", let bytes = IPv6.bytes(of: String(parts[0])),
                bytes[12...].allSatisfy({ $0 == 0 })
            else {
                throw Complaint(
                    "\(text.quoted)不是NAT64前缀；请写\"2001:db8:64::/96\"这样的形式",
                    "\(text.quoted) is no prefix of NAT64; write it as \"2001:db8:64::/96\""
                )
            }
            return text
        }
    }
}
