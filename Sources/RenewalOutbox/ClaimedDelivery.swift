package import RenewalRules

/// A delivery taken for one attempt; it belongs to the claimer until the lease ends.
package struct ClaimedDelivery: Hashable, Sendable {
    package let id: String
    package let noticeID: String
    package let notice: Notice
    /// The business day of the scan that found the notice.
    package let foundOn: CalendarDate
    package let channel: String
    package let recipient: Recipient
    /// 1 for the first attempt; every change of the delivery names it.
    package let attempt: Int
    /// When the first attempt began, since an operator last put the delivery back; `nil` at the first one.
    package let firstAttemptAt: UnixTime?
    package let createdAt: UnixTime
    /// An earlier attempt may have arrived.
    package let wasAmbiguous: Bool
    /// What the first attempt sent, or was about to.
    package let frozen: FrozenPayload?
    package let leaseUntil: UnixTime

    package init(
        id: String,
        noticeID: String,
        notice: Notice,
        foundOn: CalendarDate,
        channel: String,
        recipient: Recipient,
        attempt: Int,
        firstAttemptAt: UnixTime?,
        createdAt: UnixTime,
        wasAmbiguous: Bool,
        frozen: FrozenPayload?,
        leaseUntil: UnixTime
    ) {
        self.id = id
        self.noticeID = noticeID
        self.notice = notice
        self.foundOn = foundOn
        self.channel = channel
        self.recipient = recipient
        self.attempt = attempt
        self.firstAttemptAt = firstAttemptAt
        self.createdAt = createdAt
        self.wasAmbiguous = wasAmbiguous
        self.frozen = frozen
        self.leaseUntil = leaseUntil
    }
}

/// The rendered message of a delivery; every attempt sends the same bytes.
package struct FrozenPayload: Hashable, Sendable {
    package let deliveryID: String
    /// The attempt the bytes were rendered for.
    package let attempt: Int
    package let subject: String
    package let bytes: [UInt8]

    package init(deliveryID: String, attempt: Int, subject: String, bytes: [UInt8]) {
        self.deliveryID = deliveryID
        self.attempt = attempt
        self.subject = subject
        self.bytes = bytes
    }
}
