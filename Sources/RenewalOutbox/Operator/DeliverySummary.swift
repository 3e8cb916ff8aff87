package import RenewalDelivery
package import RenewalRules

/// A delivery in one line, for the operator.
package struct DeliverySummary: Hashable, Sendable {
    package let id: String
    package let noticeID: String
    package let notice: Notice
    /// The key of the notice as text.
    package let key: String
    package let recordID: String
    package let kind: NoticeKind
    package let milestone: Milestone
    package let audience: Audience
    package let severity: Severity
    package let dueOn: CalendarDate
    package let channel: String
    /// The address as the channel uses it.
    package let recipient: String
    /// Its address was erased, so nobody can tell whether it has been corrected.
    package let isErased: Bool
    package let state: DeliveryState
    package let reason: String?
    /// Attempts begun so far, and those of them that may have arrived.
    package let attempts: Int
    package let ambiguousAttempts: Int
    /// Not before this instant; only for a deferred delivery.
    package let nextAttempt: UnixTime?
    package let updatedAt: UnixTime
    /// What the other side said last.
    package let lastReply: String?
}

/// A delivery with everything that is known about it.
package struct DeliveryDetail: Hashable, Sendable {
    package let summary: DeliverySummary
    /// In their order.
    package let attempts: [AttemptRecord]
    /// What mail servers reported of it afterwards, in the order of the attempts.
    package let bounces: [BounceRecord]
    /// Of the stored message; `nil` before the first attempt.
    package let payloadSize: Int?
    package let subject: String?
}

/// One attempt to deliver.
package struct AttemptRecord: Hashable, Sendable {
    /// 1 for the first.
    package let number: Int
    package let startedAt: UnixTime
    /// `nil` while it runs, like outcome, stage and reply.
    package let endedAt: UnixTime?
    package let outcome: Verdict.Outcome?
    package let stage: String?
    package let code: Int?
    package let reply: String?
    /// The result came after the lease was lost and did not change the delivery.
    package let isLate: Bool
}

/// A notice of a record and its fate.
package struct NoticeHistory: Hashable, Sendable {
    package let id: String
    package let notice: Notice
    /// It was missed and recorded without being sent.
    package let isSuperseded: Bool
    /// The business day of the scan that found it; `nil` for a superseded mark.
    package let foundOn: CalendarDate?
    package let createdAt: UnixTime
    /// Empty when there was no recipient, or when a digest includes it.
    package let deliveries: [DeliverySummary]
    /// The digest that includes it; `nil` when it is sent singly.
    package let digest: DigestPlace?
}

/// How a digest includes a notice.
package enum DigestPlace: Hashable, Sendable {
    /// With the next digest.
    case waiting
    /// In the digest with this notice id, whose deliveries show its fate.
    case told(noticeID: String, deliveries: [DeliverySummary])
}
