import RenewalDelivery
package import RenewalRules

/// A line of reminders that is open for an audience.
package struct KeptThread: Hashable, Sendable {
    package let thread: OpenThread
    /// The employer that is told, or what stands in for the holder; empty where neither matters.
    package let party: String
    /// Since when the record is not in the registry; `nil` while it is.
    package let missingSince: UnixTime?

    package init(_ thread: OpenThread, party: String, missingSince: UnixTime? = nil) {
        self.thread = thread
        self.party = party
        self.missingSince = missingSince
    }
}

/// What changes in the list of what is open.
package struct ThreadChanges: Sendable {
    package var opened: [KeptThread] = []
    package var closed: [OpenThread] = []
    /// Records that are not in the registry any more.
    package var missing: [RecordID] = []
    /// Records that are there again.
    package var returned: [RecordID] = []
    /// The withdrawals of what was told about the closed ones.
    package var withdrawals: [PlannedNotice] = []

    package init() {}

    package var isEmpty: Bool {
        opened.isEmpty && closed.isEmpty && missing.isEmpty && returned.isEmpty && withdrawals.isEmpty
    }
}

/// A reminder that arrived, or may have; or another event about its record, which brought a program the record's row.
package struct ToldReminder: Hashable, Sendable {
    package let deliveryID: String
    package let key: NoticeKey
    package let severity: Severity
    package let recipient: Recipient
    /// Whether its address and name were erased, so that only a program can still be found.
    package let isErased: Bool
    /// Whether it is a reminder of the line, and no other event.
    package let isOfLine: Bool

    package init(
        deliveryID: String,
        key: NoticeKey,
        severity: Severity,
        recipient: Recipient,
        isErased: Bool = false,
        isOfLine: Bool = true
    ) {
        self.deliveryID = deliveryID
        self.key = key
        self.severity = severity
        self.recipient = recipient
        self.isErased = isErased
        self.isOfLine = isOfLine
    }
}
