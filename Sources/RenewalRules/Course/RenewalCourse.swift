/// The notices still ahead of a record as of one day: everything else has ended, with a reason.
///
/// One value says what is due, what comes next, and whether a notice planned earlier is still valid, so that the three
/// can never disagree.
///
/// - Source: section 5 of the rules; D2, D6, D8, D9, D10
public struct RenewalCourse: Hashable, Sendable {
    public let record: RecordID
    /// The series that counts towards the expiry; `nil` when it cannot be determined.
    public let series: NoticeSeries?
    public let day: CalendarDate
    /// The valid marks by date, including past ones.
    public var marks: [Mark] { marks(in: .first ... .last) }
    /// Why the calendar has ended; `nil` while it runs.
    public let calendarStop: StopReason?
    /// Parallel tracks that never stand in for one another, each by date.
    private let tracks: [[Mark]]
    private let silenced: Set<Mark>
    private let quietDays: [Range<CalendarDate>]
    private let audiences: Set<Audience>
    let policy: RenewalPolicy

    /// Lays out the course of a record.
    ///
    /// - Parameters:
    ///   - subject: the record as it stands now
    ///   - day: today in the business time zone
    ///   - acknowledgedOn: the day somebody acknowledged a notice of this series
    ///   - policy: the figures of the rules
    public init(
        of subject: Subject,
        on day: CalendarDate,
        acknowledgedOn: CalendarDate? = nil,
        policy: RenewalPolicy
    ) {
        let layout = CourseLayout(of: subject, on: day, policy: policy)
        record = subject.record
        self.day = day
        self.policy = policy
        series = layout.series
        calendarStop = layout.stop
        tracks = layout.tracks.filter { !$0.isEmpty }
        quietDays = layout.quietDays
        audiences = Self.audiences(of: subject)
        silenced = Self.silenced(tracks, series: layout.series, acknowledgedOn: acknowledgedOn, policy: policy)
    }

    /// What is due on the course's day: for each audience the latest mark since the last scan, with the earlier ones it
    /// replaces.
    ///
    /// - Parameter lastScan: the day of the last scan; `nil` for a record never scanned before, which gets one notice
    ///   for its present standing, while news of earlier days is recorded as superseded
    /// - Returns: nothing when `lastScan` is today or later
    public func due(since lastScan: CalendarDate?) -> DueNotices {
        tracks.map { track in
            lastScan.map { due(on: track, since: $0) } ?? firstLook(at: track)
        }.reduce(.none, +)
    }

    private func due(on track: [Mark], since lastScan: CalendarDate) -> DueNotices {
        let marks = track.filter { $0.date > lastScan && isPassed($0) && !wasQuiet($0) }
        guard !marks.isEmpty else { return .none }
        let unseen = marks.flatMap(notices)
        let byAudience = Audience.allCases.map { audience in unseen.filter { $0.key.audience == audience } }
        return DueNotices(
            notices: byAudience.compactMap(\.last),
            superseded: byAudience.flatMap { $0.dropLast() }
        )
    }

    private func firstLook(at track: [Mark]) -> DueNotices {
        guard let current = track.last(where: isPassed), isWorthTelling(current) else { return .none }
        guard current.nature != .news || current.date >= day else {
            return DueNotices(notices: [], superseded: notices(of: current))
        }
        return DueNotices(notices: notices(of: current), superseded: [])
    }

    /// The notices for the record's present standing, whether or not they were sent before.
    ///
    /// Those missing from the outbox were missed: recorded late, backdated, or unreadable on their day.
    public var standing: [Notice] {
        tracks.compactMap(standing).filter(isWorthTelling).flatMap(notices)
    }

    /// What is open about the record on the course's day, whether it was told or acknowledged or not: of each track the
    /// latest mark that has passed, also where an application that has ended since kept its day silent.
    public var openings: [Notice] {
        tracks.compactMap { track in track.last { $0.date <= day } }
            .filter { $0.kind.effect == .opens && isWorthTelling($0) }.flatMap(notices)
    }

    /// The ends that were told lately, which are taken back where they turn out to be untrue.
    public var ends: [Notice] {
        tracks.compactMap { track in track.last { $0.date <= day } }
            .filter { $0.kind.isRevocable && $0.detail != Self.expiry && isWorthTelling($0) }.flatMap(notices)
    }

    /// Of an expiry the correction of the day is told.
    private static let expiry = "expired"

    /// The latest mark that has passed, unless an application kept its day silent.
    ///
    /// Then the next mark is the first to speak again; only that the record has expired is told whenever it is true (rule
    /// 4.4).
    private func standing(on track: [Mark]) -> Mark? {
        guard let latest = track.last(where: isPassed), wasQuiet(latest) else { return track.last(where: isPassed) }
        return track.last { $0.kind == .expired && isPassed($0) }
    }

    /// Whether the mark's day passed in silence because an application was pending that has ended since (rule D8).
    public func wasQuiet(_ mark: Mark) -> Bool {
        mark.nature == .countdown && mark.occurrence == nil && mark.kind != .expired
            && quietDays.contains { $0.contains(mark.date) }
    }

