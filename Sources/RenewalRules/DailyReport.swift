/// What the office's administrators read once a day: what was looked at, what was told, what went wrong.
///
/// - Source: rule R0, catalogue of notices N41
public struct DailyReport: Hashable, Sendable {
    /// The office itself: reports are told apart by their day.
    public static let record = RecordReference(type: .office, id: "daily")

    /// The day it is written on.
    public var day: CalendarDate
    /// Records looked at by the last scan.
    public var scanned = 0
    /// Registrations of the last scan by phase.
    public var phases: [RenewalPhase: Int] = [:]
    /// Notices planned in the last 24 hours, and what became of the deliveries settled in them.
    public var due = 0
    public var sent = 0
    public var failed = 0
    /// Withdrawn or superseded because they were no longer true.
    public var suppressed = 0
    /// Overdue too long when first seen: listed here, mailed to nobody (rule D6).
    public var backfillSuppressed = 0
    /// Deliveries that still wait.
    public var waiting = 0
    /// Records whose data need a look, and rows that could not be read.
    public var dataIssues = 0
    /// The problems, the newest first, at most ``listLimit``.
    public var problems: [Line] = []
    /// What was given up since the last report, at most ``listLimit``.
    public var failures: [Line] = []
    /// What else administrators are told of in the report in place of messages of their own, at most ``listLimit``.
    public var matters: [Line] = []

    /// Lines of one list of the report: more would be read by nobody.
    public static let listLimit = 50

    /// A record with what is to be said about it.
    public struct Line: Hashable, Sendable {
        public let record: RecordReference
        public let kind: NoticeKind
        /// Words of the registry or the relay about it; empty where the kind says it all.
        public let remark: String

        public init(record: RecordReference, kind: NoticeKind, remark: String = "") {
            self.record = record
            self.kind = kind
            self.remark = remark
        }
    }

    public init(day: CalendarDate) { self.day = day }
}
