import RenewalDelivery
import RenewalRules

/// Whom a mail server's refusal is about, as a table; the first matching row decides.
///
/// Many servers object to our name, address or sender only at RCPT (Postfix does so by default), so the step alone does
/// not tell. A refusal about us holds the channel; one about the recipient fails the delivery; one that does not say
/// whom it is about holds that delivery.
///
/// - Source: RFC 3463, RFC 5321 section 4.2.3, RFC 7372, RFC 7504; the reply texts of Postfix, Exim, OpenSMTPD,
///   Sendmail, qmail, Dovecot and Exchange; help pages of Gmail, QQ and Tencent Exmail, NetEase, Aliyun DirectMail
enum SMTPReplyTable {
    static let rows: [SMTPReplyRule] =
        rates + refusalsOfUs + senders + fullMailboxes + missingRecipients + subjects + codes + policies

    /// "Too much for now", whatever the code says.
    private static let rates: [SMTPReplyRule] = texts(
        ["frequency limited", "mi:sfq", "mi:dmc", "rp:drc", "rate limit", "sending limit", "daily quota"],
        .retry,
        .sender
    )

    private static let refusalsOfUs: [SMTPReplyRule] =
        texts(
            [
                "helo command rejected", "helo rejected", "invalid helo", "need fully-qualified hostname",
                "relay access denied", "relaying denied", "relay not permitted", "unable to relay", "rcpthosts",
                "sender address rejected", "sender verify failed", "sender rejected", "domain of sender",
                "invalid sender", "client host rejected", "authentication required", "must authenticate",
                "not authenticated", "login first", "spf", "dkim", "dmarc", "reverse dns", "ptr record",
                "blocked using", "spamhaus", "blacklist", "blocklist",
            ],
            .channelAtFault,
            .sender
        ) + texts(["dt:spm"], .channelAtFault, .unsaid)

    /// Refusals of our address, our login or the authentication of our mail (RFC 7372), whatever their words.
    private static let senders: [SMTPReplyRule] =
        enhanced(["*.1.7", "*.1.8"] + (20...27).map { "5.7.\($0)" }, .channelAtFault, .sender)
        + [SMTPReplyRule(codes: 530...538, outcome: .channelAtFault, scope: .sender)]

    private static let fullMailboxes: [SMTPReplyRule] = [
        SMTPReplyRule(enhanced: "*.2.2", outcome: .retry, scope: .recipient),
        SMTPReplyRule(steps: [.rcpt], codes: 552...552, outcome: .retry, scope: .recipient),
        SMTPReplyRule(codes: 552...552, text: "quota exceeded", outcome: .retry, scope: .sender),
    ]

    private static let missingRecipients: [SMTPReplyRule] = texts(
        [
            "user unknown", "unknown user", "no such user", "no such recipient", "no such mailbox", "no such address",
            "unknown recipient", "unknown address", "user not found", "recipient not found", "mailbox not found",
            "mailbox unavailable", "mailbox disabled", "account disabled", "is disabled", "does not exist",
            "doesn't exist", "no mailbox here by that name", "invalid mailbox", "invalid rcptto",
            "unrouteable address", "recipient address rejected: access denied", "用户不存在", "收件人不存在",
            "邮箱不存在", "不存在的用户", "地址不存在", "账号不存在", "帐号不存在", "账户不存在", "用户未开通", "用户已停用",
            "邮箱已停用", "邮箱已被停用", "邮箱已禁用",
        ],
        codes: 500...599,
        .permanent,
        .recipient
    )

    /// What an enhanced code says about addresses and the message.
    private static let subjects: [SMTPReplyRule] =
        enhanced(["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"], .permanent, .recipient)
        + enhanced(["5.2.3", "5.3.4", "5.6.*"], .permanent, .message)

    private static let codes: [SMTPReplyRule] = [
        SMTPReplyRule(steps: [.rcpt], codes: 556...556, outcome: .permanent, scope: .recipient),
        SMTPReplyRule(codes: 500...504, outcome: .channelAtFault, scope: .sender),
        SMTPReplyRule(codes: 555...555, outcome: .channelAtFault, scope: .sender),
    ]

    /// Protocol errors are ours to fix; policies do not say whom they are about.
    ///
    /// OpenSMTPD refuses to relay with the same words as for an unknown recipient.
    private static let policies: [SMTPReplyRule] =
        texts(["invalid recipient"], .channelAtFault, .unsaid)
        + enhanced(["5.7.*"], .channelAtFault, .unsaid)
        + enhanced(["5.5.*"], .channelAtFault, .sender)

    private static func texts(
        _ texts: [String],
        codes: ClosedRange<Int> = 400...599,
        _ outcome: Verdict.Outcome,
        _ scope: Verdict.Scope
    ) -> [SMTPReplyRule] {
        texts.map { SMTPReplyRule(codes: codes, text: $0, outcome: outcome, scope: scope) }
    }

    private static func enhanced(
        _ patterns: [String],
        _ outcome: Verdict.Outcome,
        _ scope: Verdict.Scope
    ) -> [SMTPReplyRule] {
        patterns.map { SMTPReplyRule(enhanced: $0, outcome: outcome, scope: scope) }
    }
}

extension SMTPReplyRule {
    func matches(_ reply: SMTPReply, at step: SMTPStep) -> Bool {
        guard let code = reply.code, codes.contains(code), steps.isEmpty || steps.contains(step) else { return false }
        guard text.isEmpty || reply.words.contains(text) else { return false }
        return enhanced.isEmpty || matches(enhancedCode: reply.enhancedCode)
    }

    private func matches(enhancedCode: String?) -> Bool {
        guard let parts = enhancedCode?.split(separator: ".") else { return false }
        let pattern = enhanced.split(separator: ".")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
