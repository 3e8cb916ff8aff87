import RenewalDaemon
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalReports

@Suite struct ForecastReportTests {
    private let report = ForecastReport(
        [
            Samples.today.adding(days: 1): [.markReached: 12],
            Samples.today: [.standardReminder: 3, .markReached: 1, .lastCall: 0],
        ],
        in: Samples.today...Samples.today.adding(days: 29)
    )

    @Test func rowsAreInOrderOfDayAndKind() {
        #expect(report.rows.map(\.notices) == [1, 3, 12])
    }

    @Test func aTextHasBarsAndATotal() {
        #expect(
            report.lines(in: .text).texts == [
                "2025-12-15       4  \(String(repeating: "█", count: 13))",
                "    registration.mark_reached 1",
                "    registration.standard_reminder 3",
                "2025-12-16      12  \(String(repeating: "█", count: 40))",
                "    registration.mark_reached 12",
                "16 notices in 30 days",
            ]
        )
    }

    @Test func monthsAreCountedTogether() {
        let counts: [CalendarDate: [NoticeKind: Int]] = [
            Samples.today: [.markReached: 1], Samples.today.adding(days: 1): [.markReached: 2],
            Samples.today.adding(days: 30): [.lastCall: 5],
        ]
        let days = Samples.today...Samples.today.adding(days: 60)
        let report = ForecastReport(counts, in: days, by: .month)
        #expect(
            report.lines(in: .json).texts == [
                #"{"month":"2025-12","kind":"registration.mark_reached","notices":3}"#,
                #"{"month":"2026-01","kind":"registration.last_call","notices":5}"#,
            ]
        )
    }

    /// An XML parser of another maker reads it, and finds a bar for each day.
    @Test func aPictureIsXMLWithABarForEachPeriod() throws {
        let script = """
            import sys, xml.etree.ElementTree as tree
            root = tree.fromstring(sys.stdin.read())
            names = [child.tag.split("}")[1] for child in root]
            print(names.count("rect"), root.find("{http://www.w3.org/2000/svg}title").text)
            """
        let picture = report.lines(in: .svg).texts.joined(separator: "\n")
        let read = try ForeignProgram.python(script, arguments: [], input: Array(picture.utf8))
        #expect(read == "2 16 notices from 2025-12-15 to 2026-01-13\n")
    }

    @Test func eachNoticeCanBeListed() {
        let notice = UpcomingNotice(
            day: Samples.today,
            kind: .markReached,
            milestone: .monthsBefore(3),
            severity: .warning,
            audience: .holder,
            record: RecordID(type: .registration, id: "R-1"),
            holder: "李伟",
            employer: nil
        )
        #expect(
            [notice].lines(in: .text).texts == [
                "DAY         MARK  NOTICE                     AUDIENCE  RECORD  HOLDER  EMPLOYER",
                "2025-12-15  M-3   registration.mark_reached  holder    R-1     李伟    –", "1 notice",
            ]
        )
        #expect(
            [notice].lines(in: .json).texts == [
                #"{"day":"2025-12-15","kind":"registration.mark_reached","milestone":"M-3","severity":"warning","#
                    + #""audience":"holder","record":{"type":"registration","id":"R-1"},"holder":"李伟","employer":null}"#
            ]
        )
        #expect([notice].lines(in: .csv).texts.count == 2)
    }

    @Test func programsGetRowsAlone() {
        #expect(
            report.lines(in: .json).texts.first
                == #"{"day":"2025-12-15","kind":"registration.mark_reached","notices":1}"#
        )
        #expect(report.lines(in: .json).count == 3)
        #expect(
            report.lines(in: .csv).texts.prefix(2) == [
                #""day","kind","notices""#, #""2025-12-15","registration.mark_reached","1""#,
            ]
        )
    }
}
