import Foundation
import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalReports

@Suite struct PlanTableTests {
    private func table(_ format: TableFormat) -> PlanTable {
        PlanTable(format: format, day: Samples.today, policy: RenewalPolicy(), secret: nil)
    }

    @Test func aRowSaysThroughWhatANoticeGoes() {
        let rows = PlanRow.rows(of: Samples.plan(), on: Samples.today, policy: RenewalPolicy())
        #expect(rows.map(\.daysLeft) == [90, 90, 90])
        #expect(
            rows.map(\.text.text) == [
                "2025-12-15 90    warning   registration.mark_reached             M-3   holder         R-1           "
                    + "mail:li.wei@example.test desk",
                "2025-12-15 90    warning   registration.mark_reached             M-3   employer       R-1           "
                    + "digest of employer E-1",
                "2025-12-15 90    warning   registration.mark_reached             M-3   administrator  R-1           –",
            ]
        )
    }

    @Test func aRowIsAnObject() {
        let rows = PlanRow.rows(of: Samples.plan(), on: Samples.today, policy: RenewalPolicy())
        #expect(
            rows[0].json(secret: nil).text
                == #"""
                {"key":"registration/R-1/2026-03-15/registration.mark_reached/M-3/holder",\#
                "kind":"registration.mark_reached","milestone":"M-3","due_on":"2025-12-15",\#
                "severity":"warning","audience":"holder","record":{"type":"registration","id":"R-1"},\#
                "valid_until":"2026-03-15","days_left":90,"phase":"standard","procedure":"renewal",\#
                "continuity_risk":"none","window":{"opens":"2025-03-15","mark":"2025-12-15",\#
                "expires":"2026-03-15"},"deliveries":[{"channel":"mail","to":"li.wei@example.test",\#
                "delivery_id":null},{"channel":"desk","to":"desk","delivery_id":null}],"digest":null,\#
                "rules":["R19","A1"],"muted":[]}
                """#
        )
        #expect(rows[1].json(secret: nil).text.contains(#""deliveries":[],"digest":{"type":"employer","id":"E-1"}"#))
    }

    @Test func onlyAStateFileGivesDeliveriesIDs() async throws {
        let rows = PlanRow.rows(of: Samples.plan(), on: Samples.today, policy: RenewalPolicy())
        let queue = try await SampleQueue()
        let id = try #require(try await queue.outbox.deliveries(DeliveryFilter()).first).id
        #expect(rows[0].json(secret: queue.outbox.secret).text.contains(#""delivery_id":"\#(id)""#))
    }

    @Test func aDeliveryIsALineOfCSV() {
        let rows = PlanRow.rows(of: Samples.plan(), on: Samples.today, policy: RenewalPolicy())
        let lines = rows.map(\.csv.texts)
        #expect(lines.map(\.count) == [2, 1, 1])
        #expect(lines[0][1].hasSuffix(#""desk","desk","0""#))
        #expect(lines[2][0].hasSuffix(##"","","0""##))
        let cells = { (line: String) in line.components(separatedBy: ",").count }
        #expect(lines.joined().allSatisfy { cells($0) == cells(PlanRow.csvHead.text) })
    }

    @Test func aTextHasAHeadAboveTheFirstRecordAndTotals() {
        var table = table(.text)
        #expect(table.head.isEmpty)
        #expect(table.add(Samples.plan()).count == 4)
        #expect(table.add(Samples.plan()).count == 3)
        #expect(
            table.end(examined: 9, quarantined: 1).texts == [
                "2025-12-15: 9 records in reach, 2 with something due, 6 notices, 4 deliveries; 2 notices go into "
                    + "digests; 2 notices have no route or no usable address",
                "1 rows cannot be read (see registry check)",
            ]
        )
    }

    @Test func programsGetNoTotals() {
        var json = table(.json)
        #expect(json.head.isEmpty && json.add(Samples.plan()).count == 3)
        var csv = table(.csv)
        #expect(csv.head == [PlanRow.csvHead] && csv.add(Samples.plan()).count == 4)
        #expect(json.end(examined: 1, quarantined: 1).isEmpty && csv.end(examined: 1, quarantined: 1).isEmpty)
    }
}
