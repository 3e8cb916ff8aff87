package import RenewalRules

/// Which deliveries to list.
package struct DeliveryFilter: Hashable, Sendable {
    /// As many as fit on a few screens.
    package static let defaultLimit = 100

    /// Empty for all.
    package var states: Set<DeliveryState>
    package var channel: String?
    /// The id of a record.
    package var record: String?
    /// The only records, up to a thousand; `nil` for all.
    package var records: Set<RecordID>?
    /// A mail address in small letters; deliveries to it are found by looking through all of them.
    package var address: String?
    /// Empty for all.
    package var kinds: Set<NoticeKind> = []
    /// When they last changed: planned, tried, sent or ended.
    package var changed: Range<UnixTime>?
    package var limit: Int

    package init(
        states: Set<DeliveryState> = [],
        channel: String? = nil,
        record: String? = nil,
        address: String? = nil,
        limit: Int = DeliveryFilter.defaultLimit
    ) {
        self.states = states
        self.channel = channel
        self.record = record
        self.address = address
        self.limit = limit
    }
}

/// Which deliveries an order applies to.
package enum DeliverySelection: Hashable, Sendable {
    /// Ids, or the first characters of them, at least six.
    case ids([String])
    /// All in a suitable state.
    case all
}
