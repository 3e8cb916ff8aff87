package import RenewalRules

/// A delivery that may leave, as of the moment it was looked up; it is not claimed yet.
package struct DueDelivery: Hashable, Sendable {
    package let id: String
    package let noticeID: String
    package let notice: Notice
    /// The business day of the scan that found the notice.
    package let foundOn: CalendarDate
    /// Whether its mark passed while nothing was scanned, so that it comes late; never so at a first scan, for a record
    /// or a series that came later, or for an event, which may have been recorded late.
    package let wasMissed: Bool
    package let channel: String
    package let recipient: Recipient
    /// How the pace of sending has put it off; `nil` where it did not.
    package let postponement: Postponement?
    /// The number of its next attempt, from 1; every change of the delivery names it.
    package let attempt: Int
    /// When the first attempt began, since an operator last requeued the delivery; `nil` before that attempt.
    package let firstAttemptAt: UnixTime?
    package let createdAt: UnixTime
    /// An earlier attempt may have arrived.
    package let wasAmbiguous: Bool
    /// What the last attempt sent.
    package let frozen: FrozenMessage?
    /// The number of notices in it, if it is a digest.
    package let lineCount: Int
    /// When it was looked up; the lease counts from here.
    package let seenAt: UnixTime

    package init(
        id: String,
        noticeID: String,
        notice: Notice,
        foundOn: CalendarDate,
        wasMissed: Bool,
        channel: String,
        recipient: Recipient,
        postponement: Postponement? = nil,
        attempt: Int,
        firstAttemptAt: UnixTime?,
        createdAt: UnixTime,
        wasAmbiguous: Bool,
        frozen: FrozenMessage?,
        lineCount: Int,
        seenAt: UnixTime
    ) {
        self.id = id
        self.noticeID = noticeID
        self.notice = notice
        self.foundOn = foundOn
        self.wasMissed = wasMissed
        self.channel = channel
        self.recipient = recipient
        self.postponement = postponement
        self.attempt = attempt
        self.firstAttemptAt = firstAttemptAt
        self.createdAt = createdAt
        self.wasAmbiguous = wasAmbiguous
        self.frozen = frozen
        self.lineCount = lineCount
        self.seenAt = seenAt
    }

    /// The id of the event that a message of it is: a digest that is composed anew is another event.
    ///
    /// - Parameter attempt: the one that the message was composed for
    /// - Returns: the delivery's own id, or that with the number of the attempt
    package func eventID(composedFor attempt: Int) -> String { notice.eventID(of: id, composedFor: attempt) }

    /// The message that every further attempt repeats; `nil` while a new one may be composed.
    ///
    /// A digest describes the state when it leaves; it is repeated unchanged only once it may have arrived.
    package var binding: FrozenMessage? {
        notice.key.kind.isDigest && !wasAmbiguous ? nil : frozen
    }
}

extension Notice {
    /// The id of the event that a message of a delivery is.
    func eventID(of deliveryID: String, composedFor attempt: Int) -> String {
        key.kind.isDigest && attempt > 1 ? "\(deliveryID)_\(attempt)" : deliveryID
    }
}

/// What one look at a channel found.
package struct DueFindings: Hashable, Sendable {
    package var deliveries: [DueDelivery] = []
    /// Ids of those that this version cannot read.
    package var unreadable: [String] = []
    /// Whether something has become due again but is not in the queue yet.
    package var isBehind = false

    package init() {}
}

/// What is due on a channel.
package struct DueBatch: Hashable, Sendable {
    package let deliveries: [DueDelivery]
    /// Whether another lookup may find more.
    package let mayBeMore: Bool
}

/// A delivery with the message to send.
package struct Envelope: Hashable, Sendable {
    package let delivery: DueDelivery
    package let message: FrozenMessage
    /// The names in the message, which are removed from replies that repeat them.
    package var names: [String] = []
    /// The notices that it leaves out, if it is a digest, because they are no longer true: nobody will have heard them.
    package var omitted: [NoticeKey] = []

    /// Completes a delivery with the message it is bound to, or with a new one if it has none.
    package init(_ delivery: DueDelivery, compose: () throws -> FrozenMessage) rethrows {
        self.delivery = delivery
        message = try delivery.binding ?? compose()
    }
}

/// The rendered message of a delivery; every attempt sends the same bytes.
package struct FrozenMessage: Hashable, Sendable {
    /// The attempt the bytes were rendered for.
    package let attempt: Int
    package let subject: String
    package let bytes: [UInt8]

    package init(attempt: Int, subject: String, bytes: [UInt8]) {
        self.attempt = attempt
        self.subject = subject
        self.bytes = bytes
    }
}
