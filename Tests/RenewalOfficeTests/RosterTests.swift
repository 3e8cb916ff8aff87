import RegistryFixtures
import RenewalFiles
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

/// A registry into which sheets are taken.
private struct RosterOffice {
    let registry: TestRegistry
    let key: IdentityKey
    static let header = "姓名,身份证号,手机号,邮箱,工作单位,注册号,注册类别,有效期至"

    init() throws {
        registry = try TestRegistry.reference()
        key = try ReferenceRegistry(path: registry.path).makeIdentityKey()
    }

    @discardableResult
    func importing(
        _ lines: String...,
        header: String = Self.header,
        day: CalendarDate = CalendarDate(dayNumber: 20_787),
        source: String = "名单.csv",
        adjust: (inout RosterOptions) -> Void = { _ in }
    ) throws -> RosterReport {
        let text = ([header] + lines).joined(separator: "\n")
        let roster = try #require(Roster(SheetFile(Array(text.utf8)).rows))
        var options = RosterOptions(source: source, updatedAt: UnixTime(seconds: 1_796_000_000), day: day)
        options.writes = true
        adjust(&options)
        return try ReferenceRegistry(path: registry.path).importRoster(roster, key: key, options: options)
    }

    func strings(_ sql: String) throws -> [String] { try registry.strings(sql) }
}

@Suite struct RosterTests {
    private static let zhang = "张三,110101198401010041,13800000004,zhang@example.test,甲公司,32202300004,煤矿安全,2027.3.15"

    @Test func aRowFillsPersonEmployerAndRegistration() throws {
        let office = try RosterOffice()
        let report = try office.importing(Self.zhang)
        #expect((report.written, report.lines.map(\.outcome)) == (true, [.new]))
        let sql = """
            SELECT p.name || ' ' || p.email || ' ' || e.name || ' ' || r.registration_no || ' ' || r.category || ' '
                || r.valid_until
            FROM registration r JOIN person p ON p.id = r.person_id JOIN employer e ON e.id = r.employer_id
            """
        #expect(try office.strings(sql) == ["张三 zhang@example.test 甲公司 32202300004 煤矿安全 2027-03-15"])
        #expect(try office.importing(Self.zhang).lines.isEmpty)
    }

