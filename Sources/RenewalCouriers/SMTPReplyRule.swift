import RenewalRules

/// A 5yz reply that means something else than its first digit says.
struct SMTPReplyRule: Hashable, Sendable {
    let stages: Set<SMTPStage>
    let codes: Set<Int>
    /// The beginning of the enhanced code (`5.7.`); empty matches any reply, with or without one.
    let enhanced: String
    /// Lower-case text that the reply contains; empty matches any.
    let fragment: String
    let outcome: Verdict.Outcome

    func matches(_ reply: SMTPReply, at stage: SMTPStage) -> Bool {
        guard let code = reply.code, codes.isEmpty || codes.contains(code) else { return false }
        guard stages.contains(stage), enhanced.isEmpty || reply.enhancedCode?.hasPrefix(enhanced) == true else {
            return false
        }
        return fragment.isEmpty || reply.text.lowercased().contains(fragment)
    }

    /// The first match decides: vendors before the standards they bend.
    ///
    /// - Source: QQ and Tencent Exmail, NetEase and Aliyun DirectMail help pages; RFC 5321 section 4.5.3.1.10; RFC 3463
    static let all: [SMTPReplyRule] = [
        rule(envelopeAndData, [550], fragment: "frequency limited", .retry),
        rule(envelopeAndData, [550, 554], fragment: "mi:sfq", .retry),
        rule(envelopeAndData, [554], fragment: "dt:spm", .hold),
        rule(envelopeAndData, [552], fragment: "quota exceeded", .retry),
        rule(Set(SMTPStage.allCases), [530], .hold),
        rule(content, [], enhanced: "5.7.", .hold),
        rule(content, [], enhanced: "5.2.2", .retry),
        rule([.rcpt], [552], .retry),
    ]

    private static let content: Set<SMTPStage> = [.rcpt, .data, .endOfData]
    private static let envelopeAndData: Set<SMTPStage> = [.mail, .rcpt, .data, .endOfData]

    private static func rule(
        _ stages: Set<SMTPStage>,
        _ codes: Set<Int>,
        enhanced: String = "",
        fragment: String = "",
        _ outcome: Verdict.Outcome
    ) -> SMTPReplyRule {
        SMTPReplyRule(stages: stages, codes: codes, enhanced: enhanced, fragment: fragment, outcome: outcome)
    }
}
