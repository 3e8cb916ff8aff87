package import RenewalDelivery
package import RenewalRules

/// What a mail server reports of an accepted mail, days or a second after it took it.
///
/// It comes from outside: it counts only for a delivery whose id nobody can guess, and for the address that this went to.
package struct Bounce: Hashable, Sendable {
    package let deliveryID: String
    /// Whom the report is about, in small letters.
    package let recipients: Set<String>
    /// Whom the mail is addressed to that the report returns, in small letters: where a mailbox hands its mail on, the
    /// report names the other one.
    package let addressees: Set<String>
    /// Whether the server has given up; otherwise it still tries.
    package let isFinal: Bool
    package let cause: BounceCause
    /// `5.1.1` or the like.
    package let status: String?
    /// What the refusing server said: one printable line without addresses and numbers of people.
    package let reply: String
    /// When it was written, by the clock of its server.
    package let writtenAt: UnixTime?

    package init(
        deliveryID: String,
        recipients: Set<String>,
        addressees: Set<String>,
        isFinal: Bool,
        cause: BounceCause,
        status: String?,
        reply: String,
        writtenAt: UnixTime?
    ) {
        self.deliveryID = deliveryID
        self.recipients = recipients
        self.addressees = addressees
        self.isFinal = isFinal
        self.cause = cause
        self.status = status
        self.reply = reply
        self.writtenAt = writtenAt
    }

    /// How long relays try to deliver: what has not come back by then has arrived.
    ///
    /// - Source: RFC 5321 section 4.5.4.1
    package static let patience: Duration = .seconds(5 * 86_400)

    /// How far the clock of a mail server may be behind.
    static let clockTolerance: Duration = .seconds(3600)
}

/// When an address is left alone because mail to it comes back.
package struct BounceLimit: Hashable, Sendable {
    /// So many mails in a row; `nil` never.
    package let count: Int?
    /// The last day on which it is left alone; `nil` until an operator's order.
    package let lastDay: CalendarDate?
    /// Addresses that are never left alone, in small letters: those who are told of it.
    package let spared: Set<String>

    package init(count: Int?, until lastDay: CalendarDate?, sparing spared: Set<String>) {
        self.count = count
        self.lastDay = lastDay
        self.spared = spared
    }
}

/// What became of a report.
package enum BounceOutcome: Hashable, Sendable {
    /// The delivery counts as not delivered; perhaps its address is left alone from now on.
    case bounced(Bounced)
    /// Kept as a remark: the server still tries.
    case delayed
    /// It was reported before, or is about an earlier sending.
    case known
    /// The delivery is about to be sent, or its attempt has no result yet: look again.
    case underWay
    /// No delivery of this id, one to another address, or one whose address was erased.
    case unmatched
    /// The delivery has ended otherwise, which the report does not change.
    case overtaken

    /// A delivery that came back.
    package struct Bounced: Hashable, Sendable {
        /// So many mails to the address came back in a row; 0 where it says nothing about the address.
        package let count: Int
        /// Whether nothing is mailed to the address any more.
        package let isMuted: Bool

        package init(count: Int, isMuted: Bool) { (self.count, self.isMuted) = (count, isMuted) }
    }
}

/// A report that was recorded.
package struct BounceRecord: Hashable, Sendable {
    /// The attempt whose mail it is about.
    package let attempt: Int
    /// Whether the server had given up.
    package let isFinal: Bool
    /// As it is stored, perhaps by another version.
    package let cause: String
    package let status: String?
    /// What the refusing server said; `nil` once it is erased.
    package let reply: String?
    package let reportedAt: UnixTime
}
