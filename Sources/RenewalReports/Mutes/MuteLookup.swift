package import RenewalConfig
import RenewalDaemon
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// Whom a word can mean that an operator wants to mute: records and a person of the registry, or a mail address.
package struct MuteLookup: Hashable, Sendable {
    /// One of them.
    package struct Candidate: Hashable, Sendable {
        package let party: MutedParty
        /// The last valid day of the record, or the latest among the person's records; `nil` where there is none to come.
        package let expires: CalendarDate?
        /// Who else is at an address; at most ``MuteLookup/namesLimit`` names.
        package let remarks: [ReportLine]
    }

    /// Empty when the word means nobody; more than one when it fits several kinds, or is the name of several people.
    package let candidates: [Candidate]

    /// Days around today whose records are looked at: two periods of validity.
    private static let reach = 3660
    /// Enough names to see whose an address is.
    static let namesLimit = 5

    /// Looks a word up; reads all records of the registry that can still need a reminder.
    ///
    /// - Parameters:
    ///   - word: an id, an address or the name of a person
    ///   - kind: the only kind wanted: `record` or a type of record, `person`, `address`; `nil` for any
    ///   - day: today in the business time zone
    ///   - settings: the configuration, with its administrators
    ///   - registry: where the records are
    /// - Throws: `RegistryError`
    package init(
        of word: String,
        as kind: String?,
        on day: CalendarDate,
        settings: Settings,
        registry: any RegistrySource
    ) async throws {
        var found: [Candidate] = []
        for record in try await RecordLookup(of: word, in: registry).found {
            let expires = record.validUntil(policy: settings.policy).flatMap { $0 >= day ? $0 : nil }
            found.append(Candidate(party: .record(record.record), expires: expires, remarks: []))
        }
        var traces = Traces(of: word, on: day, policy: settings.policy)
        let planner = Planner(registry: registry, settings: settings)
        try await planner.eachPage(
            withMarksIn: day.adding(days: -Self.reach)...day.adding(days: Self.reach),
            order: .asRead,
            look: { $0.subjects },
            visit: { subjects in for subject in subjects { traces.look(at: subject) } }
        )
        if traces.isPerson || traces.isRecords && kind == "person" {
            found.append(Candidate(party: .person(word), expires: traces.expires, remarks: []))
        }
        if let address = traces.address {
            let remarks = traces.remarks(administrators: settings.administrators)
            found.append(Candidate(party: .address(address), expires: nil, remarks: remarks))
        }
        if found.isEmpty {
            found = traces.namesakes.sorted { $0.key < $1.key }.map { id, expires in
                Candidate(party: .person(id), expires: expires, remarks: [])
            }
        }
        candidates = found.filter { $0.party.isOf(kind) }
    }

    /// What the records of a registry say about a word.
    private struct Traces {
        let word: String
        let day: CalendarDate
        let policy: RenewalPolicy
        /// In lower case; `nil` when the word is none.
        let address: String?
        /// As `find` takes a name; `nil` when the word is none.
        let name: Clue?
        var isPerson = false
        /// Whether it is the id of a record and of its holder: a mapping without ids of people gives them their records'.
        var isRecords = false
        /// The latest last valid day of the person's records, today or later.
        var expires: CalendarDate?
        /// The people of this name by their ids, with the latest last valid day of each.
        var namesakes: [String: CalendarDate?] = [:]
        var isHolders = false
        /// Whether they have other addresses besides, by name.
        var employers: [String: Bool] = [:]

        init(of word: String, on day: CalendarDate, policy: RenewalPolicy) {
            (self.word, self.day, self.policy) = (word, day, policy)
            address = (try? EmailAddress(word))?.mailbox
            name = Clue(word)
        }

        mutating func look(at subject: Subject) {
            if let holder = subject.holder {
                let until = subject.validUntil(policy: policy).flatMap { $0 >= day ? $0 : nil }
                if holder.id == word {
                    if subject.record.id == word { isRecords = true } else { isPerson = true }
                    expires = [expires, until].compactMap(\.self).max()
                }
                if name?.answer(of: holder.name, in: .name) == .wholly {
                    namesakes[holder.id] = [namesakes[holder.id] ?? nil, until].compactMap(\.self).max()
                }
            }
            guard let address else { return }
            if subject.holder?.addresses.mailboxes.contains(address) == true { isHolders = true }
            for employer in subject.employers where employers.count < MuteLookup.namesLimit {
                let mailboxes = employer.mailboxes
                if mailboxes.contains(address) { employers[employer.name] = mailboxes.count > 1 }
            }
        }

        func remarks(administrators: [Administrator]) -> [ReportLine] {
            let duty = administrators.filter { $0.email.mailbox == address }
            var remarks = employers.sorted { $0.key < $1.key }.map { name, hasOthers in
                hasOthers
                    ? Phrase(
                        "这是聘用单位“\(name)”的邮箱之一，该单位其他邮箱照常收到通知",
                        "it is one of the addresses of employer \(name), who goes on hearing at the others"
                    )
                    : Phrase(
                        "这是聘用单位“\(name)”的邮箱，不再单独通知；汇总等恢复提醒后再发",
                        "it is the address of employer \(name), who hears nothing singly; its digests wait for the end of "
                            + "the mute"
                    )
            }
            remarks += duty.map { administrator in
                Phrase(
                    "这是管理员\(administrator.name)的邮箱，在此期间收不到故障通知",
                    "it is the address of administrator \(administrator.name), who hears of no fault until then"
                )
            }
            if remarks.isEmpty, !isHolders {
                remarks = [
                    Phrase(
                        "登记库和配置文件中没有人使用这个邮箱",
                        "nobody in the registry or the configuration has this address"
                    )
                ]
            }
            return remarks.map { ReportLine($0) }
        }
    }
}

extension MutedParty {
    /// The words after `--as`.
    package static let kinds =
        ["record"] + RecordLookup.types.map(\.rawValue) + ["person", "address"]

    /// Whether it is of a kind; `nil` and `record` stand for several.
    package func isOf(_ kind: String?) -> Bool {
        switch self {
        case .record: kind == nil || kind == "record" || kind == self.kind
        case .person, .address: kind == nil || kind == self.kind
        }
    }

    /// Whether a word is its id or address.
    package func isCalled(_ word: String) -> Bool {
        switch self {
        case .record, .person: id == word
        case .address: id == word.lowercased()
        }
    }

    /// What is told about a word that fits several kinds or people, with how to say which.
    package static func choice(between parties: [MutedParty], for word: String) -> ReportLine {
        guard Set(parties.map(\.kind)).count > 1 else {
            let ids = parties.map { Phrase(verbatim: $0.id) }.joined(Phrase("、", ", "))
            return ReportLine(
                Phrase(
                    "“\(word)”这个姓名有\(parties.count)个编号，请写明其中一个：\(ids.chinese)",
                    "\(word) is the name of \(parties.count) ids; say which: \(ids.english)"
                )
            )
        }
        let meanings = parties.map { Phrase($0.kindWords.chinese, "a \($0.kind.replacing("_", with: " "))") }
            .joined(Phrase("、", " and "))
        let options = parties.map { Phrase(verbatim: "--as \($0.kind)") }.joined(Phrase(" 或 ", " or "))
        return ReportLine(
            Phrase(
                "无法判断 \(word) 指的是什么：\(meanings.chinese)都使用这个编号；请加 \(options.chinese)",
                "cannot tell whom \(word) means: there is \(meanings.english) with this id; say which with "
                    + options.english
            )
        )
    }
}
