package import RenewalRules

/// Why a delivery that could leave now leaves later.
package enum PaceReason: String, Hashable, Sendable, CaseIterable {
    /// A minute of its own, so that not everything leaves at once.
    case spread
    /// Its recipient has had enough for one day.
    case recipientLimit = "recipient_limit"
    /// The domain of its recipient has had enough for one minute.
    case domainLimit = "domain_limit"
}

/// Until when the pace of sending has put a delivery off, and why.
package struct Postponement: Hashable, Sendable {
    package let reason: PaceReason
    package let until: UnixTime
}

/// How many notices a mailbox gets in a day: the others wait, unless they are urgent.
package struct RecipientLimit: Hashable, Sendable {
    /// At least 1.
    package let count: Int
    /// The business day for which is counted.
    package let day: CalendarDate
    /// When what is over the limit is looked at again.
    package let resumesAt: UnixTime

    package init(count: Int, day: CalendarDate, resumesAt: UnixTime) {
        (self.count, self.day, self.resumesAt) = (count, day, resumesAt)
    }
}
