/// Why nothing leaves, or a part does not, for the administrators who can end it.
///
/// - Source: catalogue of notices N45
public struct HeldSending: Hashable, Sendable {
    /// The standstill itself: the notices of it are told apart by their day and by what is held, so that there is one a
    /// day for each set of holds.
    public static let record = RecordID(type: .office, id: "sending")

    /// The day it is told on.
    public var day: CalendarDate
    /// What within the day its notice is about: the state file that is held, as one that takes the place of another has
    /// a notice of its own, and which holds there are.
    public let detail: String
    /// What holds sending, or parts of it, the oldest first; at least one.
    public let holds: [Hold]
    /// Deliveries that wait for it to end.
    public var waiting: Int
    /// Which notices of the day tell of it as well: planned for other holds, they have not left yet.
    package var earlierDetails: [String] = []

    /// Whether some notices still leave.
    public var isPartial: Bool { holds.allSatisfy { $0.scope != .everything } }

    /// One reason with what it was found by.
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
    /// The state file stands elsewhere than before: what it holds may have been sent from the other place.
    case copiedState = "copied_state"
    /// The state file is older than the daemon's last start: what it holds may have been sent since.
    case restoredState = "restored_state"
    /// The state file is new or another one, although this registry has been served before: what was sent is forgotten.
    case lostState = "lost_state"
    /// The clock jumped, or is far from the last run.
    case clockJump = "clock_jump"
    /// One scan planned more deliveries than the configuration finds usual; holds the part that makes it unusual.
    case manyDue = "many_due"
    /// A section of the registry has lost most of its rows; ends by itself when they are back.
    case registryShrank = "registry_shrank"
    /// Far more rows than before cannot be read.
    case manyUnreadable = "many_unreadable"

    /// Whether the administrators are told by a notice: a copy of the state file has to send nothing at all.
    public var isTold: Bool { self != .copiedState && self != .restoredState }
}
