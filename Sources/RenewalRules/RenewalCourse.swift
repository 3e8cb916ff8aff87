/// The notices that still lie on a registration's way, seen from one day: everything else has ended, with a reason.
///
/// One value answers what is due, what comes next, and whether a notice planned earlier still holds, so that the
/// three can never disagree.
///
/// - Source: section 5 of the rules; D2, D6, D8, D9, D10
public struct RenewalCourse: Hashable, Sendable {
    /// Why a course, or a part of it, has ended.
    public enum StopReason: String, Hashable, Sendable, CaseIterable {
        case renewed, cancelled, revoked, declined
        case approved = "application_approved"
        case renewalFiled = "renewal_filed"
        case reregistrationFiled = "reregistration_filed"
        case applicationDecided = "application_decided"
        case deemedRenewed = "deemed_renewed"
        case expiryChanged = "expiry_changed"
        case expiryUnknown = "expiry_unknown"
        case acknowledged
        /// A later mark has come: what this one says is no longer so.
        case superseded
        case noSuchAudience = "no_such_audience"
        case notOnLadder = "not_on_ladder"
    }

    public let series: NoticeSeries?
    public let day: CalendarDate
    /// The steps that hold, by date; past ones included.
    public var steps: [LadderStep] { tracks.joined().sorted { ($0.date, $0.severity) < ($1.date, $1.severity) } }
    /// Why the calendar steps have ended; `nil` while they run.
    public let calendarStop: StopReason?
    /// What runs side by side and never stands in for one another: the way to the expiry, and a change under way.
    private let tracks: [[LadderStep]]
    private let silenced: Set<LadderStep>
    private let audiences: Set<Audience>
    private let policy: RenewalPolicy

    /// Lays out the course of a registration.
    ///
    /// - Parameters:
    ///   - dossier: the record as it stands now
    ///   - day: today in the business time zone
    ///   - acknowledgedOn: the day somebody acknowledged a notice of this series
    ///   - policy: the figures of the rules
    public init(
        of dossier: RegistrationDossier,
        on day: CalendarDate,
        acknowledgedOn: CalendarDate? = nil,
        policy: RenewalPolicy
    ) {
        self.day = day
        self.policy = policy
        audiences = Self.audiences(of: dossier)
        series = NoticeSeries(of: dossier.registration, policy: policy)
        guard let expires = series?.expires else {
            (tracks, silenced, calendarStop) = ([], [], .expiryUnknown)
            return
        }
        let window = RenewalWindow(expires: expires, policy: policy)
        let filings = Filings(in: dossier.applications, window: window, on: day)
        let closed = Self.closed(dossier, filings: filings, expires: expires, policy: policy)
        calendarStop = closed ?? Self.suspended(filings, on: day, expires: expires, policy: policy)
        let calendar = calendarStop == nil ? LadderStep.calendar(window: window, policy: policy) : []
        tracks = closed == nil ? Self.tracks(calendar, filings, window: window, policy: policy) : []
        silenced = Self.silenced(calendar, acknowledgedOn: acknowledgedOn, expires: expires, policy: policy)
    }

    /// What is due on the course's day: for each audience the latest mark since the last scan, with the earlier
    /// ones it stands in for.
    ///
    /// - Parameter lastScan: the day of the last scan; `nil` when this record was never looked at, which gives one
    ///   notice for where it stands now
    /// - Returns: nothing when `lastScan` is today or later
    public func due(since lastScan: CalendarDate?) -> DueNotices {
        guard let series else { return .none }
        if let lastScan {
            return tracks.map { due(on: $0, since: lastScan, in: series) }.reduce(.none, +)
        }
        guard series.expires.days(until: day) <= policy.overdueBackfillDays else { return .none }
        let current = tracks.compactMap { track in track.last { isPassed($0) } }
        return DueNotices(notices: current.flatMap { notices(of: $0, in: series) }, superseded: [])
    }

    private func due(on track: [LadderStep], since lastScan: CalendarDate, in series: NoticeSeries) -> DueNotices {
        let unseen = track.filter { $0.date > lastScan && isPassed($0) }.flatMap { notices(of: $0, in: series) }
        let byAudience = Audience.allCases.map { audience in unseen.filter { $0.key.audience == audience } }
        return DueNotices(
            notices: byAudience.compactMap(\.last),
            superseded: byAudience.flatMap { $0.dropLast() }
        )
    }