    @Test func idsSayNothing() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        for (table, prefix) in [("registration", "R"), ("person", "P"), ("employer", "E")] {
            let id = try #require(office.strings("SELECT id FROM \(table)").first)
            #expect(id.hasPrefix("\(prefix)-") && id.count == 10)
        }
    }

    /// Gives the same number three times in a row.
    private struct Stutter: RandomNumberGenerator {
        var count: UInt64 = 0
        mutating func next() -> UInt64 {
            count += 1
            return count / 3
        }
    }

    @Test func anIDThatSomebodyHasIsNotGivenAgain() throws {
        let registry = try TestRegistry.reference()
        let text = "姓名,手机,注册号,有效期至\n张三,13800000004,1,2027-03-15\n李四,13800000005,2,2027-03-15"
        let roster = try #require(Roster(SheetFile(Array(text.utf8)).rows))
        var options = RosterOptions(
            source: "名单.csv",
            updatedAt: UnixTime(seconds: 1_796_000_000),
            day: CalendarDate(dayNumber: 20_787)
        )
        options.writes = true
        let reference = try ReferenceRegistry(path: registry.path)
        let report = try reference.importRoster(roster, key: nil, options: options, generator: Stutter())
        #expect(report.written)
        #expect(try registry.strings("SELECT id FROM person").count == 2)
    }

    /// Of a hundred thousand rows nobody reads each.
    @Test func moreThanAreListedAreCounted() throws {
        let office = try RosterOffice()
        let rows = (1...30).map { "人\($0)号,\($0),2027-03-05" } + (31...60).map { "人\($0)号,\($0),27/3/5" }
        let report = try office.importing(rows.joined(separator: "\n"), header: "姓名,注册号,有效期至") { $0.skipsBad = true }
        #expect((report.count(.new), report.count(.rejected)) == (30, 30))
        #expect((report.lines.count { !$0.isRejected }, report.rejected.count) == (RosterReport.mostListed, 30))
    }

    @Test func noIdentityNumberIsKept() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        #expect(try office.strings("SELECT length(identity_hash) || '' FROM person") == ["64"])
        let everything = try ReferenceRegistry.tables.flatMap { table in
            try office.strings("SELECT * FROM \(table)")
        }
        #expect(!everything.joined().contains("110101198401010041"))
    }

    @Test func twoPeopleOfOneNameStayTwo() throws {
        let office = try RosterOffice()
        try office.importing(
            Self.zhang,
            "张三,110101198701010071,13800000007,zhang2@example.test,甲公司,32202300007,煤矿安全,2027-05-06"
        )
        #expect(try office.strings("SELECT count(*) || '' FROM person") == ["2"])
    }

    @Test func onePersonWithTwoRegistrationsIsOne() throws {
        let office = try RosterOffice()
        try office.importing(
            Self.zhang,
            "张三,110101198401010041,13900000000,,甲公司,32202300008,化工安全,2027-05-06"
        )
        #expect(try office.strings("SELECT count(*) || '' FROM person") == ["1"])
        // Without identity numbers by the phone.
        try office.importing("张三,138 0000 0004,32202300009,2027-05-07", header: "姓名,手机,注册号,有效期至")
        #expect(try office.strings("SELECT count(*) || '' FROM person") == ["1"])
    }

    @Test func aKnownNumberOfSomebodyElseStopsTheImport() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        let other = "李四,110101198501010051,13800000005,li@example.test,甲公司,32202300004,煤矿安全,2027-03-15"
        let report = try office.importing(other) { $0.skipsBad = true }
        #expect((report.obstacle, report.written) == (.otherPeople(1), false))
        let accepted = try office.importing(other) { $0.acceptsIdentity = true }
        #expect(accepted.written)
        let holder = "SELECT p.name FROM registration r JOIN person p ON p.id = r.person_id"
        #expect(try office.strings(holder) == ["李四"])
    }

    @Test func nameOrContactMayChange() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        let report = try office.importing("张三丰,13800000004,32202300004,2027-03-15", header: "姓名,手机,注册号,有效期至")
        #expect(report.lines.map(\.outcome) == [.changed([RosterChange(field: .name, old: "张三", new: "张三丰")])])
    }

    @Test func aColumnThatIsNotThereChangesNothingAndAnEmptyCellEmpties() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        try office.importing("张三,32202300004,2027-03-15", header: "姓名,注册号,有效期至")
        #expect(try office.strings("SELECT phone FROM person") == ["13800000004"])
        let report = try office.importing("张三,,32202300004,2027-03-15", header: "姓名,手机号,注册号,有效期至")
        let change = RosterChange(field: .phone, old: "13800000004", new: nil)
        #expect(report.lines.map(\.outcome) == [.changed([change])])
    }

    @Test func aCellThatCannotBeUsedLeavesTheRowAndTheOldValue() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        let report = try office.importing("张三,1.38E+10,32202300004,2027-03-15", header: "姓名,手机号,注册号,有效期至")
        #expect((report.written, report.unchanged) == (true, 1))
        #expect(report.remarks.map(\.remark) == [CellRemark(field: .phone, fault: .lostDigits)])
        #expect(try office.strings("SELECT phone FROM person") == ["13800000004"])
    }

    @Test func anEndMoreThanAYearLaterBeginsTheNextPeriod() throws {
        let office = try RosterOffice()
        try office.importing(Self.zhang)
        let report = try office.importing("张三,32202300004,2032-03-15", header: "姓名,注册号,有效期至")
        guard case .renewed = try #require(report.lines.first).outcome else {
            Issue.record("\(report.lines)")
            return
        }
        let sql = """
            SELECT state || ' ' || valid_until || ' ' || (successor_id IS NOT NULL) FROM registration ORDER BY valid_until
            """
        #expect(try office.strings(sql) == ["renewed 2027-03-15 1", "active 2032-03-15 0"])
        #expect(try office.importing("张三,32202300004,2032-03-15", header: "姓名,注册号,有效期至").unchanged == 1)
        // A date is corrected.
        let correction = try office.importing("张三,32202300004,2032-03-16", header: "姓名,注册号,有效期至")
        let change = RosterChange(field: .validUntil, old: "2032-03-15", new: "2032-03-16")
        #expect(correction.lines.map(\.outcome) == [.changed([change])])
    }

    @Test func aSheetOfCertificatesFillsCertificates() throws {
        let office = try RosterOffice()
        try office.importing(
            "张三,zhang@example.test,甲公司,CN-0001,2027-03-15",
            header: "持证人,邮箱,公司名称,证书序列号,有效期至"
        )
        #expect(try office.strings("SELECT serial || ' ' || valid_until FROM credential") == ["CN-0001 2027-03-15"])
        #expect(try office.strings("SELECT id FROM registration").isEmpty)
    }

    @Test func aRowCanBeAboutBoth() throws {
        let office = try RosterOffice()
        let header = "姓名,注册号,有效期至,电子证书编号,电子证书有效期至"
        try office.importing("张三,32202300004,2027-03-15,CN-0001,2026-12-31", header: header)
        #expect(try office.strings("SELECT valid_until FROM registration") == ["2027-03-15"])
        #expect(try office.strings("SELECT valid_until FROM credential") == ["2026-12-31"])
    }

    @Test func theFirstContactOfAnEmployerCounts() throws {
        let office = try RosterOffice()
        let report = try office.importing(
            "张三,32202300004,2027-03-15,甲公司（集团）,hr@example.test",
            "李四,32202300005,2027-03-15,甲公司(集团),other@example.test",
            header: "姓名,注册号,有效期至,工作单位,单位邮箱"
        )
        #expect(report.remarks.map(\.remark) == [CellRemark(field: .employerEmail, fault: .employerDiffers(row: 2))])
        #expect(try office.strings("SELECT name || ' ' || email FROM employer") == ["甲公司（集团） hr@example.test"])
    }

    @Test func theSameNumberTwiceIsRefused() throws {
        let office = try RosterOffice()
        let report = try office.importing(Self.zhang, Self.zhang) { $0.skipsBad = true }
        #expect(report.rejected.map(\.number) == [3])
        #expect(try office.strings("SELECT count(*) || '' FROM registration") == ["1"])
    }

    /// Nobody in the registry is meant, but the first of the two rows.
    @Test func aNumberOfAnEarlierRowIsRepeatedWhoeverTheRowIsAbout() throws {
        let office = try RosterOffice()
        let other = "李四,110101198501010051,13800000005,li@example.test,甲公司,32202300004,煤矿安全,2027-03-15"
        let report = try office.importing(Self.zhang, other) { $0.skipsBad = true }
        #expect((report.obstacle, report.written) == (nil, true))
        let fault = CellRemark(field: .registrationNumber, fault: .repeated(row: 2))
        #expect(report.lines.last?.outcome == .rejected([fault]))
        #expect(try office.strings("SELECT name FROM person") == ["张三"])
    }

    @Test func rowsWithNothingInTheUsedColumnsArePassedOver() throws {
        let office = try RosterOffice()
        let report = try office.importing(
            "1,张三,13800000004,2027-03-15,",
            "2,,,,",
            "3, ,　,,待定",
            header: "序号,姓名,手机号,有效期至,备注"
        )
        #expect(report.lines.map(\.number) == [2])
    }

    @Test func aDryRunWritesNothing() throws {
        let office = try RosterOffice()
        let report = try office.importing(Self.zhang) { $0.writes = false }
        #expect((report.lines.count, report.written) == (1, false))
        #expect(try office.strings("SELECT id FROM person").isEmpty)
    }
}

