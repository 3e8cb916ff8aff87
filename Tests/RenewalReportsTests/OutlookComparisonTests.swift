import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalReports

/// `renewald diff-config` counts people, not lines.
@Suite struct OutlookComparisonTests {
    private static let days = Samples.today...Samples.today.adding(days: 399)

    private func hearer(_ name: String) -> Outlook.Hearer {
        Outlook.Hearer(audience: .holder, name: name, address: "\(name)@example.test")
    }

    private func hearing(_ offset: Int, through channel: String? = "mail") -> Outlook.Hearing {
        Outlook.Hearing(
            day: Samples.today.adding(days: offset),
            kind: .markReached,
            milestone: .monthsBefore(3),
            severity: .warning,
            record: RecordID(type: .registration, id: "R-1"),
            channel: channel
        )
    }

    @Test func whoWouldHearLessComesFirst() {
        let old = Outlook(hearings: [
            hearer("a"): [hearing(1)], hearer("b"): [hearing(1), hearing(2)], hearer("c"): [hearing(1)],
            hearer("d"): [hearing(1)], hearer("e"): [hearing(1)],
        ])
        let new = Outlook(
            hearings: [
                hearer("b"): [hearing(1)], hearer("c"): [hearing(1), hearing(2)],
                hearer("d"): [hearing(1, through: "new-mail")], hearer("e"): [hearing(1)], hearer("f"): [hearing(3)],
            ],
            unheard: 1
        )
        let comparison = OutlookComparison(from: old, to: new, over: Self.days)
        #expect(comparison.entries.compactMap(\.hearer.name) == ["a", "b", "d", "c", "f"])
        #expect(comparison.entries.map(\.change) == [.silenced, .less, .otherwise, .more, .added])
        let lines = comparison.lines(in: .text).texts
        #expect(lines[0] == "a a@example.test  holder  would hear nothing (1 less, 0 more)")
        #expect(lines[1] == "    - 2025-12-16 registration.mark_reached M-3 R-1 mail")
        #expect(
            lines.suffix(2) == [
                "2025-12-15 to 2027-01-18: 1 would hear nothing, 1 would hear less, 1 would hear otherwise, "
                    + "1 would hear more, 1 would begin to hear, 1 as before",
                "notices without a route or a usable address: 0 before, 1 now",
            ]
        )
        #expect(comparison.lines(in: .json).count == 5)
    }

    @Test func nothingToTellIsSaid() {
        let same = Outlook(hearings: [hearer("a"): [hearing(1, through: nil)]])
        let lines = OutlookComparison(from: same, to: same, over: Self.days).lines(in: .text).texts
        #expect(lines == ["2025-12-15 to 2027-01-18: 1 as before"])
    }
}
