/// What a record's course is made of: its series, its tracks, and why the way to the expiry has ended.
struct CourseLayout {
    /// The series that acknowledgements and the calendar belong to.
    var series: NoticeSeries?
    var tracks: [[Mark]] = []
    var stop: RenewalCourse.StopReason?

    init(series: NoticeSeries?, tracks: [[Mark]], stop: RenewalCourse.StopReason?) {
        self.series = series
        self.tracks = tracks
        self.stop = stop
    }

    init(of dossier: Dossier, on day: CalendarDate, policy: RenewalPolicy) {
        switch dossier {
        case .registration(let dossier): self.init(of: dossier, on: day, policy: policy)
        case .qualification(let dossier): self.init(of: dossier, on: day, policy: policy)
        case .credential(let dossier): self.init(of: dossier, on: day, policy: policy)
        case .credentialApplication(let dossier):
            let marks = CredentialApplicationMarks(dossier: dossier, policy: policy)
            self.init(series: nil, tracks: marks.all, stop: .notOnLadder)
        case .employer(let dossier):
            let record = RecordReference(type: .employer, id: dossier.employer.id)
            self.init(digest: .employerDigest, of: record, on: day, .employer, rules: ["D14"])
        case .office: self.init(digest: .administratorDigest, of: DailyReport.record, on: day, .office, rules: ["R0"])
        case .delivery(let failure):
            let series = NoticeSeries(record: dossier.record, expires: failure.failedOn)
            let failed = series.news(.deliveryFailed, on: failure.failedOn, .warning, .office, rules: ["D10"])
            self.init(series: nil, tracks: [[failed]], stop: .notOnLadder)
        case .sendingHold(let held):
            let series = NoticeSeries(record: dossier.record, expires: held.day)
            let told = (held.earlierDetails + [held.detail]).map { detail in
                series.news(.sendingHeld, on: held.day, .urgent, .office, rules: ["R0"], detail: detail)
            }
            self.init(series: nil, tracks: [told], stop: .notOnLadder)
        }
    }

    /// A digest belongs to its day alone.
    private init(
        digest kind: NoticeKind,
        of record: RecordReference,
        on day: CalendarDate,
        _ audiences: [Audience],
        rules: [RuleID]
    ) {
        let digest = NoticeSeries(record: record, expires: day).news(kind, on: day, .info, audiences, rules: rules)
        self.init(series: nil, tracks: [[digest]], stop: .notOnLadder)
    }
}

extension CourseLayout {
    private init(of dossier: QualificationDossier, on day: CalendarDate, policy: RenewalPolicy) {
        let marks = QualificationMarks(dossier: dossier, policy: policy)
        let isFiled = dossier.applications.contains { $0.state.isPending || $0.state == .approved }
        let stop: RenewalCourse.StopReason? = dossier.isRegistered ? .approved : isFiled ? .initialFiled : nil
        self.init(
            series: marks.deadlineSeries,
            tracks: [marks.deadline, marks.collection(on: day)] + marks.applications(on: day),
            stop: stop
        )
    }

    private init(of dossier: CredentialDossier, on day: CalendarDate, policy: RenewalPolicy) {
        let credential = dossier.credential
        let expiry = CredentialExpiry(of: credential, utcOffset: dossier.utcOffset, policy: policy)
        let record = RecordReference(type: .credential, id: credential.id)
        // Marks need an expiry; events hang on their own days.
        let anchor = expiry.date ?? credential.issuedOn ?? .first
        let marks = CredentialMarks(
            dossier: dossier,
            series: NoticeSeries(record: record, expires: anchor),
            expires: expiry.date,
            policy: policy
        )
        let stop = Self.stop(of: dossier, expires: expiry.date)
        let isRunning = stop == nil || stop == .renewalFiled
        let data = DataMarks(record: record, expires: expiry.date, day: day)
        self.init(
            series: expiry.date.map { NoticeSeries(record: record, expires: $0) },
            tracks: [
                isRunning ? marks.calendar : [], marks.update, marks.keyCompromised, marks.keyCare, marks.lossDraft,
                marks.voided,
            ] + marks.statusChanges + marks.annotations + marks.reissue
                + (isRunning || stop == .expiryUnknown ? data.tracks(of: expiry.problems) : []),
            stop: stop
        )
    }

    private static func stop(of dossier: CredentialDossier, expires: CalendarDate?) -> RenewalCourse.StopReason? {
        switch dossier.recordedState {
        case .void: .voided
        case .superseded: .replaced
        case .renewedNotUpdated: .renewed
        case .applying: .notOnLadder
        case .renewalPending: .renewalFiled
        case .active: expires == nil ? .expiryUnknown : nil
        }
    }
}