// Who a row is about.
@Suite struct RosterIdentityTests {
    private static let wang = "王芳,110101198601010061,13800000006,hr@example.test,甲公司,32202300006,煤矿安全,2027-06-07"

    private static func number(_ report: RosterReport) -> CellRemark? {
        guard case .rejected(let faults)? = report.lines.last?.outcome else { return nil }
        return faults.first
    }

    /// A cell that was filled down, or a placeholder.
    @Test func anIdentityNumberOfSomebodyElseStopsTheImport() throws {
        let office = try RosterOffice()
        let li = "李四,110101198601010061,13800000005,li@example.test,甲公司,32202300005,煤矿安全,2027-03-15"
        let report = try office.importing(Self.wang, li) { $0.skipsBad = true }
        #expect(report.obstacle == .otherPeople(1))
        #expect(Self.number(report) == CellRemark(field: .identityNumber, fault: .otherPerson(known: "王芳")))
        #expect(try office.importing(Self.wang, li) { $0.acceptsIdentity = true }.written)
    }

    /// The mailbox of the office is everybody's.
    @Test func aMailboxThatSeveralHaveTellsNobodyApart() throws {
        let office = try RosterOffice()
        let chen = "陈静,110101198601010061,13800000005,hr@example.test,甲公司,32202300005,煤矿安全,2027-03-15"
        let zhao = "赵敏,110101198801010081,13800000008,hr@example.test,甲公司,32202300008,煤矿安全,2027-03-15"
        let report = try office.importing(Self.wang, chen, zhao) { $0.skipsBad = true }
        #expect(report.obstacle == .otherPeople(1))
        #expect(report.rejected.map(\.number) == [3])
        // Nor does it make one of two people of one name.
        try office.importing(
            "王芳,13800000006,hr@example.test,32202300006,2027-06-07",
            "李四,13800000005,hr@example.test,32202300005,2027-03-15",
            "王芳,13800000009,hr@example.test,32202300009,2027-03-15",
            header: "姓名,手机,邮箱,注册号,有效期至"
        )
        #expect(try office.strings("SELECT count(*) || '' FROM person WHERE name = '王芳'") == ["2"])
    }

