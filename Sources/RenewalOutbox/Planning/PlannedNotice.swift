import RenewalDelivery
package import RenewalRules

/// A due notice with everyone it goes to.
package struct PlannedNotice: Hashable, Sendable {
    package let notice: Notice
    /// Its id, computed here to keep the transaction short.
    let id: String
    /// The business day of the scan that found it.
    package let foundOn: CalendarDate
    /// Empty where a digest tells of it.
    package let recipients: [Recipient]
    /// Who would get it, too, and is muted: stored as cancelled.
    package let muted: [Recipient]
    /// The record whose digest includes it instead of a separate message; `nil` for most notices.
    package let digest: RecordID?
    /// The id of the record's employer; `nil` where it has none.
    package let employer: String?

    /// Whether nobody hears it, because all who would get it are muted.
    package var isUnheard: Bool { recipients.isEmpty && !muted.isEmpty }

    package init(
        notice: Notice,
        foundOn: CalendarDate,
        recipients: [Recipient],
        muted: [Recipient] = [],
        digest: RecordID? = nil,
        employer: String? = nil
    ) {
        self.notice = notice
        id = notice.key.noticeID
        self.foundOn = foundOn
        self.recipients = recipients
        self.muted = muted
        self.digest = digest
        self.employer = employer.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// One address on one channel.
package struct Recipient: Hashable, Sendable {
    /// The channel's name in the configuration.
    package let channel: String
    /// The address or target as the channel uses it.
    package let address: String
    package let name: String?
    package let language: Language

    package init(channel: String, address: String, name: String?, language: Language) {
        self.channel = channel
        self.address = address
        self.name = name
        self.language = language
    }
}

/// What a planning call added; everything else was known.
package struct PlanOutcome: Hashable, Sendable {
    package var newNotices: Int
    package var newDeliveries: Int

    package init(newNotices: Int, newDeliveries: Int) {
        self.newNotices = newNotices
        self.newDeliveries = newDeliveries
    }

    /// Counts what another call added.
    package mutating func add(_ other: PlanOutcome) {
        newNotices += other.newNotices
        newDeliveries += other.newDeliveries
    }
}