    /// A mark is worth sending until the record is long overdue; any other notice until its own day is long past.
    private func isWorthTelling(_ mark: Mark) -> Bool {
        if mark.kind.isFact { return mark.date.days(until: day) <= Self.patienceWithFacts }
        let end = mark.nature == .countdown ? mark.series.expires : mark.date
        return end.days(until: day) <= policy.overdueBackfillDays
    }

    /// Days for which a fact that was recorded late is still told: longer than an office takes to record one.
    private static let patienceWithFacts = 14

    private func isPassed(_ mark: Mark) -> Bool { mark.date <= day && !silenced.contains(mark) }

    /// The next mark after the course's day; `nil` when there is none.
    public var next: Mark? {
        var next: Mark?
        for track in tracks {
            for mark in track where mark.date > day && !silenced.contains(mark) {
                if next.map({ Mark.inOrder(mark, $0) }) ?? true { next = mark }
            }
        }
        return next
    }

    /// The valid marks within some days, by date.
    public func marks(in days: ClosedRange<CalendarDate>) -> [Mark] {
        var found: [Mark] = []
        for track in tracks { found += track.filter { days.contains($0.date) } }
        return found.inOrder
    }

    /// Whether a notice planned earlier is still valid.
    ///
    /// - Returns: why it is not, or `nil` when it may be sent
    public func stopReason(for key: NoticeKey) -> StopReason? {
        if key.kind.isDigest { return nil }
        if key.kind.isCorrection { return stopReason(forCorrection: key) }
        guard let (track, mark) = place(of: key) else { return reasonOfAbsence(of: key) }
        guard audiences.contains(key.audience) else { return .noSuchAudience }
        guard mark.audiences.contains(key.audience) else { return calendarStop ?? .noSuchAudience }
        if silenced.contains(mark) { return .acknowledged }
        let later = track.last { isPassed($0) && !wasQuiet($0) && $0.audiences.contains(key.audience) }
        return later.map { $0.date > mark.date } ?? false ? .superseded : nil
    }

    private func place(of key: NoticeKey) -> (track: [Mark], mark: Mark)? {
        for track in tracks {
            if let mark = track.first(where: { $0.isOf(key) }) { return (track, mark) }
        }
        return nil
    }

    private func reasonOfAbsence(of key: NoticeKey) -> StopReason {
        guard audiences.contains(key.audience) else { return .noSuchAudience }
        if key.occurrence == nil || key.kind.isAboutPendingApplication {
            guard let series else { return .expiryUnknown }
            guard series.record != key.series.record || series == key.series else { return .expiryChanged }
        }
        if key.kind.isAboutPendingApplication {
            return asksForDocuments(of: key.detail) ? .settled : .applicationDecided
        }
        let isOnCalendar = key.occurrence == nil && key.kind != .applicationSupplementRequired
        return isOnCalendar ? calendarStop ?? .notOnLadder : .settled
    }

    /// Whether an application, by its id, waits for documents, so that nobody waits for its decision.
    public func asksForDocuments(of application: String?) -> Bool {
        tracks.joined().contains { $0.kind == .applicationSupplementRequired && $0.detail == application }
    }

    /// Whether an acknowledgement suppresses a mark.
    public func isSilenced(_ mark: Mark) -> Bool { silenced.contains(mark) }

    /// Whether the record has this audience.
    public func concerns(_ audience: Audience) -> Bool { audiences.contains(audience) }

    private func notices(of mark: Mark) -> [Notice] {
        mark.audiences.filter(audiences.contains).map(mark.notice)
    }
}

extension RenewalCourse {
    private static func audiences(of subject: Subject) -> Set<Audience> {
        if case .withdrawal(let withdrawal) = subject { return [withdrawal.notice.key.audience] }
        var audiences: Set<Audience> = [.administrator]
        if subject.record.type != .office, !subject.isOfCompany, !subject.hasLostItsHolder { audiences.insert(.holder) }
        if subject.employer != nil { audiences.insert(.employer) }
        if !subject.relyingParties.isEmpty { audiences.insert(.relyingParty) }
        return audiences
    }

    /// The marks that an acknowledgement suppresses: later than it, below urgent, before the last week; never an event.
    private static func silenced(
        _ tracks: [[Mark]],
        series: NoticeSeries?,
        acknowledgedOn: CalendarDate?,
        policy: RenewalPolicy
    ) -> Set<Mark> {
        guard let acknowledgedOn, let series else { return [] }
        let end = series.expires.adding(days: -policy.acknowledgementEndsDays)
        return Set(
            tracks.joined().filter { mark in
                mark.series == series && mark.nature == .countdown && mark.occurrence == nil
                    && mark.date > acknowledgedOn && mark.date < end && mark.severity < .urgent
            }
        )
    }
}

extension Subject {
    /// Whether its holder died, according to this registration or another, so that nobody writes to them any more.
    ///
    /// - Source: Administrative Licensing Law, article 70 (2)
    fileprivate var hasLostItsHolder: Bool {
        if case .registration(let record) = self, record.registration.endReason == .deceased { return true }
        return holder?.isDeceased ?? false
    }
}