    @Test func aCertificateOfSomebodyElseStopsTheImport() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,电子证书编号,电子证书有效期至"
        try office.importing(
            "张三,13800000004,32202300004,2027-03-15,CN-0001,2026-12-31",
            "李四,13800000005,32202300005,2027-03-15,CN-0002,2026-12-31",
            header: header
        )
        let report = try office.importing("张三,13800000004,32202300004,2027-03-15,CN-0002,2026-12-31", header: header)
        #expect(report.obstacle == .otherPeople(1))
        #expect(Self.number(report) == CellRemark(field: .serial, fault: .otherPerson(known: "李四")))
    }

    @Test func anotherIdentityNumberOfTheHolderStopsTheImport() throws {
        let office = try RosterOffice()
        try office.importing(Self.wang)
        let other = "王芳,110101198601010062,13800000006,hr@example.test,甲公司,32202300006,煤矿安全,2027-06-07"
        let report = try office.importing(other)
        #expect(report.obstacle == .otherPeople(1))
        #expect(Self.number(report) == CellRemark(field: .identityNumber, fault: .otherIdentity(known: "王芳")))
    }

    /// Both numbers are theirs.
    @Test func nameAndContactMayChangeAtOnce() throws {
        let office = try RosterOffice()
        try office.importing(Self.wang)
        let married = "王芳芳,110101198601010061,13900000006,fang@example.test,甲公司,32202300006,煤矿安全,2027-06-07"
        #expect(try office.importing(married).written)
        #expect(try office.strings("SELECT name || ' ' || phone FROM person") == ["王芳芳 13900000006"])
    }

    @Test func theFirstRowOfAPersonCounts() throws {
        let office = try RosterOffice()
        let report = try office.importing(
            "王芳,110101198601010061,13800000006,,甲公司,32202300006,煤矿安全,2027-06-07",
            "王芳,110101198601010061,,wang@example.test,甲公司,32202300007,化工安全,2027-06-08",
            "王芳,110101198601010061,13900000006,,甲公司,32202300008,建筑施工安全,2027-06-09"
        )
        #expect(
            report.remarks == [
                RosterRemark(number: 4, remark: CellRemark(field: .phone, fault: .personDiffers(row: 2)))
            ]
        )
        #expect(try office.strings("SELECT phone || ' ' || email FROM person") == ["13800000006 wang@example.test"])
    }

    @Test func anIdentityNumberGivenLaterIsAChange() throws {
        let office = try RosterOffice()
        try office.importing("王芳,13800000006,32202300006,2027-06-07", header: "姓名,手机,注册号,有效期至")
        let report = try office.importing(
            "王芳,110101198601010061,13800000006,32202300006,2027-06-07",
            header: "姓名,身份证号,手机,注册号,有效期至"
        )
        let change = RosterChange(field: .identityNumber, old: nil, new: nil)
        #expect(report.lines.map(\.outcome) == [.changed([change])])
        #expect(report.hasChanged)
    }

    @Test func namesakesWithOneTelephoneAreNotGuessed() throws {
        let office = try RosterOffice()
        try office.importing(
            "王伟,110101198401010041,010-88886666,甲公司,1,2027-03-15",
            "王伟,110101198601010061,010-88886666,甲公司,2,2027-03-15",
            header: "姓名,身份证号,手机,工作单位,注册号,有效期至"
        )
        let report = try office.importing("王伟,010-88886666,3,2027-03-15", header: "姓名,手机,注册号,有效期至")
        #expect(report.lines.map(\.outcome) == [.rejected([CellRemark(field: .name, fault: .severalPeople)])])
    }

    @Test func aKeyThatIsThereIsTheRegistrysFromTheFirstImportOn() throws {
        let registry = try TestRegistry.reference()
        _ = try IdentityKey.create(besideRegistry: registry.path)
        let roster = try #require(Roster(SheetFile(Array("姓名,身份证号,有效期至".utf8)).rows))
        let reference = try ReferenceRegistry(path: registry.path)
        let key = try #require(try reference.identityKey(for: roster, writes: true))
        #expect(try registry.strings("SELECT fingerprint FROM identity_key") == [key.fingerprint])
    }

    @Test func aNameOfOtherWidthIsTheSame() throws {
        let office = try RosterOffice()
        try office.importing("王芳,13800000006,32202300006,2027-06-07", header: "姓名,手机,注册号,有效期至")
        try office.registry.execute("UPDATE person SET name = 'Ｌｉ Ｗｅｉ'")
        let report = try office.importing("Li Wei,13800000006,32202300007,2027-06-07", header: "姓名,手机,注册号,有效期至")
        #expect(report.lines.count == 1)
        #expect(try office.strings("SELECT count(*) || '' FROM person") == ["1"])
    }
}

