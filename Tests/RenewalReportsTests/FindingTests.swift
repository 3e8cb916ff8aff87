import RenewalConfig
import RenewalDelivery
import RenewalOffice
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

/// What a clue leads to in the registry and the queue.
@Suite struct FindingTests {
    private let queue: SampleQueue
    private let number = Samples.notice().key.noticeID

    init() async throws {
        queue = try await SampleQueue()
        try ReferenceRegistry.create(at: queue.settings.registry.path)
    }

    /// Enters the holder of `R-1` under a name, with rows of other tables before it if needed.
    private func enter(_ name: String, validUntil: String = "2026-03-15", category: String = "") throws {
        let files = [
            ("person.csv", "id,name,email\nP-1,\(name),new@example.test"),
            (
                "registration.csv",
                "id,registration_no,person_id,valid_until,category\nR-1,11018020211234,P-1,\(validUntil),\(category)"
            ),
        ]
        _ = try ReferenceRegistry(path: queue.settings.registry.path).importCSV(
            files.map { ImportFile(name: $0.0, bytes: Array($0.1.utf8)) },
            options: ImportOptions(writes: true, skipsBad: false, updatedAt: Samples.start, day: .first)
        ) { _, _ in }
    }

    private func finding(_ clue: String) async throws -> Finding {
        try await Finding(
            of: try #require(Clue(clue)),
            settings: queue.settings,
            registry: queue.settings.openRegistry(),
            outbox: queue.outbox
        )
    }

    @Test func anAddressThatWasCorrectedLeadsToWhatWentThere() async throws {
        try enter("李伟")
        let found = try await finding("LI.WEI@example.test")
        #expect(found.records.isEmpty && found.notices.isEmpty)
        #expect(found.deliveries.map(\.noticeID) == [number] && found.counts.deliveries == 1)
        let lines = found.lines(in: .text, language: .chinese).texts
        #expect(lines.first == "发往该地址的其他通知：" && lines.last?.hasSuffix("通知编号：\(number)") == true)
    }

    @Test func aPersonLeadsToRecordsAndNotices() async throws {
        try enter("李伟")
        let found = try await finding("李伟")
        #expect(found.people.map(\.id) == ["P-1"] && found.records.map(\.record.id) == ["R-1"])
        #expect(found.notices.map(\.id) == [number] && found.deliveries.isEmpty)
        #expect(
            found.lines(in: .text, language: .english).texts == [
                "people:", "  P-1  李伟", "", "records:",
                "  R-1  registration · 李伟 · registration number ending 1234 · valid until 15 March 2026", "",
                "notices:",
                "  R-1  15 December 2025  please file for renewal of registration now (warning)  to the holder  "
                    + "mail li.wei@example.test  waiting to be sent  15 December 2025 09:00  Notice: \(number)",
            ]
        )
    }

    @Test func aCategoryIsNamedInTheLanguageOfTheClerk() async throws {
        try enter("李伟", category: "化工安全")
        let found = try await finding("李伟")
        let record = { language in found.lines(in: .text, language: language).texts.first { $0.hasPrefix("  R-1") } }
        #expect(record(.english)?.contains(" · 李伟 · chemical safety · ") == true)
        #expect(record(.chinese)?.contains(" · 李伟 · 化工安全 · ") == true)
    }

    /// The record of a notice may have gone from the registry; the notice is found all the same.
    @Test func aNumberLeadsToItsNoticeWithoutTheRecord() async throws {
        let found = try await finding(number)
        #expect(found.records.isEmpty && found.notices.map(\.id) == [number] && !found.isEmpty)
    }

    @Test func aProgramReadsCodesWhateverTheLanguage() async throws {
        try enter("李伟")
        let found = try await finding("1234")
        let lines = found.lines(in: .json, language: .english).texts
        #expect(lines == found.lines(in: .json, language: .chinese).texts && lines.count == 4)
        let own = #""records":[{"type":"registration","id":"R-1"}]}"#
        #expect(lines[0] == #"{"found":"person","id":"P-1","name":"李伟","# + own)
        #expect(lines[1].contains(#""number_masked":"…1234""#) && lines[1].contains(#""valid_until":"2026-03-15""#))
        #expect(lines[2].contains(#""kind":"registration.mark_reached","milestone":"M-3","audience":"holder""#))
        #expect(lines[3] == #"{"found":"total","records":1,"notices":1,"deliveries":0}"#)
    }

    @Test func nothingIsFound() async throws {
        #expect(try await finding("赵敏").isEmpty)
        #expect(try await finding("nobody@example.test").isEmpty)
    }
}
