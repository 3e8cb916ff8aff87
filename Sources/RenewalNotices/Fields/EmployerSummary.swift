import RenewalRules

/// The content of an employer's daily digest: its people in groups, each once, each group by expiry.
///
/// - Source: catalogue of notices N40, rules D6, D14
struct EmployerSummary {
    /// The groups of the digest, most pressing first; whoever fits several is listed in the first of them.
    enum Group: String, CaseIterable {
        /// Expired, whether or not a re-registration has been applied for: no practice until one is approved (rule R31).
        case overdue
        case quarter
        /// News of what is in no other group, such as a renewal that was approved.
        case new
        /// Waiting for a decision on an application that was filed in time.
        case pending
        case credential, year
        /// Still valid, and not to be renewed.
        case declined
    }

    /// Lines of all groups together: nobody would read a longer mail.
    static let lineLimit = 50
    /// Lines of one employer among many with the same mailbox.
    static let smallestLimit = 5

    /// Registered safety engineers, without those who declined and those whose registration ended.
    ///
    /// All figures count people: one with two registrations is counted once, but in the figures of both.
    var total: Int { registered.count }
    /// Expiring within a year, including the next three months, without those awaiting a decision.
    var withinYear: Int { people(in: .year).union(people(in: .quarter)).count }
    var withinQuarter: Int { people(in: .quarter).count }
    var overdue: Int { people(in: .overdue).count }
    var pending: Int { people(in: .pending).count }
    /// Notices that the digest tells in place of separate messages.
    private(set) var news = 0
    /// Records without a line.
    private(set) var left = 0
    /// The lines to be shown.
    private(set) var lines: [Group: [[String: String]]] = [:]
    /// Whether a line tells of an e-certificate.
    private(set) var hasCredentials = false

    /// Whether somebody has to act: not where all that is told has ended, has been granted or is not wanted.
    var asksToAct: Bool {
        let groups = Set(entries.values.joined().map(\.group)).subtracting([.new, .declined])
        return !groups.isEmpty || told.values.joined().contains { $0.kind.asksToAct }
    }

    /// Whether there is neither news nor anybody to list.
    var isEmpty: Bool { told.isEmpty && entries.isEmpty }

    private var registered: Set<Holder> = []
    private var people: [Group: Set<Holder>] = [:]
    private var entries: [Holder: [Entry]] = [:]
    private let context: NoticeContext
    /// The notices that the digest includes for each record, most pressing first.
    private let told: [RecordID: [NoticeKey]]

    /// Summarises one employer, or several that share a digest.
    ///
    /// - Parameters:
    ///   - records: the employers
    ///   - room: lines in all groups together
    ///   - context: the digest
    init(of records: EmployerRecords, room: Int = lineLimit, in context: NoticeContext) {
        self.context = context
        told = Dictionary(grouping: records.lines.map(\.key), by: \.series.record)
        for part in records.parts {
            for registration in part.registrations { add(registration) }
            for credential in part.credentials { add(credential) }
        }
        cut(to: room)
    }

    private func people(in group: Group) -> Set<Holder> { people[group] ?? [] }

    /// Keeps a limited number of people: those with news before others, and the most pressing groups first.
    private mutating func cut(to limit: Int) {
        let all = entries.values.map(Listing.init).sorted { $0.place < $1.place }
        let ranked = all.filter(\.isNews) + all.filter { !$0.isNews }
        let shown = ranked.prefix(limit).sorted { $0.place < $1.place }
        lines = Dictionary(grouping: shown, by: \.group).mapValues { group in
            group.map { $0.line(in: context.language) }
        }
        hasCredentials = shown.contains(where: \.hasCredential)
        left = ranked.dropFirst(limit).map(\.count).reduce(0, +)
    }

    private mutating func add(_ record: RegistrationRecord) {
        let (policy, today) = (context.policy, context.asOf)
        let assessment = RenewalAssessment(of: record, on: today, policy: policy)
        let whole = Subject.registration(record)
        let holder = Holder(record.holder, of: whole.record)
        guard assessment.phase != .closed else {
            let line = context.language.endedLine(of: record, in: context)
            return add(whole, of: holder, to: nil, expires: assessment.expires ?? today, line: line)
        }
        let course = RenewalCourse(of: whole, on: today, policy: policy)
        let isDeclined = course.calendarStop == .declined
        if !isDeclined { registered.insert(holder) }
        guard let expires = assessment.expires, !isDeclined || today <= expires else { return }
        let filed = assessment.isUndecided ? record.pendingProcedure(isOver: today > expires) : nil
        let group = isDeclined ? .declined : group(of: expires, filed: filed)
        if !isDeclined, let group { people[group, default: []].insert(holder) }
        let line = context.language.digestLine(
            of: record,
            expires: expires,
            standing: filed.map { .undecided($0) } ?? (isDeclined ? .declined : .running(assessment.procedure)),
            incomplete: record.applications.filter { $0.isSupplementDue && course.asksForDocuments(of: $0.id) }
                .map(\.procedure),
            in: context
        )
        add(whole, of: holder, to: group, expires: expires, line: line)
    }