// Which record a row is about, and what becomes of it.
@Suite struct RosterRecordTests {
    @Test(arguments: [
        ("姓名,手机,有效期至", "张三,138 0000 0004,2027-03-15"),
        ("姓名,邮箱,电子证书有效期至", "张三,zhang@example.test,2026-12-31"),
        ("姓名,手机,有效期至,电子证书有效期至", "张三,13800000004,2027-03-15,2026-12-31"),
        ("姓名,手机,有效期至,状态", "张三,13800000004,2026-03-15,已注销"),
    ])
    func aRowWithoutANumberIsKnownTheNextTime(header: String, row: String) throws {
        let office = try RosterOffice()
        try office.importing(row, header: header)
        #expect(try office.importing(row, header: header).unchanged == 1)
        #expect(try office.strings("SELECT count(*) || '' FROM person") == ["1"])
    }

    @Test func aNumberThatComesLaterIsThatOfTheKnownRecord() throws {
        let office = try RosterOffice()
        try office.importing("张三,13800000004,2027-03-15", header: "姓名,手机,有效期至")
        try office.importing("张三,13800000004,32202300004,2027-03-15", header: "姓名,手机,注册号,有效期至")
        #expect(try office.strings("SELECT registration_no FROM registration") == ["32202300004"])
    }

