/// The notices that still lie on a record's way, seen from one day: everything else has ended, with a reason.
///
/// One value answers what is due, what comes next, and whether a notice planned earlier still holds, so that the
/// three can never disagree.
///
/// - Source: section 5 of the rules; D2, D6, D8, D9, D10
public struct RenewalCourse: Hashable, Sendable {
    public let record: RecordReference
    /// The series that counts towards the expiry; `nil` when that cannot be told.
    public let series: NoticeSeries?
    public let day: CalendarDate
    /// The steps that hold, by date; past ones included.
    public var steps: [LadderStep] { steps(in: .first ... .last) }
    /// Why the way to the expiry has ended; `nil` while it runs.
    public let calendarStop: StopReason?
    /// What runs side by side and never stands in for one another, each by date.
    private let tracks: [[LadderStep]]
    private let silenced: Set<LadderStep>
    private let audiences: Set<Audience>
    private let policy: RenewalPolicy

    /// Lays out the course of a record.
    ///
    /// - Parameters:
    ///   - dossier: the record as it stands now
    ///   - day: today in the business time zone
    ///   - acknowledgedOn: the day somebody acknowledged a notice of this series
    ///   - policy: the figures of the rules
    public init(
        of dossier: Dossier,
        on day: CalendarDate,
        acknowledgedOn: CalendarDate? = nil,
        policy: RenewalPolicy
    ) {
        let layout = CourseLayout(of: dossier, on: day, policy: policy)
        record = dossier.record
        self.day = day
        self.policy = policy
        series = layout.series
        calendarStop = layout.stop
        tracks = layout.tracks.filter { !$0.isEmpty }
        audiences = Self.audiences(of: dossier)
        silenced = Self.silenced(tracks, series: layout.series, acknowledgedOn: acknowledgedOn, policy: policy)
    }

    /// What is due on the course's day: for each audience the latest mark since the last scan, with the earlier
    /// ones it stands in for.
    ///
    /// - Parameter lastScan: the day of the last scan; `nil` when this record was never looked at, which gives one
    ///   notice for where it stands now, and records news of earlier days as superseded
    /// - Returns: nothing when `lastScan` is today or later
    public func due(since lastScan: CalendarDate?) -> DueNotices {
        tracks.map { track in
            lastScan.map { due(on: track, since: $0) } ?? firstLook(at: track)
        }.reduce(.none, +)
    }

    private func due(on track: [LadderStep], since lastScan: CalendarDate) -> DueNotices {
        let steps = track.filter { $0.date > lastScan && isPassed($0) }
        guard !steps.isEmpty else { return .none }
        let unseen = steps.flatMap(notices)
        let byAudience = Audience.allCases.map { audience in unseen.filter { $0.key.audience == audience } }
        return DueNotices(
            notices: byAudience.compactMap(\.last),
            superseded: byAudience.flatMap { $0.dropLast() }
        )
    }

    private func firstLook(at track: [LadderStep]) -> DueNotices {
        guard let current = track.last(where: isPassed), isWorthTelling(current) else { return .none }
        guard current.nature != .news || current.date >= day else {
            return DueNotices(notices: [], superseded: notices(of: current))
        }
        return DueNotices(notices: notices(of: current), superseded: [])
    }

    /// The notices for where the record stands now, whether or not they were told before.
    ///
    /// What the outbox does not hold of them was missed: recorded late, backdated, or unreadable on the day.
    public var standing: [Notice] {
        tracks.compactMap { $0.last(where: isPassed) }.filter(isWorthTelling).flatMap(notices)
    }

    /// A mark holds until the record has been overdue for long; anything else until its own day is long ago.
    private func isWorthTelling(_ step: LadderStep) -> Bool {
        let end = step.nature == .mark ? step.series.expires : step.date
        return end.days(until: day) <= policy.overdueBackfillDays
    }

    private func isPassed(_ step: LadderStep) -> Bool { step.date <= day && !silenced.contains(step) }

    /// The next step after the course's day; `nil` when none is to come.
    public var next: LadderStep? {
        var next: LadderStep?
        for track in tracks {
            for step in track where step.date > day && !silenced.contains(step) {
                if next.map({ LadderStep.inOrder(step, $0) }) ?? true { next = step }
            }
        }
        return next
    }

    /// The steps that hold and fall on some days, by date.
    public func steps(in days: ClosedRange<CalendarDate>) -> [LadderStep] {
        var found: [LadderStep] = []
        for track in tracks { found += track.filter { days.contains($0.date) } }
        return found.inOrder
    }

    /// Whether a notice planned earlier still holds.
    ///
    /// - Returns: why it no longer does, or `nil` when it may be sent
    public func stopReason(for key: NoticeKey) -> StopReason? {
        if key.kind.isDigest { return nil }
        guard let (track, step) = place(of: key) else { return reasonOfAbsence(of: key) }
        guard audiences.contains(key.audience) else { return .noSuchAudience }
        guard step.audiences.contains(key.audience) else { return calendarStop ?? .noSuchAudience }
        if silenced.contains(step) { return .acknowledged }
        let later = track.last { isPassed($0) && $0.audiences.contains(key.audience) }
        return later.map { $0.date > step.date } ?? false ? .superseded : nil
    }

    private func place(of key: NoticeKey) -> (track: [LadderStep], step: LadderStep)? {
        for track in tracks {
            if let step = track.first(where: { $0.isOf(key) }) { return (track, step) }
        }
        return nil
    }

    private func reasonOfAbsence(of key: NoticeKey) -> StopReason {
        guard audiences.contains(key.audience) else { return .noSuchAudience }
        if key.occurrence == nil || key.kind.isAboutPendingApplication {
            guard let series else { return .expiryUnknown }
            guard series.record != key.series.record || series == key.series else { return .expiryChanged }
        }
        if key.kind.isAboutPendingApplication { return .applicationDecided }
        return key.occurrence == nil ? calendarStop ?? .notOnLadder : .settled
    }

    /// Whether an acknowledgement keeps a step from being told.
    public func isSilenced(_ step: LadderStep) -> Bool { silenced.contains(step) }

    /// Whether the record has anybody in this audience.
    public func concerns(_ audience: Audience) -> Bool { audiences.contains(audience) }

    private func notices(of step: LadderStep) -> [Notice] {
        step.audiences.filter(audiences.contains).map(step.notice)
    }
}

extension RenewalCourse {
    private static func audiences(of dossier: Dossier) -> Set<Audience> {
        var audiences: Set<Audience> = [.administrator]
        if dossier.record.type != .office { audiences.insert(.holder) }
        if dossier.employer != nil { audiences.insert(.employer) }
        if !dossier.relyingParties.isEmpty { audiences.insert(.relyingParty) }
        return audiences
    }

    /// The steps an acknowledgement silences: later than it, below urgent, before the last week; never an event.
    private static func silenced(
        _ tracks: [[LadderStep]],
        series: NoticeSeries?,
        acknowledgedOn: CalendarDate?,
        policy: RenewalPolicy
    ) -> Set<LadderStep> {
        guard let acknowledgedOn, let series else { return [] }
        let end = series.expires.adding(days: -policy.acknowledgementEndsDays)
        return Set(
            tracks.joined().filter { step in
                step.series == series && step.nature == .mark && step.occurrence == nil
                    && step.date > acknowledgedOn && step.date < end && step.severity < .urgent
            }
        )
    }
}
