import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalConfig

@Suite struct RemarkTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    /// The remarks on the good configuration with other routes and extra lines, without the leading file name.
    private func remarks(
        routes: [String],
        adding lines: String = "digests: {employer: off}\n",
        on day: String? = nil
    ) throws -> [String] {
        let text = goodConfiguration.replacing(
            "  - {match: {audience: holder}, send: [office-mail]}\n",
            with: routes.map { "  - {\($0)}\n" }.joined()
        )
        let settings = try workplace.parse(text + lines)
        let today = try day.map { try #require(CalendarDate($0)) } ?? Workplace.today
        return settings.remarks(on: today).map { remark in
            #expect(SentenceReview.faults(chinese: remark.chinese, english: remark.english) == [])
            return remark.english.replacing("\(settings.file): ", with: "")
        }.filter { !$0.hasPrefix(Self.withoutAdministrators) && !$0.hasPrefix(Self.withoutHolders) }
    }

    /// The good configuration has none.
    private static let withoutAdministrators = "administrators is missing: nobody is told when sending is held"

    private static let withoutHolders = "routes: none carries the notices to holders, who are told nothing"

    @Test(arguments: [
        ("{audience: employer}", true), ("{audience: [holder, employer]}", false), ("{}", false),
        ("{severity: critical}", false),
    ])
    func holdersHaveToHear(match: String, isRemark: Bool) throws {
        let text = goodConfiguration.replacing("match: {audience: holder}", with: "match: \(match)")
        let remarks = try workplace.parse(text).remarks(on: Workplace.today)
        #expect(remarks.contains { $0.english.contains(Self.withoutHolders) } == isRemark, "\(text)")
    }

    @Test func somebodyHasToHearOfFaults() throws {
        let remarks = try workplace.parse(goodConfiguration).remarks(on: Workplace.today)
        #expect(remarks.contains { $0.english.contains(Self.withoutAdministrators) })
        let told = goodConfiguration + "administrators: [{name: 王五, email: wang.wu@example.test}]\n"
        let rest = try workplace.parse(told).remarks(on: Workplace.today)
        #expect(!rest.contains { $0.english.contains(Self.withoutAdministrators) })
    }

    @Test(arguments: [
        ("smtp://127.0.0.1:25, tls: none, network: internal", false), ("smtps://localhost:465", true),
        ("smtps://10.0.0.5", true), ("smtps://[fd00::1]:465", true), ("smtps://mail.example.test:465", false),
        ("smtps://203.0.114.1:465", false),
    ])
    func anAddressOfTheOfficesOwnNetworkNeedsItsWord(url: String, isOutOfReach: Bool) throws {
        let address = url.split(separator: ",")[0]
        let text = """
            version: 1
            registry: {sqlite: r.db}
            state: {sqlite: s.db}
            channels:
              office-mail: {type: smtp, url: "\(address)"\(url.dropFirst(address.count)), from: office@example.test}
            routes: [{match: {}, send: [office-mail]}]
            """
        let remarks = try workplace.parse(text).remarks(on: Workplace.today)
        #expect(remarks.contains { $0.english.hasSuffix("write network: internal") } == isOutOfReach)
    }

    @Test func catchAllRouteHasNoRemark() throws {
        #expect(try remarks(routes: ["send: office-mail"], adding: "").isEmpty)
    }

    @Test(
        arguments: [
            (["match: {audience: holder}, send: office-mail"], 1),
            (["match: {audience: employer, severity: critical}, send: office-mail"], 1),
            (["match: {audience: employer, kind: registration.expired}, send: office-mail"], 1),
            (["match: {audience: employer, severity: [urgent, critical]}, send: office-mail"], 0),
            (["match: {audience: holder}, send: office-mail", "match: {kind: employer.digest}, send: hr"], 0),
        ]
    )
    func employerDigestWithoutARouteIsARemark(routes: [String], count: Int) throws {
        let remarks = try remarks(routes: routes, adding: "")
        #expect(remarks.count == count)
        #expect(remarks.allSatisfy { $0.hasPrefix("routes: none carries employer.digest, so what is below critical") })
    }

    @Test func marksOfSomethingThatIsNoCategoryAreARemark() throws {
        let ladders = "rules: {category_ladders: {化工: [D0], 其他安全(不包括消防安全): [D0], 煤矿: [D0]}}\n"
        let found = try remarks(routes: ["send: office-mail"], adding: ladders)
        #expect(
            found == [
                "rules: category_ladders: 化工 is none of the seven categories (V7); 化工安全 is probably meant; "
                    + "check the name"
            ]
        )
    }

    /// Other programs would put something in its place.
    @Test func aVariableOfTheEnvironmentIsARemark() throws {
        let lines = """
            digests: {employer: off, administrator: off}
            administrators: [{name: "${DUTY} 值班", email: li.wei@example.test}]  # of ${OFFICE}

            """
        let found = try remarks(routes: ["send: office-mail"], adding: lines)
        #expect(found.count == 1)
        #expect(found.first?.contains(":16: ${DUTY} is taken as it stands") == true, "\(found)")
    }

    @Test func emptyDigestsHaveNoRemark() throws {
        let holders = ["match: {audience: holder}, send: office-mail"]
        #expect(try remarks(routes: holders).isEmpty)
        #expect(try remarks(routes: holders, adding: "digests: {employer_singly_from: info}\n").isEmpty)
    }

    @Test func unroutedAdministratorDigestIsARemarkOnlyWithAdministrators() throws {
        let routes = ["match: {audience: [holder, employer]}, send: office-mail"]
        #expect(try remarks(routes: routes, adding: "").isEmpty)
        let people = "administrators: [{name: 李伟, email: li.wei@example.test}]\n"
        let remarks = try remarks(routes: routes, adding: people)
        #expect(remarks.count == 1)
        #expect(remarks.first?.contains("administrator.digest") == true)
    }

    @Test func mailRouteForRelyingPartiesIsARemark() throws {
        let wrong = "match: {audience: relying_party}, send: office-mail"
        let right = "match: {audience: relying_party}, send: [office-mail, hr]"
        #expect(try remarks(routes: [right]).isEmpty)
        #expect(try remarks(routes: [right, wrong]).first?.hasPrefix("routes: number 2: relying parties") == true)
    }

    @Test(
        arguments: [
            ("2026-11-30", "", []), ("2026-12-01", "", ["2027"]), ("2027-06-01", "", ["2027"]),
            ("2027-12-31", "", ["2027", "2028"]), ("2026-12-01", "holiday_roll: none", []),
            ("2026-12-01", "days_off: [2027-10-01]", []), ("2027-12-01", "days_off: [2027-10-01]", ["2028"]),
        ]
    )
    func unknownHolidaysAreARemark(day: String, rule: String, years: [String]) throws {
        let remarks = try remarks(routes: ["send: office-mail"], adding: "rules: {\(rule)}\n", on: day)
        #expect(remarks.count == years.count)
        for (remark, year) in zip(remarks, years) {
            #expect(remark.hasPrefix("rules: the holidays of \(year) are not known yet, so only weekends and"))
        }
    }

    @Test func sendingOnWorkingDaysNeedsTheHolidays() throws {
        let lines = "schedule: {send_days: workdays}\nrules: {holiday_roll: none}\n"
        #expect(try remarks(routes: ["send: office-mail"], adding: lines, on: "2026-12-01").count == 1)
    }

    @Test(
        arguments: [
            ("match: {audience: holder}", true), ("match: {severity: critical}", true),
            ("match: {audience: employer}", false), ("match: {severity: [info, warning]}", false),
        ]
    )
    func unusedFallbackIsARemark(match: String, isUsed: Bool) throws {
        #expect(try remarks(routes: ["\(match), send: hr, fallback: office-mail"]).isEmpty == isUsed)
    }
}
