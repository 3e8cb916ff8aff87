import Foundation
import RenewalTestSupport
import Testing

/// Every bad input of the threat model through the real program, judged by what goes over the wire.
@Suite(.startsPrograms) struct HostileRegistryTests {
    typealias Layout = HostileOffice.Layout

    @Test(arguments: Layout.allCases) func runSucceedsAndASecondPlansNothing(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        #expect(office.run.status == 0, "\(office.run.errors.suffix(2000))")
        #expect(office.second.status == 0)
        #expect(office.second.output.contains("planned: 0 notices, 0 deliveries"))
    }

    /// One recipient per transaction, nothing injected, and exactly the expected recipients.
    @Test(arguments: Layout.allCases) func everyMailHasOneRecipient(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        let transactions = try office.transactions()
        #expect(transactions.allSatisfy { $0.sender == office.office.sender })
        let told = HostileInput.all.filter { office.fate(of: $0) == .told }.map(\.address)
        let good = (1...HostileOffice.goodCount).map { "g\($0)@holder.test" }
        #expect(transactions.map(\.recipient).sorted() == (told + good).sorted())
    }

    @Test(arguments: Layout.allCases) func webhookReceivesEveryReadableRow(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        let heard = HostileInput.all.count { input in
            switch office.fate(of: input) {
            case .told, .unreachable: true
            case .refused, .silent, nil: false
            }
        }
        #expect(office.requests.count == heard + HostileOffice.goodCount)
        let names: Set<String> = [
            "host", "user-agent", "accept", "content-type", "content-length", "webhook-id", "webhook-timestamp",
            "webhook-signature",
        ]
        for request in office.requests {
            #expect(Set(request.headers.map(\.name)).isSubset(of: names))
            #expect(Set(request.headers.map(\.name)).count == request.headers.count)
        }
    }

    /// The office learns which row it is and what is wrong with it.
    @Test(arguments: Layout.allCases, HostileInput.all)
    func skippedRowsAreReportedWithTheirReason(layout: Layout, input: HostileInput) throws {
        let office = try HostileOffice.of(layout)
        let lines = office.check.split(separator: "\n")
        switch office.fate(of: input) {
        case .unreachable(let reason), .refused(let reason):
            let found = lines.filter { $0.hasSuffix(": \(reason)") || $0.contains(": \(reason), but like ") }
            #expect(found.contains { input.values[.id] != nil || $0.contains(input.tag) }, "\(found)")
        // A day in 9999 is only a remark and stops no notice.
        case .told, .silent: #expect(!lines.prefix { $0 != "remarks:" }.contains { $0.contains("\(input.tag):") })
        case nil: #expect(office.keptOut[input.tag] != nil)
        }
    }

    @Test func schemaRejectsOnlyWhatItForbids() throws {
        #expect(try HostileOffice.of(.foreign).keptOut.isEmpty)
        let expected = Set(HostileInput.all.filter(\.isKeptOutBySchema).map(\.tag))
        #expect(try Set(HostileOffice.of(.reference).keptOut.keys) == expected)
    }

    /// Every event is one line with its level, whatever a row contains.
    @Test(arguments: Layout.allCases) func everyLogEventIsOneLine(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        let lines = office.run.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let events = [
            "\"delivery attempt ended\" ", "\"row skipped, it cannot be read\" ", "\"scan done\" ",
            "\"deliveries made\" ", "\"housekeeping done\" ", "stopped",
        ]
        for line in lines {
            let text = line.prefixMatch(of: /time=\S+ level=[a-z]+ msg=/).map { line[$0.range.upperBound...] }
            #expect(events.contains { text?.hasPrefix($0) == true }, "\(line)")
            #expect(line.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) })
        }
        let attempts = lines.count { $0.contains("delivery attempt ended") }
        #expect(attempts == (try office.transactions().count) + office.requests.count)
        #expect(!office.run.errors.contains(HostileInput.identityNumber))
    }

    /// Registrants chose ids and names; the file still has one line per row and no formula.
    @Test(arguments: Layout.allCases) func spreadsheetsHaveNoFormulasOrExtraCells(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        #expect(office.plan.contains("\"'=1+1+cmd"))
        let evidence = try office.office.renewald(
            ["evidence", "export", "--format", "csv", "--config", office.office.configuration]
        )
        let script = """
            import csv, sys, unicodedata
            text = sys.stdin.buffer.read().decode()
            rows = list(csv.reader(text.split("\\n")[:-1], strict=True))
            assert len(rows) == text.count("\\n"), (len(rows), text.count("\\n"))
            for row in rows:
                assert len(row) == int(sys.argv[1]), row
                for cell in row:
                    assert unicodedata.normalize("NFKC", cell.strip())[:1] not in tuple("=+-@"), row
            """
        _ = try ForeignProgram.python(script, arguments: ["16"], input: Array(office.plan.utf8))
        _ = try ForeignProgram.python(script, arguments: ["18"], input: Array(evidence.utf8))
    }
}
