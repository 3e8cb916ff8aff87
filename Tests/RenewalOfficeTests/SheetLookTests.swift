import Foundation
import GRDB
import Glibc
import RegistryFixtures
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalOffice

@Suite struct SheetLookTests {
    private let directory: TemporaryDirectory
    private let registry: ReferenceRegistry
    private let test: TestRegistry
    private var file: String { directory.path("登记表.csv") }

    init() throws {
        directory = try TemporaryDirectory()
        test = try TestRegistry.reference()
        registry = try ReferenceRegistry(path: test.path)
    }

    private func write(_ text: String, _ name: String = "登记表.csv") throws {
        try Data(text.utf8).write(to: directory.url.appending(path: name))
    }

    private static let day: Int64 = 86_400

    private func look(settings: String = "", after seconds: Int64 = 0) throws -> SheetLook {
        try registry.look(at: file, source: "登记表", settings: Array(settings.utf8), now: now(after: seconds))
    }

    private func now(after seconds: Int64) throws -> UnixTime {
        try #require(UnixTime(rfc3339: "2026-11-30T01:00:00Z")) + .seconds(seconds)
    }

    /// The content that may be taken in, as text.
    private func news(settings: String = "") throws -> String? {
        guard case .new(let content) = try look(settings: settings) else { return nil }
        return String(decoding: content.bytes, as: UTF8.self)
    }

    private func take(refusal: String? = nil, settings: String = "", after seconds: Int64 = 0) throws {
        guard case .new(let content) = try look(settings: settings) else {
            Issue.record("nothing is new")
            return
        }
        try registry.remember(taken: content, from: "登记表", refusal: refusal, at: now(after: seconds))
    }

    private func troubled(after seconds: Int64) throws {
        guard case .trouble(let trouble) = try look(after: seconds) else {
            Issue.record("nothing is the matter")
            return
        }
        let summary = trouble.phrase.english
        try registry.remember(trouble, of: "登记表", summary: summary, at: now(after: seconds))
    }

    private func runs() throws -> [String] {
        try test.strings("SELECT source || ' ' || at || ' ' || outcome || ' ' || summary FROM import_run")
    }

    @Test func aSheetIsTakenWhenItHasStoodStillBetweenTwoLooks() throws {
        #expect(try look() == .trouble(.missing))
        try write("姓名")
        #expect(try look() == .changing)
        #expect(try news() == "姓名")
        try take()
        #expect(try look() == .taken)
        try write("姓名,手机")
        #expect(try look() == .changing)
        #expect(try news() == "姓名,手机")
    }

    /// Saved again without a change.
    @Test func theSameContentIsNotTakenTwice() throws {
        try write("姓名")
        _ = try look()
        try take()
        let later = Date(timeIntervalSince1970: 2_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: file)
        #expect(try look() == .changing)
        #expect(try look() == .taken)
    }

    @Test func otherSettingsAreAReasonToLookAgain() throws {
        try write("姓名")
        _ = try look()
        try take(refusal: "有不能导入的行", settings: "skip_bad false")
        #expect(try look(settings: "skip_bad false") == .taken)
        #expect(try news(settings: "skip_bad true") == "姓名")
    }

    @Test func nothingIsWrittenWhereNothingHasChanged() throws {
        try write("姓名")
        _ = try look()
        try take()
        let watcher = try DatabaseQueue(path: test.path)
        let before = try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
        #expect(try look() == .taken)
        #expect(try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version") } == before)
    }

    @Test(arguments: ["~$登记表.csv", "~$表.csv", ".~登记表.csv", ".~lock.登记表.csv#"])
    func whileSomebodyHasItOpenItWaits(lock: String) throws {
        try write("姓名")
        try write("", lock)
        let opened = Date(timeIntervalSince1970: Double(try now(after: -100).seconds))
        try FileManager.default.setAttributes([.modificationDate: opened], ofItemAtPath: directory.path(lock))
        #expect(try look() == .open(lock: lock))
        #expect(try look(after: Self.day) == .trouble(.open(lock: lock)), "left behind by a crash, perhaps")
        try FileManager.default.removeItem(atPath: directory.path(lock))
        _ = try look()
        #expect(try news() == "姓名")
    }

    @Test func aSheetThatNobodyCouldReadIsLeftAlone() throws {
        try write("姓名")
        #expect(truncate(file, off_t(SheetTrouble.largest)) == 0)
        #expect(try look() == .changing)
        #expect(truncate(file, off_t(SheetTrouble.largest + 1)) == 0)
        #expect(try look() == .trouble(.tooLarge))
    }

    @Test func aRefusalIsKeptForTheAdministrator() throws {
        try write("姓名")
        _ = try look()
        try take(refusal: "没有表头")
        #expect(try look() == .taken)
        #expect(try runs() == ["登记表 2026-11-30T01:00:00Z refused 没有表头"])
    }

    @Test func aTroubleIsToldOnceAndUntilItIsOver() throws {
        try write("姓名")
        _ = try look()
        try take(refusal: "没有表头")
        try FileManager.default.removeItem(atPath: file)
        for seconds in stride(from: 300, to: 2 * Self.day, by: 3600) { try troubled(after: seconds) }
        let refusal = "登记表 2026-11-30T01:00:00Z refused 没有表头"
        #expect(try runs() == [refusal, "登记表 2026-11-30T01:05:00Z refused is not there or cannot be read"])
        try write("姓名")
        #expect(try look() == .changing)
        #expect(try runs() == [refusal], "the sheet is as it was refused")
        #expect(try look() == .taken)
    }

    @Test func aTroubleThatIsOverIsNotToldWhileSomebodyHasTheSheetOpen() throws {
        try troubled(after: 0)
        try write("姓名")
        try write("", "~$登记表.csv")
        let lock = directory.path("~$登记表.csv")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_796_000_400)],
            ofItemAtPath: lock
        )
        #expect(try look(after: 300) == .open(lock: "~$登记表.csv"))
        #expect(try runs() == [])
    }

    /// Some file systems keep such years.
    @Test func aYearFarAwayIsAYear() throws {
        try write("姓名")
        var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 10_413_792_000, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, file, &times, 0) == 0)
        #expect(try look() == .changing)
        #expect(try news() == "姓名")
    }

    @Test func whatNobodyCollectsAnyMoreIsNotTold() throws {
        try write("姓名")
        _ = try look()
        try take(refusal: "没有表头")
        let refusal = try runs()
        try registry.forgetRefusals(except: ["登记表", "别的"])
        #expect(try runs() == refusal)
        try registry.forgetRefusals(except: ["别的"])
        #expect(try runs() == [])
        #expect(try look() == .changing)
        guard case .new = try look() else {
            Issue.record("what was refused is never told again")
            return
        }
    }

    @Test func aHundredImportsOfASheetAreRemembered() throws {
        let old = (1...150).map { "('登记表', '2026-11-01T01:00:00Z', 'unchanged', '\($0)')" }.joined(separator: ", ")
        try test.execute("INSERT INTO import_run (source, at, outcome, summary) VALUES \(old)")
        try test.execute(
            """
            INSERT INTO import_run (source, at, outcome, summary)
            SELECT '别的', at, outcome, summary FROM import_run
            """
        )
        try write("姓名")
        _ = try look()
        try take(refusal: "没有表头")
        #expect(try test.strings("SELECT count(*) FROM import_run WHERE source = '登记表'") == ["100"])
        #expect(try test.strings("SELECT count(*) FROM import_run WHERE source = '别的'") == ["150"])
        #expect(try runs().contains("登记表 2026-11-30T01:00:00Z refused 没有表头"))
    }
}