    @Test func oneOfSeveralIsNotGuessed() throws {
        let office = try RosterOffice()
        try office.importing(
            "张三,13800000004,32202300004,2027-03-15",
            "张三,13800000004,32202300005,2028-03-15",
            header: "姓名,手机,注册号,有效期至"
        )
        let known = try office.importing("张三,13800000004,2028-03-15", header: "姓名,手机,有效期至")
        #expect(known.unchanged == 1)
        let report = try office.importing("张三,13800000004,2028-03-16", header: "姓名,手机,有效期至")
        #expect(
            report.lines.map(\.outcome) == [.rejected([CellRemark(field: .registrationNumber, fault: .severalRecords)])]
        )
    }

    /// Without the key an identity number tells nobody.
    @Test func anIdentityNumberAloneNeedsTheKey() throws {
        let registry = try TestRegistry.reference()
        let text = "姓名,身份证号,有效期至\n张三,110101198401010041,2027-03-15"
        let roster = try #require(Roster(SheetFile(Array(text.utf8)).rows))
        let options = RosterOptions(
            source: "名单.csv",
            updatedAt: UnixTime(seconds: 1_796_000_000),
            day: CalendarDate(dayNumber: 20_787)
        )
        let report = try ReferenceRegistry(path: registry.path).importRoster(roster, key: nil, options: options)
        #expect(report.lines.map(\.outcome) == [.rejected([CellRemark(field: .identityNumber, fault: .noIdentityKey)])])
    }

    @Test func anEmptyStateSaysNothing() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,状态"
        try office.importing("张三,13800000004,32202300004,2027-03-15,已注销", header: header)
        #expect(try office.importing("张三,13800000004,32202300004,2027-03-15,", header: header).unchanged == 1)
        #expect(try office.strings("SELECT state FROM registration") == ["cancelled"])
    }

    @Test func theDayOfAnEndFollowsTheState() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,状态"
        let state = "SELECT state || ' ' || ifnull(ended_on, '-') || ' ' || ifnull(end_reason, '-') FROM registration"
        try office.importing("张三,13800000004,32202300004,2027-03-15,有效", header: header)
        try office.importing("张三,13800000004,32202300004,2027-03-15,已注销", header: header)
        #expect(try office.strings(state) == ["cancelled 2026-11-30 -"])
        try office.registry.execute("UPDATE registration SET end_reason = 'holder_request'")
        try office.importing("张三,13800000004,32202300004,2027-03-15,有效", header: header)
        #expect(try office.strings(state) == ["active - -"])
    }

    @Test(arguments: [
        ("2027-03-15,有效", RosterField.state), ("2032-03-15,", .validUntil),
    ])
    func nobodyWhoHasDiedIsReminded(row: String, field: RosterField) throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,状态"
        try office.importing("张三,13800000004,32202300004,2027-03-15,", header: header)
        try office.registry.execute("UPDATE registration SET state = 'cancelled', end_reason = 'deceased'")
        let report = try office.importing("张三,13800000004,32202300004,\(row)", header: header)
        #expect(report.lines.map(\.outcome) == [.rejected([CellRemark(field: field, fault: .deceased)])])
        #expect(try office.importing("张三,13800000004,32202300004,2027-03-15,", header: header).unchanged == 1)
    }

    @Test func onlyWhatRunsIsRenewed() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,状态"
        try office.importing("张三,13800000004,32202300004,2027-03-15,", header: header)
        try office.importing("张三,13800000004,32202300004,2032-03-15,已注销", header: header)
        #expect(try office.strings("SELECT state || ' ' || valid_until FROM registration") == ["cancelled 2032-03-15"])
        // Registered anew after an end.
        try office.importing("张三,13800000004,32202300004,2037-03-15,有效", header: header)
        let rows = "SELECT state || ' ' || valid_until FROM registration ORDER BY valid_until"
        #expect(try office.strings(rows) == ["cancelled 2032-03-15", "active 2037-03-15"])
    }

    /// `已延续` beside the new end says of the period before that it was renewed.
    @Test func whatWasRenewedGoesOn() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,状态"
        try office.importing("张三,13800000004,32202300004,2027-03-15,", header: header)
        try office.importing("张三,13800000004,32202300004,2032-03-15,已延续", header: header)
        let rows = "SELECT state || ' ' || valid_until FROM registration ORDER BY valid_until"
        #expect(try office.strings(rows) == ["renewed 2027-03-15", "active 2032-03-15"])
    }

    @Test func aDeathOutlastsTheOfficesWords() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至,状态"
        try office.importing("张三,13800000004,32202300004,2027-03-15,", header: header)
        try office.registry.execute("UPDATE registration SET state = 'cancelled', end_reason = 'deceased'")
        #expect(try office.importing("张三,13800000004,32202300004,2027-03-15,已撤销", header: header).unchanged == 1)
        #expect(try office.strings("SELECT state || ' ' || end_reason FROM registration") == ["cancelled deceased"])
    }

    @Test func aCategoryMayComeLaterOrBeCorrected() throws {
        let office = try RosterOffice()
        try office.importing("张三,13800000004,2027-03-15", header: "姓名,手机,有效期至")
        let header = "姓名,手机,有效期至,注册类别"
        try office.importing("张三,13800000004,2027-03-15,煤矿安全", header: header)
        try office.importing("张三,13800000004,2027-03-15,化工安全", header: header)
        #expect(try office.strings("SELECT category FROM registration") == ["化工安全"])
        // Two of a day are two.
        try office.importing(
            "张三,13800000004,2027-03-15,化工安全",
            "张三,13800000004,2027-03-15,煤矿安全",
            header: header
        )
        #expect(try office.strings("SELECT count(*) || '' FROM registration") == ["2"])
    }

    @Test func aPeriodMayBeGivenByItsBeginningAndTerm() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,注册日期,注册年限"
        try office.importing("张三,13800000004,32202300004,2022-03-16,5年", header: header)
        let report = try office.importing("张三,13800000004,32202300004,2027-03-16,5年", header: header)
        guard case .renewed? = report.lines.first?.outcome else {
            Issue.record("\(report.lines)")
            return
        }
        #expect(try office.importing("张三,13800000004,32202300004,2027-03-16,5年", header: header).unchanged == 1)
    }

    @Test func aMuchEarlierEndIsNamed() throws {
        let office = try RosterOffice()
        let header = "姓名,手机,注册号,有效期至"
        try office.importing("张三,13800000004,32202300004,2032-03-15", header: header)
        let report = try office.importing("张三,13800000004,32202300004,2027-03-15", header: header)
        let known = try #require(CalendarDate("2032-03-15"))
        #expect(report.remarks.map(\.remark) == [CellRemark(field: .validUntil, fault: .muchEarlier(than: known))])
    }

    /// A later column of the same row does not undo what a period says of its beginning.
    @Test func aPeriodInOneCellFillsAnEmptyBeginning() throws {
        let office = try RosterOffice()
        try office.importing(
            "张三,13800000004,32202300004,2022-03-16至2027-03-15,",
            header: "姓名,手机,注册号,有效期至,注册日期"
        )
        #expect(try office.strings("SELECT valid_from FROM registration") == ["2022-03-16"])
    }

    @Test func theContactOfAnEmployerIsOfSeveralRows() throws {
        let office = try RosterOffice()
        try office.importing(
            "张三,32202300004,2027-03-15,甲公司,010-12345678,",
            "李四,32202300005,2027-03-15,甲公司,,hr@example.test",
            header: "姓名,注册号,有效期至,工作单位,单位电话,单位邮箱"
        )
        #expect(try office.strings("SELECT phone || ' ' || email FROM employer") == ["010-12345678 hr@example.test"])
    }
}

