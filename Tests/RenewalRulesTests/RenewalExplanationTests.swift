import RenewalRules
import Testing

@Suite struct RenewalExplanationTests {
    private func explanation(on day: String, _ change: (inout RegistrationDossier) -> Void = { _ in }) throws
        -> RenewalExplanation
    {
        var dossier = RegistrationDossier(
            registration: Registration(id: "R-1", validUntil: CalendarDate("2026-03-15")),
            holder: Person(id: "P-1", name: "李伟")
        )
        change(&dossier)
        return RenewalExplanation(
            of: dossier,
            on: try #require(CalendarDate(day)),
            acknowledgedOn: nil,
            policy: RenewalPolicy()
        )
    }

    @Test func everyRuleCitedHasASentenceInBothLanguages() throws {
        let days = ["2024-01-01", "2025-06-01", "2026-01-20", "2026-03-15", "2026-04-01"]
        let rules = try days.flatMap { try explanation(on: $0).rules }
        #expect(Set(rules).count > 8)
        for rule in Set(rules) {
            #expect(RuleSentence.of(rule, in: .chinese) != nil, "\(rule)")
            #expect(RuleSentence.of(rule, in: .english) != nil, "\(rule)")
        }
    }

    @Test func whatEndedTheRemindersIsTold() throws {
        let renewed = try explanation(on: "2026-01-20") { $0.registration.state = .renewed }
        #expect(renewed.findings.contains { $0.text(in: .english).contains("have ended: renewed") })
        #expect(renewed.findings.contains { $0.text(in: .chinese).contains("注册已延续") })
        let missing = try explanation(on: "2026-01-20") { $0.registration.validUntil = nil }
        #expect(missing.findings.first?.rules == ["D4"])
    }

    @Test func chineseFindingsArePunctuatedAsChinese() throws {
        for finding in try explanation(on: "2026-01-20").findings {
            #expect(!finding.chinese.contains { ",;:()".contains($0) }, "\(finding.chinese)")
        }
    }
}
