import Testing

@testable import RenewalRules

/// Which rows belong to one employer, and what its mailboxes may see.
@Suite struct EmployerRecordsTests {
    private func row(_ id: String, _ employer: String, _ name: String, _ email: String?) -> Subject {
        .registration(
            RegistrationRecord(
                registration: Registration(id: id),
                employer: Employer(id: employer, name: name, email: email)
            )
        )
    }

    private func people(_ records: EmployerRecords?) -> [String] {
        records?.parts.flatMap(\.registrations).map(\.registration.id) ?? []
    }

    @Test func mailboxSeesOnlyItsOwnRows() throws {
        let whole = EmployerRecords(
            of: [
                row("A1", "E1", "乙公司", "hr2@example.test"), row("A2", "E1", "丙公司", "hr3@example.test"),
                row("A3", "E1", "乙公司", "HR2@example.test"), row("A4", "E1", "乙公司", nil),
            ],
            lead: "E1"
        )
        let records = try #require(whole)
        #expect(records.mailboxes == ["hr2@example.test", "hr3@example.test"])
        #expect(people(records.read(at: "hr2@example.test")) == ["A1", "A3"])
        #expect(people(records.read(at: "hr3@example.test")) == ["A2"])
        #expect(records.read(at: "hr3@example.test")?.employer.name == "丙公司")
        #expect(records.read(at: "hr4@example.test") == nil)
        #expect(people(records).contains("A4"), "nobody can tell whose it is, and it is no mailbox's")
    }

    @Test func rowWithoutAnAddressUsesThatOfTheOthers() throws {
        let whole = EmployerRecords(
            of: [row("A1", "E1", "乙公司", ""), row("A2", "E1", "乙公司", "hr@example.test")],
            lead: "E1"
        )
        #expect(people(whole?.read(at: "hr@example.test")) == ["A1", "A2"])
        #expect(whole?.others.isEmpty == true)
    }

    /// Each mailbox sees the rows that name it, as one part of the employer.
    @Test func eachOfSeveralMailboxesSeesTheRowsThatNameIt() throws {
        let whole = EmployerRecords(
            of: [
                row("A1", "E1", "乙公司", "hr@example.test;safety@example.test"),
                row("A2", "E1", "乙公司", "Safety@example.test、hr@example.test"),
                row("A3", "E1", "乙公司", "hr@example.test"),
                row("A4", "E2", "丙公司", "safety@example.test"),
            ],
            lead: "E1"
        )
        let records = try #require(whole)
        #expect(records.mailboxes == ["hr@example.test", "safety@example.test"])
        let hr = try #require(records.read(at: "hr@example.test"))
        #expect(people(hr) == ["A1", "A2", "A3"] && hr.others.isEmpty)
        let safety = try #require(records.read(at: "safety@example.test"))
        #expect(people(safety) == ["A1", "A2", "A4"])
        #expect(safety.parts.map(\.employer.id) == ["E1", "E2"])
    }

    @Test func rowWithoutAnAddressUsesAllThoseOfTheOthers() {
        let both = "hr@example.test;safety@example.test"
        let rows = [row("A1", "E1", "乙公司", ""), row("A2", "E1", "乙公司", both)]
        let whole = EmployerRecords(of: rows, lead: "E1")
        #expect(people(whole?.read(at: "safety@example.test")) == ["A1", "A2"])
        let differing = EmployerRecords(of: rows + [row("A3", "E1", "乙公司", "hr@example.test")], lead: "E1")
        #expect(people(differing?.read(at: "hr@example.test")) == ["A2", "A3"], "nobody can tell whose A1 is")
    }

    @Test func spellingsOfAnEmployerAreGrouped() throws {
        let names = ["甲公司（集团）", "甲公司(集团)", "甲公司（集团） ", "\u{3000}甲公司（集团）"]
        let rows = names.enumerated().map { row("A\($0)", $1, $1, "hr@example.test") }
        let whole = try #require(EmployerRecords(of: rows, lead: names[1]))
        #expect(whole.others.isEmpty && whole.registrations.count == 4)
        #expect(whole.employer.id == names[1], "the digest's own record comes first")
        let other = row("B", "甲公司（集团）一分公司", "甲公司（集团）一分公司", "hr@example.test")
        #expect(EmployerRecords(of: rows + [other], lead: names[0])?.parts.count == 2)
    }

    @Test func spellingsAreFoundByAFewLookups() {
        let spellings = Employer.likelySpellings(of: "甲公司(集团） ")
        for spelling in ["甲公司(集团） ", "甲公司（集团）", "甲公司(集团)", "甲公司（集团） ", "甲公司(集团)\u{3000}"] {
            #expect(spellings.contains(spelling))
        }
        #expect(spellings.count <= 16 && Set(spellings).count == spellings.count)
        #expect(Set(spellings.map(Employer.spelling)).count == 1)
        #expect(Employer.likelySpellings(of: "E-1").contains("E-1"))
        #expect(Employer.spelling(of: " \u{3000}").isEmpty)
    }
}
