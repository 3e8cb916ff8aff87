/// Why all or part of the sending is held, for the administrators who can release it.
///
/// - Source: catalogue of notices N45
public struct HeldSending: Hashable, Sendable {
    /// The held sending itself: its notices are distinguished by day and by what is held, so that there is one a day
    /// for each set of holds.
    public static let record = RecordID(type: .office, id: "sending")

    /// The day of its notice.
    public var day: CalendarDate
    /// What its notice is about within the day: the set of holds, and the state file that is held, because a
    /// replacement file has a notice of its own.
    public let detail: String
    /// The holds of all or part of the sending, oldest first; at least one.
    public let holds: [Hold]
    /// Deliveries waiting for the release.
    public var waiting: Int
    /// Notices of the same day that cover it as well: planned for other holds and not sent yet.
    package var earlierDetails: [String] = []

    /// Whether some notices still leave.
    public var isPartial: Bool { holds.allSatisfy { $0.scope != .everything } }

    /// One reason and the figures behind it.
    public struct Hold: Hashable, Sendable {
        public let reason: HoldReason
        public let scope: HoldScope
        /// Numbers by name, such as `rows`; empty where there are none.
        public let figures: [String: Int]
        public let since: CalendarDate

        public init(
            reason: HoldReason,
            scope: HoldScope = .everything,
            figures: [String: Int],
            since: CalendarDate
        ) {
            self.reason = reason
            self.scope = scope
            self.figures = figures
            self.since = since
        }
    }

    public init(day: CalendarDate, detail: String, holds: [Hold], waiting: Int) {
        self.day = day
        self.detail = detail
        self.holds = holds
        self.waiting = waiting
    }
}

/// What looks so wrong that nothing is sent until a person has looked.
public enum HoldReason: String, Hashable, Sendable, CaseIterable {
    /// The state file is in another place than before: its deliveries may have been sent from the other place.
    case copiedState = "copied_state"
    /// The state file is older than the daemon's last start: its deliveries may have been sent since.
    case restoredState = "restored_state"
    /// The state file is new or another one although this registry has been served before: what was sent is forgotten.
    case lostState = "lost_state"
    /// The clock jumped, or is far from the last run.
    case clockJump = "clock_jump"
    /// One scan planned more deliveries than the configuration calls usual; only the part that makes it unusual is
    /// held.
    case manyDue = "many_due"
    /// A section of the registry has lost most of its rows; ends by itself when they return.
    case registryShrank = "registry_shrank"
    /// Far more rows than before are unreadable.
    case manyUnreadable = "many_unreadable"
    /// An operator has stopped everything.
    case byOperator = "by_operator"

    /// Whether administrators are notified: a copied state file must send nothing at all, nor may anything leave that an
    /// operator has stopped.
    public var isTold: Bool {
        switch self {
        case .copiedState, .restoredState, .byOperator: false
        case .lostState, .clockJump, .manyDue, .registryShrank, .manyUnreadable: true
        }
    }
}