    private func group(of expires: CalendarDate, filed: ApplicationProcedure?) -> Group? {
        let today = context.asOf
        switch filed {
        case .reregistration: return .overdue
        case .initial, .renewal, .change: return .pending
        case nil: break
        }
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
        let isToRenew = isWorthALine(assessment, expires: expires) && !record.isOfDeceased
        let group = isToRenew ? Group.credential : nil
        add(whole, of: Holder(record.holder, of: whole.record), to: group, expires: expires, line: line)
    }

    /// Adds a record to its group, or to the news if it is in none.
    private mutating func add(
        _ subject: Subject,
        of holder: Holder,
        to group: Group?,
        expires: CalendarDate,
        line: DigestLine
    ) {
        var seen: Set<NoticeKind> = []
        let titles = (told[subject.record] ?? []).filter { seen.insert($0.kind).inserted }
            .map(context.language.news(of:))
        guard group != nil || !titles.isEmpty else { return }
        news += titles.count
        let entry = Entry(record: subject.record, group: group ?? .new, expires: expires, line: line, news: titles)
        entries[holder, default: []].append(entry)
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
    /// A record in a group.
    private struct Entry {
        let record: RecordID
        let group: Group
        let expires: CalendarDate
        let line: DigestLine
        /// What the notices about it are called.
        let news: [String]

        /// Where it stands among others.
        var place: (Int, CalendarDate, String) {
            (Group.allCases.firstIndex(of: group) ?? 0, expires, record.id)
        }

        func text(in language: Language) -> String {
            let told = language.list(news)
            let heading = told.isEmpty ? nil : language.either("新增：", "new: ") + told
            return [heading, line.text].compactMap(\.self).filter { !$0.isEmpty }
                .joined(separator: language.semicolon)
        }
    }

    /// Everything about one person, in the most pressing of the groups.
    private struct Listing {
        private let entries: [Entry]

        init(_ entries: [Entry]) { self.entries = entries.sorted { $0.place < $1.place } }

        var group: Group { entries[0].group }
        var place: (Int, CalendarDate, String) { entries[0].place }
        var count: Int { entries.count }
        var isNews: Bool { entries.contains { !$0.news.isEmpty } }
        var hasCredential: Bool { entries.contains { $0.record.type == .credential } }

        func line(in language: Language) -> [String: String] {
            [
                "label": entries[0].line.label,
                "text": entries.map { $0.text(in: language) }.joined(separator: language.semicolon),
            ]
        }
    }

    /// Identifies a person: by id or, in a registry without person ids, by name and contact data.
    private enum Holder: Hashable {
        case known(id: String)
        case named(String, addresses: Set<String>, phone: String?)
        /// Nobody can tell whether it is one of the others, or it is the employer itself.
        case holder(of: RecordID)

        init(_ person: Person?, of record: RecordID) {
            guard let person else {
                self = .holder(of: record)
                return
            }
            // Without a person id, the record's id stands in.
            if person.id != record.id {
                self = .known(id: person.id)
            } else if !person.name.isEmpty, person.email != nil || person.phone != nil {
                let mailboxes = person.addresses.mailboxes
                self = .named(
                    person.name,
                    addresses: Set(mailboxes.isEmpty ? [person.email].compactMap(\.self) : mailboxes),
                    phone: person.phone
                )
            } else {
                self = .holder(of: record)
            }
        }
    }
}

extension RenewalAssessment {
    /// A decision is awaited, even where the law may have decided already (rule A8).
    fileprivate var isUndecided: Bool { isAtAuthority || (phase == .overdue && procedure == .none) }

    private var isAtAuthority: Bool { procedure == .awaitDecision || procedure == .supplement }
}

extension RegistrationRecord {
    /// What a decision is awaited on; after the expiry a re-registration stands before a renewal that was filed in time.
    ///
    /// - Returns: `nil` where only a change is pending, which leaves the calendar running
    fileprivate func pendingProcedure(isOver: Bool) -> ApplicationProcedure? {
        let pending = applications.filter(\.state.isPending).map(\.procedure)
        if pending.contains(.renewal) { return .renewal }
        return isOver && pending.contains(.reregistration) ? .reregistration : nil
    }
}

extension Language {
    /// What a notice is about, in a few words; of a correction also the day told before.
    fileprivate func news(of key: NoticeKey) -> String {
        guard let day = key.correctedDay.map(date) else { return digestTitle(of: key.kind) }
        return digestTitle(of: key.kind) + either("（此前告知为\(day)）", " (we told you \(day) before)")
    }
}