@Suite struct RosterSyncTests {
    private static let header = "姓名,注册号,有效期至"
    private static let rows = (1...5).map { "人\($0)号,3220230000\($0),2027-03-0\($0)" }

    private func importing(
        _ office: RosterOffice,
        _ rows: [String],
        source: String = "名单.csv",
        adjust: (inout RosterOptions) -> Void = { $0.syncs = true }
    ) throws -> RosterReport {
        try office.importing(rows.joined(separator: "\n"), header: Self.header, source: source, adjust: adjust)
    }

    @Test func whatTheSheetNoLongerHoldsLeavesAndComesBack() throws {
        let office = try RosterOffice()
        _ = try importing(office, Self.rows)
        let report = try importing(office, Array(Self.rows.dropLast()))
        #expect((report.vanished.map(\.recordNumber), report.written) == (["32202300005"], true))
        let left =
            "SELECT registration_no || ' ' || state || ' ' || left_on FROM registration WHERE left_on IS NOT NULL"
        #expect(try office.strings(left) == ["32202300005 active 2026-11-30"])
        let again = try importing(office, Self.rows)
        #expect(again.lines.map(\.outcome) == [.changed([], isRevived: true)])
        #expect(again.vanished.isEmpty && again.hasChanged)
        #expect(try office.strings(left).isEmpty)
    }

    @Test func aHundredImportsOfASheetAreRemembered() throws {
        let office = try RosterOffice()
        let old = (1...150).map { "('名单.csv', '2026-11-01T01:00:00Z', 'unchanged', '\($0)')" }.joined(separator: ", ")
        try office.registry.execute("INSERT INTO import_run (source, at, outcome, summary) VALUES \(old)")
        _ = try importing(office, Self.rows)
        #expect(try office.strings("SELECT count(*) || '' FROM import_run") == ["\(ReferenceRegistry.mostRuns)"])
    }

    @Test func withoutSyncNothingLeaves() throws {
        let office = try RosterOffice()
        _ = try importing(office, Self.rows)
        let report = try importing(office, [Self.rows[0]]) { _ in }
        #expect((report.vanished.count, report.endsVanished, report.written) == (4, false, true))
        #expect(try office.strings("SELECT id FROM registration WHERE left_on IS NOT NULL").isEmpty)
    }

    @Test func manyLeaveOnlyWhenItIsConfirmed() throws {
        let office = try RosterOffice()
        _ = try importing(office, Self.rows)
        let report = try importing(office, Array(Self.rows.prefix(2)))
        #expect((report.obstacle, report.written) == (.manyVanished(3, of: 5), false))
        let confirmed = try importing(office, Array(Self.rows.prefix(2))) { ($0.syncs, $0.confirmsMany) = (true, true) }
        #expect(confirmed.written)
    }

