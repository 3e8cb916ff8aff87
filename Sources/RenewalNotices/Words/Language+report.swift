import RenewalRules

/// The lines of the daily report: who, where, what, and for how long.
extension Language {
    /// `张振宇（河北省应急管理厅）`; the record where nobody is known.
    func name(ofSubjectOf line: DailyReport.Line) -> String {
        guard let subject = line.subject,
            let name = NoticeFields.name(subject.holder?.name, of: .person, hiding: subject.numbers)
        else { return self.name(of: line.record) }
        let body = NoticeFields.name(subject.reviewBody?.name, of: .organization, hiding: subject.numbers)
        return name + (body.map { either("（\($0)）", " (\($0))") } ?? "")
    }

    /// What the line is about and how long it has lasted: `延续注册已办理186天`.
    func matter(of line: DailyReport.Line, in context: NoticeContext) -> String {
        let title = title(of: line.kind)
        guard let subject = line.subject else { return title }
        let expires = line.kind.row.isOfEndedRecord ? nil : subject.validUntil(policy: context.policy)
        let near = expires.flatMap { context.asOf >= $0.subtracting(.months(3)) ? $0 : nil }
        let term = near.map { self.term($0, on: context.asOf) }
        let elapsed = line.since.map { $0.days(until: context.asOf) }
        let since = elapsed.flatMap { $0 > 0 ? days($0) : nil }
        if line.kind.isAboutPendingApplication {
            let procedure = name(of: subject.procedure(filedOn: line.since))
            let lasting = since.map { either("\(procedure)已办理\($0)", "\(procedure) under way for \($0)") }
            return [lasting ?? title, term].compactMap(\.self).joined(separator: comma)
        }
        let lasting = since.map { either("已历时\($0)", "for \($0)") }
        return [title, term ?? lasting].compactMap(\.self).joined(separator: comma)
    }
}

extension Subject {
    /// What the application that was filed on a day asks for; the latest one without a day.
    fileprivate func procedure(filedOn day: CalendarDate?) -> ApplicationProcedure? {
        let applications: [Application] =
            switch self {
            case .registration(let record): record.applications
            case .qualification(let record): record.applications
            case .credential, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: []
            }
        let filed = applications.first { day != nil && $0.submittedOn == day }
        return (filed ?? applications.max { ($0.submittedOn ?? .first) < ($1.submittedOn ?? .first) })?.procedure
    }
}
