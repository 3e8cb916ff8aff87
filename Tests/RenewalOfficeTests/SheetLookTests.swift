import Foundation
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

    private func look() throws -> SheetLook { try registry.look(at: file, source: "登记表") }

    @Test func aSheetIsTakenWhenItHasStoodStillBetweenTwoLooks() throws {
        #expect(try look() == .missing)
        try write("姓名")
        #expect(try look() == .changing)
        #expect(try look() == .new(Array("姓名".utf8)))
        try registry.remember(taken: Array("姓名".utf8), from: "登记表", refusal: nil, at: UnixTime(seconds: 0))
        #expect(try look() == .taken)
        try write("姓名,手机")
        #expect(try look() == .changing)
        #expect(try look() == .new(Array("姓名,手机".utf8)))
    }

    /// Saved again without a change.
    @Test func theSameContentIsNotTakenTwice() throws {
        try write("姓名")
        _ = try look()
        _ = try look()
        try registry.remember(taken: Array("姓名".utf8), from: "登记表", refusal: nil, at: UnixTime(seconds: 0))
        let later = Date(timeIntervalSince1970: 2_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: file)
        #expect(try look() == .changing)
        #expect(try look() == .taken)
    }

    @Test(arguments: ["~$登记表.csv", "~$表.csv", ".~登记表.csv", ".~lock.登记表.csv#"])
    func whileSomebodyHasItOpenItWaits(lock: String) throws {
        try write("姓名")
        try write("", lock)
        #expect(try look() == .open(lock: lock))
        try FileManager.default.removeItem(atPath: directory.path(lock))
        _ = try look()
        #expect(try look() == .new(Array("姓名".utf8)))
    }

    @Test func aRefusalIsKeptForTheAdministrator() throws {
        try write("姓名")
        _ = try look()
        _ = try look()
        try registry.remember(taken: Array("姓名".utf8), from: "登记表", refusal: "没有表头", at: UnixTime(seconds: 0))
        #expect(try look() == .taken)
        #expect(
            try test.strings("SELECT source || ' ' || outcome || ' ' || summary FROM import_run") == [
                "登记表 refused 没有表头"
            ]
        )
    }
}
