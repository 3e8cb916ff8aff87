/// What the office's administrators read once a day: what was looked at, what was told, what went wrong.
///
/// - Source: rule R0, catalogue of notices N41
public struct DailyReport: Hashable, Sendable {
    /// The office itself: reports are told apart by their day.
    public static let record = RecordID(type: .office, id: "daily")

    /// The day it is written on.
    public var day: CalendarDate
    /// Records looked at by the last scan.
    public var scanned = 0
    /// Registrations of the last scan by phase.
    public var phases: [RenewalPhase: Int] = [:]
    /// What was to be sent: all that came in the last 24 hours, and what waited before them.
    ///
    /// It is the sum of ``sent``, ``failed``, ``waiting``, ``suppressed``, ``merged`` and ``unreachable``.
    public var due = 0
    /// Of what was due the part that waited before.
    public var carried = 0
    /// Messages that were accepted, those of digests among them.
    public var sent = 0
    public var failed = 0
    /// Withdrawn or superseded because they were no longer true.
    public var suppressed = 0
    /// Told in a digest in place of a message of their own.
    public var merged = 0
    /// No route or no usable address lets them out.
    public var unreachable = 0
    /// Overdue too long when first seen: listed here, mailed to nobody (rule D6).
    public var backfillSuppressed = 0
    /// Messages that still wait, and notices that wait for a digest.
    public var waiting = 0
    /// Records whose data need a look, and rows that could not be read.
    public var dataIssues: Int { problemCounts.values.reduce(0, +) + faults.map(\.count).reduce(0, +) }
    /// What the office was asked to put right this week, by consequence, at most ``listLimit`` of a kind.
    public var problems: [Line] = []
    /// How many there are of each kind.
    public var problemCounts: [NoticeKind: Int] = [:]
    /// What the last scan found wrong with the rows, by consequence.
    public var faults: [FaultyRows] = []
    /// What was given up since the last report, at most ``listLimit``.
    public var failures: [Line] = []
    /// What else administrators are told of in the report in place of messages of their own, at most ``listLimit``.
    public var matters: [Line] = []

    /// The kinds of notices about records to be put right, by consequence.
    public static let problemKinds: [NoticeKind] = [
        .dataContactMissing, .dataMissingExpiry, .dataDateMismatch, .dataReviewBodyMissing,
    ]

    /// Lines of one list of the report: more would be read by nobody.
    public static let listLimit = 50

    /// A record with what is to be said about it.
    public struct Line: Hashable, Sendable {
        public let record: RecordID
        public let kind: NoticeKind
        /// Words of the registry or the relay about it; empty where the kind says it all.
        public let remark: String

        public init(record: RecordID, kind: NoticeKind, remark: String = "") {
            self.record = record
            self.kind = kind
            self.remark = remark
        }
    }

    public init(day: CalendarDate) { self.day = day }
}