    /// Three are few for a large office, and everybody for a small one.
    @Test func allOfThemLeaveOnlyWhenItIsConfirmed() throws {
        let office = try RosterOffice()
        _ = try importing(office, Array(Self.rows.prefix(2)))
        let report = try importing(office, Array(Self.rows.suffix(2)))
        #expect((report.obstacle, report.written) == (.manyVanished(2, of: 2), false))
    }

    /// What a row names is in the sheet, although its end was deleted.
    @Test func aCertificateWithoutItsEndHasNotVanished() throws {
        let office = try RosterOffice()
        let header = "姓名,注册号,有效期至,电子证书编号,电子证书有效期至"
        try office.importing("张三,32202300004,2027-03-15,CN-0001,2026-12-31", header: header)
        let report = try office.importing("张三,32202300004,2027-03-15,CN-0001,", header: header) { $0.syncs = true }
        #expect(report.vanished.isEmpty)
        #expect(report.remarks.map(\.remark) == [CellRemark(field: .credentialUntil, fault: .missing)])
    }

    /// Whichever of its numbers can be read.
    @Test(arguments: [
        "张三,32202300004,27/3/5,CN-0001,2026-12-31", "张三,3.22E+10,2027-03-15,CN-0001,2026-12-31",
    ])
    func nothingOfARowThatIsNotTakenHasVanished(row: String) throws {
        let office = try RosterOffice()
        let header = "姓名,注册号,有效期至,电子证书编号,电子证书有效期至"
        let others = (1...50).map { "人\($0)号,\($0),2027-03-05,S-\($0),2026-12-31" }
        let good = "张三,32202300004,2027-03-15,CN-0001,2026-12-31"
        try office.importing((others + [good]).joined(separator: "\n"), header: header)
        let report = try office.importing((others + [row]).joined(separator: "\n"), header: header) {
            ($0.syncs, $0.skipsBad) = (true, true)
        }
        #expect((report.vanished, report.count(.rejected), report.written) == ([], 1, true))
    }

    /// What a row names is reminded of again, although the row says nothing else of it.
    @Test func whatARowNamesComesBack() throws {
        let office = try RosterOffice()
        _ = try importing(office, Self.rows)
        _ = try importing(office, Array(Self.rows.dropLast()))
        let header = "姓名,注册号,有效期至,电子证书编号,电子证书有效期至"
        let report = try office.importing("人5号,32202300005,,CN-0001,2026-12-31", header: header)
        #expect(report.written)
        #expect(try office.strings("SELECT id FROM registration WHERE left_on IS NOT NULL").isEmpty)
    }

    @Test func aSourceOfWhichAllHasLeftIsNotNew() throws {
        let office = try RosterOffice()
        #expect(try importing(office, [Self.rows[0]]).isFirst)
        _ = try importing(office, [Self.rows[1]]) { ($0.syncs, $0.confirmsMany) = (true, true) }
        _ = try importing(office, []) { ($0.syncs, $0.confirmsMany) = (true, true) }
        #expect(try !importing(office, [Self.rows[2]]).isFirst)
    }

    @Test func anotherSheetEndsNothingOfThis() throws {
        let office = try RosterOffice()
        _ = try importing(office, Self.rows)
        let report = try importing(office, ["新人,32202300009,2027-04-01"], source: "分公司.csv")
        #expect(report.vanished.isEmpty)
    }

    /// A row that cannot be read is in the sheet all the same.
    @Test func aRowThatIsNotTakenHasNotVanished() throws {
        let office = try RosterOffice()
        _ = try importing(office, Self.rows)
        var rows = Self.rows
        rows[4] = "人5号,32202300005,27/3/5"
        let report = try importing(office, rows) { ($0.syncs, $0.skipsBad) = (true, true) }
        #expect((report.vanished.count, report.rejected.count, report.written) == (0, 1, true))
        // One whose number is damaged could be anybody.
        rows[4] = "人5号,3.22E+10,2027-03-05"
        let lost = try importing(office, rows) { ($0.syncs, $0.skipsBad) = (true, true) }
        #expect(lost.obstacle == .manyVanished(1, of: 5, besideLostRows: true))
    }
}
