/// The course of a registration.
///
/// - Source: rules 4.4, D8, D10, section 5
extension CourseLayout {
    init(of dossier: RegistrationDossier, on day: CalendarDate, policy: RenewalPolicy) {
        let registration = dossier.registration
        let record = RecordReference(type: .registration, id: registration.id)
        let expiry = Expiry(of: registration, policy: policy)
        let data = DataSteps(record: record, expires: expiry.date, day: day)
            .tracks(of: dossier, problems: expiry.problems)
        guard let expires = expiry.date else {
            let isActive = registration.state == .active
            self.init(series: nil, tracks: isActive ? data : [], stop: .expiryUnknown)
            return
        }
        let steps = RegistrationSteps(
            dossier: dossier,
            series: NoticeSeries(record: record, expires: expires),
            window: RenewalWindow(expires: expires, policy: policy),
            filings: Filings(
                in: dossier.applications,
                window: RenewalWindow(expires: expires, policy: policy),
                on: day
            ),
            policy: policy
        )
        if let closed = steps.closed {
            self.init(series: steps.series, tracks: [steps.ending, steps.refusal], stop: closed)
            return
        }
        let stop = steps.suspended(on: day)
        let open = stop == nil ? [steps.calendar, steps.education] : [[], []]
        let tracks =
            [steps.way(calendar: open[0]), open[1], steps.changeUnderWay, steps.refusal] + steps.changes(on: day)
        guard steps.isDeclined else {
            self.init(series: steps.series, tracks: tracks + data, stop: stop)
            return
        }
        // The holder hears nothing more; employer and office still learn that the registration runs out.
        let others = tracks.map { track in
            track.compactMap { RegistrationSteps.endWithDeclining.contains($0.kind) ? nil : $0.without(.holder) }
        }
        self.init(series: steps.series, tracks: others + data, stop: stop ?? .declined)
    }
}

extension RegistrationSteps {
    /// Why nothing counts towards this expiry any more; `nil` while it does.
    fileprivate var closed: RenewalCourse.StopReason? {
        switch dossier.registration.state {
        case .renewed: return .renewed
        case .cancelled: return .cancelled
        case .revoked: return .revoked
        case .active: break
        }
        return filings.approvedRenewal ?? filings.approvedReregistration != nil ? .approved : nil
    }

    /// The notices that end for everybody when the holder does not want to go on (N1–N5, N9, N12).
    fileprivate static let endWithDeclining: Set<NoticeKind> = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .expiredFollowup,
        .educationShort, .employerRenamed,
    ]

    /// Whether the holder has said not to go on.
    ///
    /// - Source: rule R29, section 5 "declined to continue"
    fileprivate var isDeclined: Bool {
        // Who declined in an earlier period has come back since.
        let term = dossier.registration.term ?? policy.term
        let start = dossier.registration.validFrom ?? series.expires.subtracting(term)
        let declined = dossier.holder?.declinedRenewalOn
        return declined.map { $0 >= start } ?? false
    }

    /// Why the calendar rests while an application is under way.
    fileprivate func suspended(on day: CalendarDate) -> RenewalCourse.StopReason? {
        if filings.pendingReregistration != nil { return .reregistrationFiled }
        guard filings.pendingRenewal != nil else { return nil }
        guard day > series.expires else { return .renewalFiled }
        switch policy.pendingAtExpiry {
        case .hold: return .renewalFiled
        case .deemedRenewed: return .deemedRenewed
        case .expired: return nil
        }
    }

    /// The calendar with the applications that decide about it: one line, because one stands in for the other.
    fileprivate func way(calendar: [LadderStep]) -> [LadderStep] {
        let decisions = [filings.pendingRenewal, filings.pendingReregistration].compactMap(\.self)
            .flatMap { ApplicationSteps(application: $0, series: series, policy: policy).all }
        return decisions.isEmpty ? calendar : (calendar + decisions).inOrder
    }

    fileprivate var changeUnderWay: [LadderStep] {
        filings.pendingChange.map { ApplicationSteps(application: $0, series: series, policy: policy).all } ?? []
    }
}
