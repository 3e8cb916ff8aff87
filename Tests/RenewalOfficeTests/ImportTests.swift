import RegistryFixtures
import RenewalFiles
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct ImportTests {
    private func rejected(_ report: ImportReport) -> [String] {
        report.rejected.map { "\($0.line) \($0.column ?? "-"): \($0.reason.english)" }
    }

    @Test func aDoubtfulCategoryIsImportedWithARemark() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing(
            "registration",
            "id,valid_until,category",
            "R-1,2026-03-15,化工",
            "R-2,2026-03-15,煤矿安全",
            "R-3,2026-03-15,化工"
        )
        #expect((report.inserted, report.rejected.count) == (3, 0))
        let remark = try #require(report.remarks.first)
        #expect((remark.line, remark.column, remark.rows) == (2, "category", 2))
        #expect(report.remarks.count == 1 && remark.reason.english.contains("化工安全 is probably meant"))
    }

    @Test func severalAddressesAreStoredCleaned() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing(
            "person",
            "id,email",
            "P-1, zhang.san@example.test； hr@example.test、ZHANG.SAN@example.test",
            "P-2,\"zhang.san@example.test\nhr@example.test\""
        )
        #expect(report.rejected.isEmpty)
        let both = "zhang.san@example.test;hr@example.test"
        #expect(try registry.strings("SELECT email FROM person ORDER BY id") == [both, both])
        #expect(try registry.importing("person", "id,email", "P-1,\(both)").unchanged == 1)
    }

    /// A file is put right before it is taken.
    @Test func aBadAddressAmongSeveralIsRefused() throws {
        let registry = try TestRegistry.reference()
        let eleven = (1...11).map { "p\($0)@example.test" }.joined(separator: ";")
        let rows = ["P-1,zhang@example.test;hr@", "P-2,\(eleven)", "P-3,；"]
        let report = try registry.importing("person", "id,email", rows[0], rows[1], rows[2])
        #expect(
            rejected(report) == [
                "2 email: has several addresses, one of which has no valid domain after the @",
                "3 email: has more than 10 addresses", "4 email: is empty",
            ]
        )
    }

    private static func file(_ name: String, _ text: String) -> ImportFile {
        ImportFile(name: name, bytes: Array(text.utf8))
    }

    @Test(arguments: [("名单.csv", "ID,name", true), ("person.csv", "姓名", true), ("名单.csv", "姓名,有效期至", false)])
    func aFileOfATableIsKnownByItsColumnsOrName(name: String, header: String, isOfTable: Bool) {
        #expect(Self.file(name, header).isOfTable(encoding: nil) == isOfTable)
    }

    @Test func whoSaysTheEncodingIsBelieved() {
        let file = ImportFile(name: "名单.csv", bytes: "id,name".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        #expect(file.isOfTable(encoding: .utf16LittleEndian))
    }

    /// People, employers and review bodies have ids and names.
    @Test func columnsOfSeveralTablesAreNotGuessed() throws {
        let file = try TestRegistry.reference()
        let registry = try ReferenceRegistry(path: file.path)
        let options = ImportOptions(
            writes: false,
            skipsBad: false,
            updatedAt: UnixTime(seconds: 1_796_000_000),
            day: CalendarDate(dayNumber: 20_787)
        )
        let error = #expect(throws: RegistryError.self) {
            try registry.importCSV([Self.file("名单.csv", "id,name\nX-1,甲")], options: options) { _, _ in }
        }
        #expect(error?.description.contains("--table") == true)
        let reports = try registry.importCSV([Self.file("employer-2.csv", "id,name\nE-1,甲")], options: options) {
            _,
            _ in
        }
        #expect(reports.map(\.table) == ["employer"])
    }

    @Test func insertsUpdatesAndLeavesUnchanged() throws {
        let registry = try TestRegistry.reference()
        let first = try registry.importing(
            "registration",
            "valid_until,id,category",
            "2026-03-15,R-1,煤矿安全",
            "2026-03-16,R-2,",
            at: 0
        )
        #expect((first.rows, first.inserted, first.updated, first.unchanged, first.written) == (2, 2, 0, 0, true))
        #expect((first.encoding, first.separator, first.table) == ("UTF-8", UInt8(ascii: ","), "registration"))

        let second = try registry.importing(
            "registration",
            "id\tvalid_until",
            "R-1\t2031-03-15",
            "R-2\t2026-03-16",
            "R-3\t",
            at: 86_400
        )
        #expect((second.inserted, second.updated, second.unchanged) == (1, 1, 1))
        #expect(
            try registry.strings(
                "SELECT id || ' ' || ifnull(valid_until, '-') || ' ' || ifnull(category, '-') "
                    + "|| ' ' || state || ' ' || updated_at FROM registration ORDER BY id"
            ) == [
                "R-1 2031-03-15 煤矿安全 active 1970-01-02T00:00:00Z", "R-2 2026-03-16 - active 1970-01-01T00:00:00Z",
                "R-3 - - active 1970-01-02T00:00:00Z",
            ]
        )
    }

    @Test func dryRunReportsTheSameAndWritesNothing() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing("person", "id,name", "P-1,李伟", writes: false)
        #expect((report.inserted, report.written) == (1, false))
        #expect(try registry.strings("SELECT id FROM person").isEmpty)
    }

    @Test func everyBadRowIsListedAndNothingIsWritten() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id", "P-1")
        let report = try registry.importing(
            "registration",
            "id,person_id,valid_until,term_years,state",
            "R-1,P-1,2026-02-29,5,active",
            "R-2,P-1,2026-02-28,五,active",
            "R-3,P-9,2026-02-28,5,active",
            "R-4,P-1,2026-02-28,5,暂停",
            "R-5,P-1,2026-02-28,5,",
            "R-5,P-1,2026-02-28,5,active",
            "R-6,P-1,2026-02-28,5",
            ",P-1,2026-02-28,5,active",
            "R-7,P-1,26/02/28,5,active",
            "R-8,P-1,2026-02-28,0,active",
            "R-9,P-1,2026-02-28,5,\"active",
        )
        #expect(
            rejected(report) == [
                "2 valid_until: is a day that does not exist; look it up",
                "3 term_years: is not a whole number from 1 to 100",
                "4 person_id: names no row of person; import that table first",
                "5 state: is none of active, renewed, cancelled, revoked", "7 id: occurs on line 6 already",
                "8 -: has 4 fields, the header has 5", "9 id: is empty",
                "10 valid_until: has a year of two digits, so that nobody can tell year, month and day apart; "
                    + "write it as 2027-03-05",
                "11 term_years: is not a whole number from 1 to 100", "12 -: has a quote that is never closed",
            ]
        )
        #expect((report.rows, report.inserted, report.written) == (11, 1, false))
        #expect(try registry.strings("SELECT id FROM registration").isEmpty)
    }

    @Test func skippingBadRowsWritesTheGoodOnes() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing(
            "person",
            "id,email",
            "P-1,li.wei@example.test",
            "P-2,\"a@example.test\nBcc: b@example.test\"",
            "P-3,王芳@example.test",
            "P-4,",
            skipsBad: true
        )
        #expect(report.written)
        #expect(report.rejected.map(\.line) == [3, 5])
        #expect(report.rejected.allSatisfy { $0.column == "email" })
        #expect(report.rejected.first?.reason.english == "\(EmailAddress.Problem.hasLineBreakOrControl)")
        #expect(try registry.strings("SELECT id FROM person ORDER BY id") == ["P-1", "P-4"])
    }

    @Test func rowMayReferToALaterRow() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing("registration", "id,successor_id", "R-1,R-2", "R-2,")
        #expect(report.written)
        let dangling = try registry.importing(
            "registration",
            "id,successor_id,state",
            "R-3,R-4,renewed",
            "R-4,,unknown",
            skipsBad: true
        )
        #expect(!dangling.written)
        #expect(dangling.rejected.map(\.line) == [2, 3])
        #expect(try registry.strings("SELECT id FROM registration ORDER BY id") == ["R-1", "R-2"])
    }

    @Test func newRowNeedsTheRequiredColumns() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing("application", "id,state", "A-1,submitted")
        #expect(rejected(report) == ["2 procedure: is missing; a new row needs it"])
        try registry.importing("application", "id,state,procedure", "A-1,submitted,renewal")
        #expect(try registry.importing("application", "id,state", "A-1,approved").updated == 1)
        #expect(try registry.importing("application", "id", "A-1").unchanged == 1)
    }

    @Test func updatedAtInTheFileIsIgnored() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("registration", "id,updated_at", "R-1,2020-01-01T00:00:00Z", at: 60)
        #expect(try registry.strings("SELECT updated_at FROM registration") == ["1970-01-01T00:01:00Z"])
        let report = try registry.importing("registration", "id,updated_at", "R-2,2020-01-01T24:00:00Z", "R-3,昨天")
        #expect(report.rejected.map(\.column) == ["updated_at", "updated_at"])
    }

    @Test(
        arguments: [
            ("id,emial", "did you mean 'email'?"), ("id,手机", "use one of"), ("name", "\"id\" is missing"),
            ("id,name,id", "twice"), ("\"id,name", "never closed"),
        ]
    )
    func anUnusableHeaderSaysWhy(header: String, hint: String) throws {
        let registry = try TestRegistry.reference()
        let error = #expect(throws: RegistryError.self) { try registry.importing("person", header, "P-1,x") }
        #expect("\(try #require(error))".hasPrefix("person.csv:1: "))
        #expect("\(try #require(error))".contains(hint))
        #expect(error?.exitCode == 65)
    }

    @Test func daysAreReadAsPeopleWriteThem() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("registration", "id;valid_until", "R-1;2026/3/5", "R-2;2026年3月5日", "R-3;20260305")
        #expect(try registry.strings("SELECT DISTINCT valid_until FROM registration") == ["2026-03-05"])
    }

    @Test func whatSpreadsheetsLeaveBehindIsRefusedAsWhatItIs() throws {
        let registry = try TestRegistry.reference()
        let report = try registry.importing(
            "person",
            "id,name,email,phone",
            "1.10101E+17,张三,a@example.test,13800000000",
            "\"=\"\"00123\"\"\",李四,b@example.test,1.38E+10",
            "P-3,#N/A,c@example.test,",
            "P-4,张\u{FFFD},d@example.test,",
            "P-5,########,e@example.test,",
            "P-6,NULL,f@example.test,",
            "\"=\"\"00124\"\"\",王五,g@example.test,\"=\"\"010\"\"\"",
            skipsBad: true
        )
        #expect(report.rejected.map(\.column) == ["id", "phone", "name", "name", "name", "name"])
        #expect(try registry.strings("SELECT id || ' ' || phone FROM person") == ["00124 010"])
    }

    /// Numbers of rows as ids: a new row on top makes everybody somebody else.
    @Test func idsThatComeWithOtherPeopleStopTheImport() throws {
        let registry = try TestRegistry.reference()
        try registry.importing("person", "id,name,email", "1,张三,zhang@example.test", "2,李四,li@example.test")
        let rows = ["1,新人,xin@example.test", "2,张三,zhang@example.test", "3,李四,li@example.test"]
        let report = try registry.importing("person", "id,name,email", rows[0], rows[1], rows[2], skipsBad: true)
        #expect((report.otherPeople, report.written) == (2, false))
        #expect(try registry.strings("SELECT name FROM person ORDER BY id") == ["张三", "李四"])
        // One of both may change.
        let rowsOfOneChange = ("1,张三丰,zhang@example.test", "2,李四,l@example.test")
        let change = try registry.importing("person", "id,name,email", rowsOfOneChange.0, rowsOfOneChange.1)
        #expect((change.updated, change.written) == (2, true))
    }

    /// A second round of documents to supply is told from the day of its own state.
    @Test func aNewStateHoldsFromTheDayOfTheImport() throws {
        let registry = try TestRegistry.reference()
        func importing(_ lines: String..., day: Int64) throws -> String {
            let bytes = Array(lines.joined(separator: "\n").utf8)
            let file = ImportFile(name: "application.csv", bytes: bytes)
            let now = UnixTime(seconds: day * 86_400)
            let options = ImportOptions(writes: true, skipsBad: false, updatedAt: now, day: now.day(utcOffset: .zero))
            let report = try ReferenceRegistry(path: registry.path).importCSV([file], options: options) { _, _ in }[0]
            let since = try registry.strings("SELECT ifnull(state_on, '-') FROM application")
            return since.joined() + (report.unchanged > 0 ? " unchanged" : "")
        }
        let (plain, dated) = ("id,procedure,state", "id,procedure,state,state_on")
        #expect(try importing(plain, "A-1,renewal,submitted", day: 0) == "-", "nobody knows since when")
        #expect(try importing(plain, "A-1,renewal,initial_review", day: 3) == "1970-01-04")
        #expect(try importing(plain, "A-1,renewal,initial_review", day: 4) == "1970-01-04 unchanged")
        #expect(try importing(dated, "A-1,renewal,initial_review,", day: 5) == "1970-01-04 unchanged")
        #expect(try importing(dated, "A-1,renewal,supplement_required,", day: 6) == "1970-01-07")
        #expect(try importing(dated, "A-1,renewal,submitted,1970-01-08", day: 9) == "1970-01-08")
        #expect(try importing("id,reason", "A-1,缺合同", day: 10) == "1970-01-08")
    }

    @Test func theTableIsTakenFromTheFileName() throws {
        let file = try TestRegistry.reference()
        let registry = try ReferenceRegistry(path: file.path)
        let options = ImportOptions(writes: true, skipsBad: false, updatedAt: UnixTime(seconds: 0), day: .first)
        #expect(throws: RegistryError.unknownTable(name: "人员", known: ReferenceRegistry.tables)) {
            try registry.importCSV([ImportFile(name: "数据/人员.csv", bytes: Array("编号".utf8))], options: options) { _, _ in
            }
        }
    }

    @Test func filesShareOneTransactionAndMayReferToEachOther() throws {
        let file = try TestRegistry.reference()
        let registry = try ReferenceRegistry(path: file.path)
        let people = ImportFile(name: "person.csv", bytes: Array("id,name\nP-1,王芳\n".utf8))
        func registrations(_ rows: String) -> ImportFile {
            ImportFile(name: "registration.csv", bytes: Array("id,person_id,valid_until\n\(rows)".utf8))
        }
        func run(_ rows: String, writes: Bool) throws -> [ImportReport] {
            let options = ImportOptions(writes: writes, skipsBad: false, updatedAt: UnixTime(seconds: 0), day: .first)
            return try registry.importCSV([people, registrations(rows)], options: options) { _, _ in }
        }
        let dry = try run("R-1,P-1,2026-03-15\n", writes: false)
        #expect(dry.map(\.rejected.count) == [0, 0])
        let bad = try run("R-1,P-1,2026-03-15\nR-2,P-2,2026-03-15\n", writes: true)
        #expect(bad.map(\.written) == [false, false])
        #expect(try file.strings("SELECT id FROM person") == [])
        #expect(try run("R-1,P-1,2026-03-15\n", writes: true).map(\.written) == [true, true])
        #expect(try file.strings("SELECT id FROM person") == ["P-1"])
    }

    @Test func progressEndsWithTheWholeFile() throws {
        let file = try TestRegistry.reference()
        let bytes = Array(("id\n" + (0..<1200).map { "E-\($0)\n" }.joined()).utf8)
        var steps: [Int] = []
        _ = try ReferenceRegistry(path: file.path).importCSV(
            [ImportFile(name: "data/employer.csv", bytes: bytes)],
            options: ImportOptions(writes: true, skipsBad: false, updatedAt: UnixTime(seconds: 0), day: .first)
        ) { done, all in
            #expect(all == bytes.count)
            steps.append(done)
        }
        #expect(steps == steps.sorted())
        #expect(steps.count == 3)
        #expect(steps.last == bytes.count)
    }
}