    private func isPassed(_ step: LadderStep) -> Bool { step.date <= day && !silenced.contains(step) }

    /// The next step after the course's day; `nil` when none is to come.
    public var next: LadderStep? { steps.first { $0.date > day && !silenced.contains($0) } }

    /// Whether a notice planned earlier still holds.
    ///
    /// - Returns: why it no longer does, or `nil` when it may be sent
    public func stopReason(for key: NoticeKey) -> StopReason? {
        guard let series else { return .expiryUnknown }
        guard series == key.series else { return .expiryChanged }
        guard audiences.contains(key.audience) else { return .noSuchAudience }
        let step = steps.first { step in
            step.kind == key.kind && step.milestone == key.milestone && step.occurrence == key.occurrence
        }
        guard let step else {
            return key.kind.isAboutApplication ? .applicationDecided : calendarStop ?? .notOnLadder
        }
        if silenced.contains(step) { return .acknowledged }
        let later = tracks.first { $0.contains(step) }?.last { isPassed($0) && $0.audiences.contains(key.audience) }
        return later.map { $0.date > step.date } ?? false ? .superseded : nil
    }

    /// Whether an acknowledgement keeps a step from being told.
    public func isSilenced(_ step: LadderStep) -> Bool { silenced.contains(step) }

    /// Whether the record has anybody in this audience.
    public func concerns(_ audience: Audience) -> Bool { audiences.contains(audience) }

    private func notices(of step: LadderStep, in series: NoticeSeries) -> [Notice] {
        step.audiences.filter(audiences.contains).map { step.notice(in: series, for: $0) }
    }
}

extension RenewalCourse {
    private static func audiences(of dossier: RegistrationDossier) -> Set<Audience> {
        dossier.employer == nil ? [.holder, .administrator] : [.holder, .employer, .administrator]
    }

    private static func closed(
        _ dossier: RegistrationDossier,
        filings: Filings,
        expires: CalendarDate,
        policy: RenewalPolicy
    ) -> StopReason? {
        switch dossier.registration.state {
        case .renewed: return .renewed
        case .cancelled: return .cancelled
        case .revoked: return .revoked
        case .active: break
        }
        if filings.approvedRenewal ?? filings.approvedReregistration != nil { return .approved }
        // Who declined in an earlier period has come back since.
        let term = dossier.registration.term ?? policy.term
        let start = dossier.registration.validFrom ?? expires.subtracting(term)
        let declined = dossier.holder?.declinedRenewalOn
        return declined.map { $0 >= start } ?? false ? .declined : nil
    }

    private static func suspended(
        _ filings: Filings,
        on day: CalendarDate,
        expires: CalendarDate,
        policy: RenewalPolicy
    ) -> StopReason? {
        if filings.pendingReregistration != nil { return .reregistrationFiled }
        guard filings.pendingRenewal != nil else { return nil }
        guard day > expires else { return .renewalFiled }
        switch policy.pendingAtExpiry {
        case .hold: return .renewalFiled
        case .deemedRenewed: return .deemedRenewed
        case .expired: return nil
        }
    }

    private static func tracks(
        _ calendar: [LadderStep],
        _ filings: Filings,
        window: RenewalWindow,
        policy: RenewalPolicy
    ) -> [[LadderStep]] {
        let decisions = [filings.pendingRenewal, filings.pendingReregistration].compactMap(\.self)
            .flatMap { LadderStep.application($0, window: window, policy: policy) }
        let expiry = (calendar + decisions).sorted { ($0.date, $0.severity) < ($1.date, $1.severity) }
        let change = filings.pendingChange.map { LadderStep.application($0, window: window, policy: policy) }
        return [expiry, change ?? []]
    }

    /// The steps an acknowledgement silences: later than it, below urgent, before the last week.
    private static func silenced(
        _ steps: [LadderStep],
        acknowledgedOn: CalendarDate?,
        expires: CalendarDate,
        policy: RenewalPolicy
    ) -> Set<LadderStep> {
        guard let acknowledgedOn else { return [] }
        let end = expires.adding(days: -policy.acknowledgementEndsDays)
        return Set(steps.filter { $0.date > acknowledgedOn && $0.date < end && $0.severity < .urgent })
    }
}
