import RenewalRules

/// What is open about one record for one audience: a row of the table that a consumer keeps.
struct OpenItem: Sendable {
    let subject: Subject
    /// The most pressing first, at least one.
    let openings: [Notice]
    let standing: RecordStanding

    /// - Returns: `nil` when nothing is open for the audience
    init?(of subject: Subject, for audience: Audience, on day: CalendarDate, policy: RenewalPolicy) {
        let course = RenewalCourse(of: subject, on: day, policy: policy)
        let openings = course.openings.filter { $0.key.audience == audience }
        guard !openings.isEmpty else { return nil }
        self.subject = subject
        self.openings = openings.sorted {
            ($1.severity, $0.key.kind.rawValue) < ($0.severity, $1.key.kind.rawValue)
        }
        standing = RecordStanding(of: subject, on: day, policy: policy)
    }

    /// The employer that the audience knows: for an employer the one that is told.
    var employer: Employer? {
        guard let first = openings.first, first.key.audience == .employer else { return subject.employer }
        return subject.employer(toldOf: first.key)
    }

    /// Whether one of some employers is told of it.
    func isTold(to employers: Set<String>) -> Bool { employer.map { employers.contains($0.id) } ?? false }

    /// The severity of the most pressing.
    var severity: Severity { openings.map(\.severity).max() ?? .info }

    /// Each kind once, the most pressing first.
    var kinds: [NoticeKind] {
        var seen: Set<NoticeKind> = []
        return openings.map(\.key.kind).filter { seen.insert($0).inserted }
    }

    /// The application that the openings are about, or that is pending.
    var application: Application? {
        let pending = subject.applications.filter(\.state.isPending)
        return pending.max { ($0.submittedOn ?? .first, $0.id) < ($1.submittedOn ?? .first, $1.id) }
    }
}
