/// A reminder that somebody was told and that no longer stands, for those who keep a list of what is open.
///
/// - Source: catalogue of notices N49
public struct WithdrawnReminder: Hashable, Sendable {
    /// Why a reminder no longer stands.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// What it asks for was applied for.
        case filed
        case renewed, declined
        /// The person is now with another employer.
        case moved
        case dateCorrected = "date_corrected"
        /// The record belongs to somebody else.
        case holderCorrected = "holder_corrected"
        /// The record is no longer in the registry.
        case deleted
        /// Another record has taken the place of this one.
        case superseded
        case voided
        /// The registration was cancelled or revoked.
        case ended
        /// What was told to have ended, or to be void, is in force.
        case restored
        /// An operator has the recipient left alone.
        case muted
        /// It was over for so long that nobody is reminded any more.
        case lapsed
        /// What it asks for is done, or is no longer asked for.
        case settled
    }

    /// The notice of the withdrawal.
    public let notice: Notice
    /// The record as it is now; `nil` when it is no longer in the registry, or somebody else's matter.
    public var subject: Subject?
    /// The record as it is now where it is somebody else's matter: only the row of whoever that is follows from it, for
    /// a program that keeps the rows of all.
    public var elsewhere: Subject?
    /// The ids of the events that no longer stand, the earliest first.
    public var withdrawn: [String]

    public init(notice: Notice, subject: Subject?, withdrawn: [String] = []) {
        self.notice = notice
        self.subject = subject
        self.withdrawn = withdrawn
    }

    public var record: RecordID { notice.key.series.record }

    /// Why; `nil` for the key of another notice.
    public var reason: Reason? { words.first.flatMap(Reason.init) }

    /// The kind of the latest reminder that is withdrawn.
    public var kind: NoticeKind? { words.dropFirst().first.flatMap(NoticeKind.init) }

    private var words: [String] { (notice.key.detail ?? "").split(separator: " ", maxSplits: 3).map(String.init) }
}

/// What is open about a record for one audience: the line of notices, whichever of them was the latest.
public struct OpenThread: Hashable, Sendable {
    public let series: NoticeSeries
    public let thread: NoticeThread

    public init(series: NoticeSeries, thread: NoticeThread) {
        self.series = series
        self.thread = thread
    }

    /// The line that a notice belongs to; a fault of the data that is told anew every week is one.
    public init(of key: NoticeKey) {
        if key.kind.isAboutData {
            series = NoticeSeries(record: key.series.record, expires: .first)
            thread = NoticeThread(audience: key.audience, occurrence: nil, detail: key.detail, kind: key.kind)
        } else {
            (series, thread) = (key.series, key.thread)
        }
    }

    /// The notice that it is closed.
    ///
    /// - Parameters:
    ///   - kind: of the latest reminder that is withdrawn
    ///   - reason: why
    ///   - day: today, which tells several withdrawals of the same line apart
    /// - Returns: the notice for the same audience
    public func withdrawal(
        of kind: NoticeKind,
        because reason: WithdrawnReminder.Reason,
        on day: CalendarDate
    ) -> Notice {
        let words = [reason.rawValue, kind.rawValue, thread.occurrence?.description ?? "-", thread.detail]
        let key = NoticeKey(
            series: series,
            kind: .reminderWithdrawn,
            milestone: .event,
            audience: thread.audience,
            occurrence: day,
            detail: words.compactMap(\.self).joined(separator: " ")
        )
        return Notice(key: key, dueOn: day, severity: .notice, rules: ["D10"])
    }

    /// The line that a withdrawal closes, with the reason; `nil` for the key of another notice.
    public init?(withdrawnBy key: NoticeKey) {
        let words = (key.detail ?? "").split(separator: " ", maxSplits: 3).map(String.init)
        guard key.kind == .reminderWithdrawn, words.count >= 3, let family = NoticeKind(rawValue: words[1]) else {
            return nil
        }
        series = key.series
        thread = NoticeThread(
            audience: key.audience,
            occurrence: CalendarDate(words[2]),
            detail: words.count > 3 ? words[3] : nil,
            kind: family
        )
    }
}

extension WithdrawnReminder.Reason {
    /// Why what a record was told of is no longer open, by why its course has ended.
    ///
    /// - Parameter reason: why the course says that the latest notice may not be sent; `nil` where it still may
    init(_ reason: RenewalCourse.StopReason?) {
        switch reason {
        case .renewed, .approved, .deemedRenewed: self = .renewed
        case .renewalFiled, .reregistrationFiled, .initialFiled: self = .filed
        case .declined: self = .declined
        case .cancelled, .revoked, .holderDeceased: self = .ended
        case .expiryChanged: self = .dateCorrected
        case .voided: self = .voided
        case .replaced: self = .superseded
        case .applicationDecided, .expiryUnknown, .acknowledged, .settled, .superseded, .noSuchAudience, .notOnLadder:
            self = .settled
        case nil: self = .lapsed
        }
    }
}

extension RenewalCourse {
    /// Why a reminder that was told is no longer open.
    ///
    /// - Parameter key: of the latest notice of its line
    /// - Returns: what programs are told
    public func withdrawalReason(for key: NoticeKey) -> WithdrawnReminder.Reason {
        WithdrawnReminder.Reason(stopReason(for: key))
    }
}
