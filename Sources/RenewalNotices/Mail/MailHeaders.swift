package import RenewalRules

/// The headers of a mail: everything except its text.
package struct MailHeaders: Sendable {
    package let from: EmailAddress
    package let fromName: String?
    package let replyTo: EmailAddress?
    package let to: EmailAddress
    package let toName: String?
    /// `local part@domain` without angle brackets, the same on every attempt.
    package let messageID: String
    package let date: UnixTime
    /// The offset of the `Date` header from UTC in minutes, positive in the east.
    package let utcOffsetMinutes: Int
    package let kind: NoticeKind?
    package let noticeID: String?

    package init(
        from: EmailAddress,
        fromName: String?,
        replyTo: EmailAddress?,
        to: EmailAddress,
        toName: String?,
        messageID: String,
        date: UnixTime,
        utcOffsetMinutes: Int,
        kind: NoticeKind?,
        noticeID: String?
    ) {
        self.from = from
        self.fromName = fromName
        self.replyTo = replyTo
        self.to = to
        self.toName = toName
        self.messageID = messageID
        self.date = date
        self.utcOffsetMinutes = utcOffsetMinutes
        self.kind = kind
        self.noticeID = noticeID
    }
}
