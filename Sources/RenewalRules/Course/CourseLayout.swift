/// The parts of a record's course: its series, its tracks, and why the calendar has ended.
struct CourseLayout {
    /// The series that acknowledgements and the calendar belong to.
    var series: NoticeSeries?
    var tracks: [[Mark]] = []
    var stop: RenewalCourse.StopReason?
    /// Days on which an application that has ended since kept the reminders silent (rule D8).
    var quietDays: [Range<CalendarDate>] = []

    init(
        series: NoticeSeries?,
        tracks: [[Mark]],
        stop: RenewalCourse.StopReason?,
        quietDays: [Range<CalendarDate>] = []
    ) {
        self.series = series
        self.tracks = tracks
        self.stop = stop
        self.quietDays = quietDays
    }

    init(of subject: Subject, on day: CalendarDate, policy: RenewalPolicy) {
        switch subject {
        case .registration(let record): self.init(of: record, on: day, policy: policy)
        case .qualification(let record): self.init(of: record, on: day, policy: policy)
        case .credential(let record): self.init(of: record, on: day, policy: policy)
        case .credentialApplication(let record):
            let marks = CredentialApplicationMarks(record: record, policy: policy)
            self.init(series: nil, tracks: marks.all, stop: .notOnLadder)
        case .employer(let records):
            let id = RecordID(type: .employer, id: records.employer.id)
            self.init(digest: .employerDigest, of: id, on: day, .employer, rules: ["D14"])
        case .office: self.init(digest: .administratorDigest, of: DailyReport.record, on: day, .office, rules: ["R0"])
        case .delivery(let failure):
            let series = NoticeSeries(record: subject.record, expires: failure.failedOn)
            let failed = series.news(.deliveryFailed, on: failure.failedOn, .warning, .office, rules: ["D10"])
            self.init(series: nil, tracks: [[failed]], stop: .notOnLadder)
        case .sendingHold(let held):
            let series = NoticeSeries(record: subject.record, expires: held.day)
            let told = (held.earlierDetails + [held.detail]).map { detail in
                series.news(.sendingHeld, on: held.day, .urgent, .office, rules: ["R0"], detail: detail)
            }
            self.init(series: nil, tracks: [told], stop: .notOnLadder)
        case .withdrawal(let withdrawal):
            self.init(series: nil, tracks: [[withdrawal.mark]], stop: .notOnLadder)
        }
    }

    /// A digest belongs to a single day.
    private init(
        digest kind: NoticeKind,
        of record: RecordID,
        on day: CalendarDate,
        _ audiences: [Audience],
        rules: [RuleID]
    ) {
        let digest = NoticeSeries(record: record, expires: day).news(kind, on: day, .info, audiences, rules: rules)
        self.init(series: nil, tracks: [[digest]], stop: .notOnLadder)
    }
}

extension WithdrawnReminder {
    /// Once true, it stays so.
    fileprivate var mark: Mark {
        notice.key.series.mark(
            .reminderWithdrawn,
            on: notice.dueOn,
            notice.severity,
            [notice.key.audience],
            nature: .news,
            rules: notice.rules,
            occurrence: notice.key.occurrence,
            detail: notice.key.detail
        )
    }
}

extension CourseLayout {
    private init(of record: QualificationRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let marks = QualificationMarks(record: record, policy: policy)
        let isFiled = record.applications.contains { $0.state.isPending || $0.state == .approved }
        let stop: RenewalCourse.StopReason? = record.isRegistered ? .approved : isFiled ? .initialFiled : nil
        let id = RecordID(type: .qualification, id: record.id)
        let facts = FactMarks(series: NoticeSeries(record: id, expires: day), day: day)
        self.init(
            series: marks.deadlineSeries,
            tracks: [marks.deadline, marks.collection(on: day)] + marks.applications(on: day)
                + facts.applications(record.applications, for: .holder),
            stop: stop,
            quietDays: record.applications.compactMap(\.quietDays)
        )
    }

    private init(of record: CredentialRecord, on day: CalendarDate, policy: RenewalPolicy) {
        let credential = record.credential
        let expiry = CredentialExpiry(of: credential, utcOffset: record.utcOffset, policy: policy)
        let id = RecordID(type: .credential, id: credential.id)
        // Marks need an expiry; events depend on their own days.
        let anchor = expiry.date ?? credential.issuedOn ?? .first
        let marks = CredentialMarks(
            record: record,
            series: NoticeSeries(record: id, expires: anchor),
            expires: expiry.date,
            day: day,
            policy: policy
        )
        let stop = Self.stop(of: record, expires: expiry.date)
        // Those who rely on the certificate of somebody who died still go by its dates.
        let isRunning = [nil, .renewalFiled, .holderDeceased].contains(stop)
        let data = DataMarks(record: id, expires: expiry.date, day: day)
        let tracks =
            [
                isRunning ? marks.calendar : [], marks.update, marks.keyCompromised, marks.keyCare, marks.lossDraft,
                marks.voided,
            ] + marks.statusChanges + marks.annotations + marks.reissue
            + FactMarks(series: marks.series, day: day).credential(credential)
            + (isRunning || stop == .expiryUnknown ? data.tracks(of: expiry.problems) : [])
        self.init(
            series: expiry.date.map { NoticeSeries(record: id, expires: $0) },
            tracks: record.isOfCompany ? tracks.map { $0.map(\.withoutHolder) } : tracks,
            stop: stop
        )
    }

    private static func stop(of record: CredentialRecord, expires: CalendarDate?) -> RenewalCourse.StopReason? {
        switch record.recordedState {
        case .void: .voided
        case .superseded: .replaced
        case .renewedNotUpdated: .renewed
        case .applying: .notOnLadder
        case .renewalPending: record.isOfDeceased ? .holderDeceased : .renewalFiled
        case .active: expires == nil ? .expiryUnknown : record.isOfDeceased ? .holderDeceased : nil
        }
    }
}

extension Application {
    /// From its filing to its refusal or withdrawal: marks that it kept silent are not made up for (rule D8).
    var quietDays: Range<CalendarDate>? {
        guard state == .rejected || state == .withdrawn, let filed = submittedOn, let decided = decidedOn,
            filed < decided
        else { return nil }
        return filed..<decided
    }
}
