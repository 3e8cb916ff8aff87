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
        try office.importing("张三,13900000000,32202300009,2027-05-07", header: "姓名,手机,注册号,有效期至")
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
        #expect(again.lines.count == 1 && again.vanished.isEmpty)
        #expect(try office.strings(left).isEmpty)
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
        #expect(lost.obstacle == .manyVanished(1, of: 5))
    }
}
