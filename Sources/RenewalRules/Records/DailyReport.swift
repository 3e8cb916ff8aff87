/// The administrators' daily report: what was scanned, what was sent, and what went wrong.
///
/// - Source: rule R0, catalogue of notices N41
public struct DailyReport: Hashable, Sendable {
    /// The office itself: reports are distinguished by their day.
    public static let record = RecordID(type: .office, id: "daily")

    /// The day of the report.
    public var day: CalendarDate
    /// Records examined by the last scan.
    public var scanned = 0
    /// Registrations of the last scan by phase.
    public var phases: [RenewalPhase: Int] = [:]
    /// Everything to be sent: what was planned in the last 24 hours, and what waited before.
    ///
    /// It is the sum of ``sent``, ``failed``, ``waiting``, ``suppressed``, ``merged`` and ``unreachable``.
    public var due = 0
    /// The part of ``due`` that waited before.
    public var carried = 0
    /// Accepted messages, including digests.
    public var sent = 0
    public var failed = 0
    /// Accepted messages that came back in the last 24 hours; each was counted in ``sent`` when it left.
    public var bounced = 0
    /// Withdrawn or superseded because they were no longer true.
    public var suppressed = 0
    /// Included in a digest instead of a separate message.
    public var merged = 0
    /// Without a route or a usable address.
    public var unreachable = 0
    /// Overdue too long when first seen: listed here and sent to nobody (rule D6).
    public var backfillSuppressed = 0
    /// Messages that still wait, and notices waiting for a digest.
    public var waiting = 0
    /// Records whose data need attention, and rows that could not be read.
    public var dataIssues: Int { problemCounts.values.reduce(0, +) + faults.map(\.count).reduce(0, +) }
    /// Data problems of this week, by consequence, at most ``listLimit`` of a kind.
    public var problems: [Line] = []
    /// How many there are of each kind.
    public var problemCounts: [NoticeKind: Int] = [:]
    /// What the last scan found wrong with the rows, by consequence.
    public var faults: [FaultyRows] = []
    /// Deliveries given up since the last report, at most ``listLimit``.
    public var failures: [Line] = []
    /// Other notices to administrators, included instead of separate messages, at most ``listLimit``.
    public var matters: [Line] = []

    /// What is to be looked at in the sheets that fill the registry.
    public var sheets = SheetNews()

    /// The records with something open for the office, for programs that keep a list of it.
    public var open: [Subject] = []
    /// Whether these are all.
    public var isOpenComplete = true

    /// The kinds of notices about data problems, by consequence.
    public static let problemKinds: [NoticeKind] = [
        .dataContactMissing, .dataMissingExpiry, .dataDateMismatch, .dataReviewBodyMissing,
    ]

    /// Lines per list of the report; nobody would read more.
    public static let listLimit = 50

    /// A record and what the report says about it.
    public struct Line: Hashable, Sendable {
        public let record: RecordID
        public let kind: NoticeKind
        /// A remark quoted from the registry or the relay; empty where the kind says it all.
        public let remark: String
        /// The day of the event that it is about, such as a filing; `nil` where it counts towards an expiry.
        public let since: CalendarDate?
        /// The record as it is now; `nil` where it could not be read.
        public var subject: Subject?

        public init(
            record: RecordID,
            kind: NoticeKind,
            remark: String = "",
            since: CalendarDate? = nil,
            subject: Subject? = nil
        ) {
            self.record = record
            self.kind = kind
            self.remark = remark
            self.since = since
            self.subject = subject
        }
    }

    public init(day: CalendarDate) { self.day = day }
}
