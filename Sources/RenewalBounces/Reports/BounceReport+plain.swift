import RenewalRules

/// Reports for people only, as QQ, Exmail, NetEase and Coremail write them, and qmail and older relays elsewhere.
extension BounceReport {
    /// Reads a report without a part for machines; `nil` for anything that no mail system wrote, that returns no mail of
    /// ours, or that does not say that it could not be delivered.
    init?(plain parts: [MailPart]) {
        guard let head = parts.first?.fields, head.isFromMailSystem else { return nil }
        let returned = ReturnedHeads(in: parts)
        guard !returned.deliveryIDs.isEmpty else { return nil }
        let text = parts.filter { $0.isText && !$0.isReturned }.map(\.text).joined(separator: "\n")
        guard let reason = PlainReason(in: text) else { return nil }
        let recipient = ReportedRecipient(
            addresses: Set(Addresses.all(in: text)),
            action: reason.action,
            status: reason.status,
            reply: reason.reply
        )
        self.init(
            deliveryIDs: returned.deliveryIDs,
            recipients: [recipient],
            addressees: returned.addressees,
            writtenAt: head["date"].flatMap(MailDate.instant)
        )
    }
}

extension HeaderFields {
    /// Whether the sender is a mail system rather than somebody's mailbox or a program that answers for it.
    fileprivate var isFromMailSystem: Bool {
        let names = ["from", "sender"].compactMap { self[$0] }.flatMap(Addresses.all).map { $0.prefix { $0 != "@" } }
        let systems: Set<Substring> = [
            "postmaster", "mailer-daemon", "mailerdaemon", "mail-daemon", "mailsystem", "mail-system",
        ]
        return names.contains(where: systems.contains)
            || self["from"]?.lowercased().contains("mailer-daemon") ?? false
    }
}

/// Why a mail came back, in the words of a report for people.
struct PlainReason {
    let action: ReportedRecipient.Action
    let status: String?
    let reply: String

    /// A report says it early; below it is what the mail said.
    private static let textLimit = 8000

    /// Words by which a report says that a mail was not delivered.
    private static let failures = [
        "退信", "退回", "被拒收", "无法送达", "无法投递", "投递失败", "未能送达", "发送失败", "不存在", "undeliver",
        "returned to sender", "could not be delivered", "couldn't be delivered", "delivery failed",
        "delivery has failed", "permanent error", "permanent fatal error", "unable to deliver",
        "wasn't able to deliver",
    ]

    /// Words by which it says that it still tries.
    private static let delays = [
        "仍在尝试", "继续尝试", "将继续重试", "稍后重试", "暂时无法", "延迟投递", "投递延迟", "will be retried", "will retry",
        "will keep trying", "still trying", "do not need to resend", "delivery is delayed", "has been delayed",
        "temporarily deferred",
    ]

    /// Words that precede the reason.
    private static let labels = ["退信原因", "失败原因", "错误原因", "原因", "错误信息", "reason", "remote host said", " said:"]

    init?(in text: String) {
        let lower = text.lowercased()
        let lines = text.split(whereSeparator: \.isNewline).map { OneLine.of($0) }.filter { !$0.isEmpty }
        let isDelayed = Self.delays.contains(where: lower.contains)
        let quoted = lines.lazy.compactMap(Self.quotedReply).first
        guard isDelayed || quoted != nil || Self.failures.contains(where: lower.contains) else { return nil }
        reply = quoted ?? Self.reason(in: lines) ?? ""
        let codes = [reply, text].lazy.compactMap { StatusCode.first(in: String($0.prefix(Self.textLimit))) }
        status = codes.first { !$0.hasPrefix("2") }
        action = isDelayed ? .delayed : .failed
    }

    /// `host mx.test said: 550 Mailbox not found` from the code on.
    private static func quotedReply(in line: String) -> String? {
        let match = line.firstMatch(of: /(?:^|[^0-9.\-])([45][0-9][0-9][ \-#](?:[45]\.[0-9]{1,3}\.[0-9]{1,3})?.*)/)
        guard let reply = match?.1, reply.dropFirst(4).contains(where: \.isLetter) else { return nil }
        return OneLine.of(reply)
    }

    /// What stands behind or below a label, else the line that says that it failed.
    private static func reason(in lines: [String]) -> String? {
        for (place, line) in lines.enumerated() {
            let lower = line.lowercased()
            guard let label = labels.first(where: lower.contains), let range = lower.firstRange(of: label) else {
                continue
            }
            let rest = lower[range.upperBound...].drop { " :：".contains($0) }
            if !rest.isEmpty { return String(line.suffix(rest.count)) }
            if place + 1 < lines.count { return lines[place + 1] }
        }
        return lines.first { line in failures.contains(where: line.lowercased().contains) }
    }
}
