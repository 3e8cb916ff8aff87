import RenewalRules

/// The content of an employer's daily digest: its people and certificates in groups, each by expiry.
///
/// - Source: catalogue of notices N40, rules D6, D14
struct EmployerSummary {
    /// The groups of the digest, most pressing first: a cut removes from the end.
    enum Group: String, CaseIterable {
        case new, overdue, quarter, pending, credential, year
    }

    /// A record in a group.
    struct Entry {
        let record: RecordID
        let expires: CalendarDate
        let line: [String: String]
    }

    /// Lines of all groups together: nobody would read a longer mail.
    static let lineLimit = 50
    /// Lines of one employer among many with the same mailbox.
    static let smallestLimit = 5

    /// Registered safety engineers, without those who declined and those whose registration ended.
    ///
    /// All figures count people: one with two registrations is counted once, and appears in the groups of both.
    var total: Int { registered.count }
    /// Expiring within a year, including the next three months, without those awaiting a decision.
    var withinYear: Int { people(in: .year).union(people(in: .quarter)).count }
    var withinQuarter: Int { people(in: .quarter).count }
    var overdue: Int { people(in: .overdue).count }
    var pending: Int { people(in: .pending).count }
    /// Records without a line.
    private(set) var left = 0
    /// The lines to be shown.
    private(set) var lines: [Group: [[String: String]]] = [:]

    private var registered: Set<Holder> = []
    private var people: [Group: Set<Holder>] = [:]
    private var entries: [Group: [Entry]] = [:]
    private let context: NoticeContext
    /// The notices that the digest includes for each record, most pressing first.
    private let told: [RecordID: [NoticeKind]]

    /// Summarises one employer, or several that share a digest.
    ///
    /// - Parameters:
    ///   - records: the employers
    ///   - room: lines in all groups together
    ///   - context: the digest
    init(of records: EmployerRecords, room: Int = lineLimit, in context: NoticeContext) {
        self.context = context
        told = Dictionary(grouping: records.lines.map(\.key), by: \.series.record).mapValues { $0.map(\.kind) }
        for part in records.parts {
            for registration in part.registrations { add(registration) }
            for credential in part.credentials { add(credential) }
        }
        cut(to: room)
    }

    private func people(in group: Group) -> Set<Holder> { people[group] ?? [] }

    /// Keeps the lines in the order of the groups, up to a limit.
    private mutating func cut(to limit: Int) {
        var shown: Set<RecordID> = []
        var room = limit
        var all: Set<RecordID> = []
        for group in Group.allCases {
            let sorted = (entries[group] ?? []).sorted { ($0.expires, $0.record.id) < ($1.expires, $1.record.id) }
            let taken = sorted.prefix(room)
            lines[group] = taken.map(\.line)
            room -= taken.count
            shown.formUnion(taken.map(\.record))
            all.formUnion(sorted.map(\.record))
        }
        left = all.subtracting(shown).count
    }

    private mutating func add(_ record: RegistrationRecord) {
        let (policy, today) = (context.policy, context.asOf)
        let assessment = RenewalAssessment(of: record, on: today, policy: policy)
        let whole = Subject.registration(record)
        guard assessment.phase != .closed else {
            let expires = assessment.expires ?? today
            let line = context.language.endedLine(of: record)
            return addNews(of: whole, to: Entry(record: whole.record, expires: expires, line: line))
        }
        let course = RenewalCourse(of: whole, on: today, policy: policy)
        let isDeclined = course.calendarStop == .declined
        let holder = Holder(of: record)
        if !isDeclined { registered.insert(holder) }
        guard let expires = assessment.expires, !isDeclined || today <= expires else { return }
        let isPending = !isDeclined && assessment.isUndecided
        let line = context.language.digestLine(
            of: record,
            expires: expires,
            standing: isDeclined ? .declined : isPending ? .undecided : .running(assessment.procedure),
            in: context
        )
        let entry = Entry(record: whole.record, expires: expires, line: line)
        if isPending {
            people[.pending, default: []].insert(holder)
            entries[.pending, default: []].append(entry)
        } else if let group = group(of: expires) {
            if !isDeclined { people[group, default: []].insert(holder) }
            entries[group, default: []].append(entry)
        }
        addNews(of: whole, to: entry)
    }

    private mutating func addNews(of subject: Subject, to entry: Entry) {
        guard let kinds = told[subject.record] else { return }
        entries[.new, default: []].append(entry.saying(kinds, in: context.language))
    }

    private func group(of expires: CalendarDate) -> Group? {
        let today = context.asOf
        if today > expires { return .overdue }
        if today >= expires.subtracting(.months(3)) { return .quarter }
        return today >= expires.subtracting(.months(12)) ? .year : nil
    }

    private mutating func add(_ record: CredentialRecord) {
        let (policy, today) = (context.policy, context.asOf)
        let whole = Subject.credential(record)
        let assessment = CredentialAssessment(of: record, on: today, policy: policy)
        guard let expires = assessment.expires else { return }
        let line = context.language.digestLine(of: record, expires: expires, state: assessment.state, in: context)
        let entry = Entry(record: whole.record, expires: expires, line: line)
        if isWorthALine(assessment, expires: expires) { entries[.credential, default: []].append(entry) }
        addNews(of: whole, to: entry)
    }

    /// Near its end, or recently expired or voided.
    private func isWorthALine(_ assessment: CredentialAssessment, expires: CalendarDate) -> Bool {
        switch assessment.state {
        case .active, .renewalPending: assessment.phase == .standard
        case .expired, .void: expires.days(until: context.asOf) <= context.policy.overdueBackfillDays
        case .applying, .renewedNotUpdated, .superseded: false
        }
    }
}

extension EmployerSummary {
    /// Identifies a person: by id or, in a registry without person ids, by name and contact data.
    private enum Holder: Hashable {
        case known(id: String)
        case named(String, email: String?, phone: String?)
        /// Nobody can tell whether it is one of the others.
        case holder(ofRegistration: String)

        init(of record: RegistrationRecord) {
            let id = record.registration.id
            guard let person = record.holder else {
                self = .holder(ofRegistration: id)
                return
            }
            // Without a person id, the record's id stands in.
            if person.id != id {
                self = .known(id: person.id)
            } else if !person.name.isEmpty, person.email != nil || person.phone != nil {
                self = .named(person.name, email: person.email, phone: person.phone)
            } else {
                self = .holder(ofRegistration: id)
            }
        }
    }
}

extension EmployerSummary.Entry {
    /// The entry with news first, before known facts.
    fileprivate func saying(_ kinds: [NoticeKind], in language: Language) -> Self {
        var seen: Set<NoticeKind> = []
        let titles = kinds.filter { seen.insert($0).inserted }.map(language.title)
        let text = (titles + [line["text"]].compactMap(\.self)).filter { !$0.isEmpty }.joined(separator: language.comma)
        return Self(record: record, expires: expires, line: line.merging(["text": text]) { $1 })
    }
}

extension RenewalAssessment {
    /// A decision is awaited, even where the law may have decided already (rule A8).
    fileprivate var isUndecided: Bool { procedure == .awaitDecision || (phase == .overdue && procedure == .none) }
}
