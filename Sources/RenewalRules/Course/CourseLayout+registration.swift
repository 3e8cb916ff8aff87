/// The course of a registration.
///
/// - Source: rules 4.4, D8, D10, section 5
extension CourseLayout {
    init(of record: RegistrationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let registration = record.registration
        let id = RecordID(type: .registration, id: registration.id)
        let expiry = Expiry(of: registration, policy: policy)
        let data = DataMarks(record: id, expires: expiry.date, day: day)
            .tracks(of: record, problems: expiry.problems)
        let facts = FactMarks(series: NoticeSeries(record: id, expires: expiry.date ?? day), day: day)
        let happened =
            facts.applications(record.applications, for: .holderAndEmployer) + facts.registration(registration)
        guard let expires = expiry.date else {
            let isActive = registration.state == .active
            self.init(series: nil, tracks: (isActive ? data : []) + happened, stop: .expiryUnknown)
            return
        }
        let marks = RegistrationMarks(
            record: record,
            series: NoticeSeries(record: id, expires: expires),
            window: RenewalWindow(expires: expires, policy: policy),
            counting: CountingApplications(
                in: record.applications,
                window: RenewalWindow(expires: expires, policy: policy),
                on: day
            ),
            policy: policy
        )
        if let closed = marks.closed {
            let tracks =
                [marks.ending, marks.refusal] + marks.supplements(on: day, among: [.reregistration]) + happened
            self.init(series: marks.series, tracks: tracks, stop: closed)
            return
        }
        let stop = marks.suspended(on: day)
        let open = stop == nil ? [marks.calendar, marks.education(on: day)] : [[], []]
        let tracks =
            [marks.way(calendar: open[0], on: day), open[1], marks.changeUnderWay(on: day), marks.refusal]
            + marks.changes(on: day)
            + marks.supplements(on: day, among: [.renewal, .change, .reregistration]) + happened
        guard marks.isDeclined else {
            self.init(series: marks.series, tracks: tracks + data, stop: stop, quietDays: marks.quietDays)
            return
        }
        // The holder gets no more notices; employer and office still learn of the expiry.
        let others = tracks.map { track in
            track.compactMap { RegistrationMarks.endWithDeclining.contains($0.kind) ? nil : $0.without(.holder) }
        }
        self.init(series: marks.series, tracks: others + data, stop: stop ?? .declined, quietDays: marks.quietDays)
    }
}

extension RegistrationMarks {
    /// Why nothing counts towards this expiry any more; `nil` while something does.
    fileprivate var closed: RenewalCourse.StopReason? {
        switch record.registration.state {
        case .renewed: return .renewed
        case .cancelled: return .cancelled
        case .revoked: return .revoked
        case .active: break
        }
        return counting.approvedRenewal ?? counting.approvedReregistration != nil ? .approved : nil
    }

    /// The notices that end for everybody once the holder declines to renew (N1–N5, N9, N12).
    fileprivate static let endWithDeclining: Set<NoticeKind> = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .expiredFollowup,
        .educationShort, .employerRenamed,
    ]

    /// Whether the holder has declined to renew.
    ///
    /// - Source: rule R29, section 5 "declined to continue"
    fileprivate var isDeclined: Bool {
        // A decline in an earlier period no longer counts.
        let term = record.registration.term ?? policy.term
        let start = record.registration.validFrom ?? series.expires.subtracting(term)
        let declined = record.holder?.declinedRenewalOn
        return declined.map { $0 >= start } ?? false
    }

    /// Why the calendar is suspended while an application is pending.
    fileprivate func suspended(on day: CalendarDate) -> RenewalCourse.StopReason? {
        if counting.pendingReregistration != nil { return .reregistrationFiled }
        guard counting.pendingRenewal != nil else { return nil }
        guard day > series.expires else { return .renewalFiled }
        switch policy.pendingAtExpiry {
        case .hold: return .renewalFiled
        case .deemedRenewed: return .deemedRenewed
        case .expired: return nil
        }
    }

    /// The calendar together with the applications that affect it: one track, because one stands in for the other.
    fileprivate func way(calendar: [Mark], on day: CalendarDate) -> [Mark] {
        let decisions = [counting.pendingRenewal, counting.pendingReregistration].compactMap(\.self)
            .flatMap { marks(of: $0, on: day) }
        return decisions.isEmpty ? calendar : (calendar + decisions).inOrder
    }

    fileprivate func changeUnderWay(on day: CalendarDate) -> [Mark] {
        counting.pendingChange.map { marks(of: $0, on: day) } ?? []
    }

    private func marks(of application: Application, on day: CalendarDate) -> [Mark] {
        ApplicationMarks(application: application, series: series, ends: lastDay(for: application), policy: policy)
            .all(on: day)
    }

    /// What is to be supplied to the latest pending application of each procedure, counting or not: the authority has
    /// asked for it.
    ///
    /// One without any date is asked about while its procedure is possible; at other times it is of an earlier period.
    fileprivate func supplements(on day: CalendarDate, among procedures: [ApplicationProcedure]) -> [[Mark]] {
        let pending = record.applications.filter { application in
            application.state.isPending && application.isFiled(by: day)
                && (!application.isUndated || isPossible(application.procedure, on: day))
        }
        return procedures.compactMap { procedure in
            pending.filter { $0.procedure == procedure }.max {
                ($0.filedOn ?? .first, $0.id) < ($1.filedOn ?? .first, $1.id)
            }
        }.map { application in
            let others = marks(of: application, on: day).map(\.date)
            return SupplementMarks(
                application: application,
                record: series.record,
                expires: series.expires,
                ends: lastDay(for: application)
            ).track(around: day, besides: application.id == counting.pendingRenewal?.id ? others : [])
        }
    }

    private func isPossible(_ procedure: ApplicationProcedure, on day: CalendarDate) -> Bool {
        switch procedure {
        case .initial, .change: true
        case .renewal: day >= window.opens
        case .reregistration: day > series.expires
        }
    }

    /// The last day on which a pending application can still be granted; `nil` where no day ends it.
    ///
    /// After the expiry no change can, nor a renewal that does not count or that no policy holds open.
    ///
    /// - Source: rules R21, A2, A8
    private func lastDay(for application: Application) -> CalendarDate? {
        switch application.procedure {
        case .change: return series.expires
        case .renewal:
            let isHeld = application.id == counting.pendingRenewal?.id && policy.pendingAtExpiry != .expired
            return isHeld ? nil : max(series.expires, window.lastFilingDay)
        case .initial, .reregistration: return nil
        }
    }

    /// From the filing of an application that would have renewed or restored the registration to its refusal or
    /// withdrawal: the marks of those days are not made up for.
    ///
    /// - Source: rule D8
    fileprivate var quietDays: [Range<CalendarDate>] {
        record.applications.compactMap { application in
            guard let days = application.quietDays else { return nil }
            switch application.procedure {
            case .renewal: return window.accepts(filedOn: days.lowerBound) ? quiet(days) : nil
            case .reregistration: return days.lowerBound > series.expires ? days : nil
            case .initial, .change: return nil
            }
        }
    }

    /// Where a pending renewal holds nothing after the expiry, it keeps nothing silent then.
    private func quiet(_ days: Range<CalendarDate>) -> Range<CalendarDate> {
        policy.pendingAtExpiry == .expired
            ? days.clamped(to: days.lowerBound..<max(days.lowerBound, series.expires.adding(days: 1))) : days
    }
}
