import Foundation
import RenewalDelivery
import RenewalNotices
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalOutbox
@testable import RenewalReports

@Suite struct EvidenceExportTests {
    private let record = EvidenceRecord(
        link: EvidenceLink(
            sequence: 4,
            at: Samples.start,
            entry: EvidenceEntry(
                .answered,
                deliveryID: "3zjv5dahf5",
                attempt: 1,
                state: .sent,
                detail: "delivered end-of-data 250 \(String(repeating: "5f0c", count: 4))\(Samples.identityNumber)"
            ),
            hash: String(repeating: "a9", count: 32)
        ),
        noticeID: "fcfqwwbh33",
        notice: Samples.notice(of: Samples.identityNumber),
        channel: "mail",
        recipient: Samples.identityNumber,
        reply: "2.0.0 ok"
    )

    /// Fields are masked, not the fingerprint beside them.
    @Test func aLinkIsAnObject() {
        #expect(
            record.json.text
                == #"""
                {"sequence":4,"at_ms":1765760400000,"event":"answered","notice_id":null,\#
                "delivery_id":"3zjv5dahf5","attempt":1,"state":"sent",\#
                "detail":"delivered end-of-data 250 5f0c5f0c5f0c5f0c110101199003077715",\#
                "hash":"a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9",\#
                "at":"2025-12-15T01:00:00Z",\#
                "key":"registration/1****************5/2026-03-15/registration.mark_reached/M-3/holder",\#
                "record_type":"registration","record_id":"1****************5",\#
                "kind":"registration.mark_reached","milestone":"M-3","audience":"holder","channel":"mail",\#
                "to":"1****************5","reply":"2.0.0 ok"}
                """#
        )
    }

    @Test func aLinkIsALineOfATable() {
        #expect(
            record.csv.text
                == #"""
                "4","2025-12-15T01:00:00Z","answered","registration","1****************5","2026-03-15",\#
                "registration.mark_reached","M-3","holder","fcfqwwbh33","3zjv5dahf5","mail",\#
                "1****************5","1","sent","delivered end-of-data 250 5f0c5f0c5f0c5f0c110101199003077715",\#
                "2.0.0 ok","a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9"
                """#
        )
        let cells = { (line: ReportLine) in line.text.components(separatedBy: "\",\"").count }
        #expect(cells(record.csv) == cells(EvidenceRecord.csvHead))
    }

    private func lines(of queue: SampleQueue, _ format: ExportFormat, record: String? = nil) async throws -> [String] {
        var lines: [String] = []
        try await EvidenceExport(format: format, record: record, secret: nil).eachLine(of: queue.outbox) {
            lines.append($0.text)
        }
        return lines
    }

    @Test func theChainIsWrittenFromItsBeginning() async throws {
        let queue = try await SampleQueue()
        _ = try await queue.outbox.hold(.all, at: Samples.start)
        #expect(try await lines(of: queue, .json).map { $0.prefix(14) } == [#"{"sequence":1,"#, #"{"sequence":2,"#])
        #expect(try await lines(of: queue, .csv).count == 3)
        #expect(try await lines(of: queue, .csv, record: "R-2") == [EvidenceRecord.csvHead.text])
        #expect(try await lines(of: queue, .json, record: "R-1").count == 2)
    }

    @Test func aChainThatHoldsIsASentence() async throws {
        let queue = try await SampleQueue()
        let report = try await queue.outbox.verifyEvidence(against: nil)
        #expect(report.complaints.isEmpty)
        let head = try #require(report.head)
        #expect(report.sentence.text == "1 entry, nothing changed or missing; head \(head)")
    }

    @Test func complaintsBeyondTheLimitAreCounted() {
        var report = EvidenceReport()
        for number in 1...EvidenceReport.problemLimit + 3 { report.add(Phrase(verbatim: "entry \(number) is missing")) }
        #expect(report.complaints.count == EvidenceReport.problemLimit + 1)
        #expect(report.complaints.last?.text == "and 3 more")
    }
}
