import GRDB
import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalRegistry

@Suite struct DateFormatTests {
    private static let march = "2027-03-05"

    private func read(_ value: any DatabaseValueConvertible, as format: DateFormat) -> String? {
        format.day(of: value.databaseValue, utcOffset: shanghai)?.description
    }

    @Test func eachFormatReadsItsOwn() {
        #expect(read("2027-03-05", as: .iso) == Self.march && read("2027/3/5", as: .iso) == nil)
        #expect(read("2027/3/5", as: .slashes) == Self.march && read("2027-03-05", as: .slashes) == nil)
        #expect(read("２０２７／３／５\u{A0}", as: .slashes) == Self.march)
        #expect(read("20270305", as: .digits) == Self.march && read(20_270_305, as: .digits) == Self.march)
        #expect(read("2027/3/5", as: .digits) == nil && read(46_451, as: .digits) == nil)
        #expect(read("2027年3月5日", as: .chinese) == Self.march && read("2027-3-5", as: .chinese) == nil)
        #expect(read(46_451, as: .excel) == Self.march && read(46_451.75, as: .excel) == Self.march)
        #expect(read("46451", as: .excel) == Self.march && read("2027-03-05", as: .excel) == nil)
    }

    @Test(arguments: ["2027-03-05", "2027/3/5", "2027年3月5日", "20270305", "46451", " ２０２７.３.５ "])
    func autoReadsThemAll(_ text: String) { #expect(read(text, as: .auto) == Self.march) }

    /// Midnight in Shanghai is an afternoon in UTC.
    @Test func anInstantIsADayOfTheOffice() {
        #expect(read(1_804_176_000, as: .epochSeconds) == Self.march)
        #expect(read(1_804_175_999, as: .epochSeconds) == "2027-03-04")
        #expect(read(1_804_176_000_000, as: .epochMilliseconds) == Self.march)
        #expect(
            read("1804176000", as: .epochSeconds) == Self.march
                && read(1_804_176_000.9, as: .epochSeconds) == Self.march
        )
        #expect(read(-86_400, as: .epochSeconds) == "1969-12-31")
        #expect(read(Int64.max, as: .epochSeconds) == nil && read(Double.infinity, as: .epochSeconds) == nil)
        #expect(read(Double.nan, as: .epochMilliseconds) == nil && read(Int64.min, as: .epochMilliseconds) == nil)
    }

    @Test func aSettingIsNamedThatWouldHelp() {
        #expect(DateFormat.reading("2027/3/5".databaseValue) == .auto)
        #expect(DateFormat.reading(46_451.databaseValue) == .auto)
        #expect(DateFormat.reading(1_804_176_000.databaseValue) == .epochSeconds)
        #expect(DateFormat.reading(1_804_176_000_000.databaseValue) == .epochMilliseconds)
        #expect(DateFormat.reading("长期".databaseValue) == nil && DateFormat.reading("3/5/27".databaseValue) == nil)
    }

    @Test(arguments: [
        ("2027/3/5", "9999/9/9"), ("2027/12/31", "9999/9/9"), ("2027年3月5日", "9999年9月9日"),
        ("张三13800138000", "字字99999999999"),
        ("Mar 5, 2027", "aaa 9, 9999"), ("２０２７", "9999"), ("\u{202E}x", "a"), ("", ""), ("7", "9"), ("777", "999"),
    ])
    func aShapeGivesNothingAway(_ text: String, _ shape: String) { #expect(ValueShape(text).description == shape) }

    @Test func aShapeIsShort() {
        #expect(ValueShape(String(repeating: "张", count: 10_000)).description.count < 40)
    }

    private static let columns = "nr TEXT, ends, state TEXT, term TEXT"
    private static let select = "SELECT nr AS id, ends AS valid_until, state, term AS term_years FROM zc"

    private func check(_ format: DateFormat, _ rows: String) async throws -> [String] {
        let file = try TestRegistry.foreign("CREATE TABLE zc(\(Self.columns))", "INSERT INTO zc VALUES \(rows)")
        var mapping = RegistryMapping(registrations: Self.select)
        mapping.dateFormat = format
        let check = try await Registry(path: file.path, mapping: mapping)
            .check(policy: RenewalPolicy(), on: day("2026-11-30"))
        return check.tally.groups.filter { $0.consequence == .unreadable }
            .map { "\($0.column ?? "-") \($0.ids.joined(separator: " ")): \($0.reason.english)" }
    }

    @Test func theCheckSaysHowAValueIsWrittenAndWhatWouldHelp() async throws {
        let found = try await check(
            .iso,
            """
            ('A1', '2027/3/5', 'active', NULL), ('A2', '2027/12/31', 'active', NULL), ('A3', 1804176000, 'active', NULL),
            ('A4', '张三', 'active', NULL)
            """
        )
        #expect(
            Set(found) == [
                "valid_until A2 A1: is not a day YYYY-MM-DD that exists, but like 9999/9/9 (date_format: auto)",
                "valid_until A3: is not text YYYY-MM-DD, but like 9999999999 (date_format: epoch_seconds)",
                "valid_until A4: is not a day YYYY-MM-DD that exists, but like 字字",
            ]
        )
        #expect(try await check(.auto, "('A1', '2027/3/5', 'active', NULL)") == [])
        #expect(try await check(.slashes, "('A1', '2027年3月5日', 'active', NULL)").count == 1)
    }

    @Test func aWordThatTheMappingDoesNotTranslateNamesTheCase() async throws {
        #expect(
            try await check(.auto, "('A1', '2027-03-05', '在册', NULL)") == [
                "state A1: is none of active, renewed, cancelled, revoked; translate it by a CASE in the SELECT of "
                    + "registry.mapping"
            ]
        )
    }

    @Test func blanksAndFullWidthMakeNoDifference() async throws {
        #expect(
            try await check(.iso, "('A1', '２０２７-０３-０５ ', ' active', '５'), ('A2', '2027-03-05', 'ａｃｔｉｖｅ', ' 5')") == []
        )
    }

    @Test func daysAreReadAlikeByAScanAndALookUp() async throws {
        let file = try TestRegistry.foreign(
            "CREATE TABLE zc(\(Self.columns))",
            "INSERT INTO zc VALUES ('A1', '2027/3/5', 'active', NULL), ('A2', '2040/3/5', 'active', NULL)"
        )
        var mapping = RegistryMapping(registrations: Self.select)
        mapping.dateFormat = .auto
        let registry = try Registry(path: file.path, mapping: mapping)
        let found = try await registry.scan(day("2027-01-01")...day("2027-12-31"), limit: 10)
        #expect(found.records.map { $0.registration.validUntil?.description } == ["2027-03-05"])
        #expect(try await registry.record(registration: "A1")?.registration.validUntil == day("2027-03-05"))
        #expect(try await registry.counts(overdueBefore: day("2027-03-06")) == 1)
    }
}
