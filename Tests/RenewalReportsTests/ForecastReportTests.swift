import RenewalRules
import Testing

@testable import RenewalReports

@Suite struct ForecastReportTests {
    private let report = ForecastReport(
        [
            Samples.today.adding(days: 1): [.markReached: 12],
            Samples.today: [.standardReminder: 3, .markReached: 1, .lastCall: 0],
        ],
        days: 30
    )

    @Test func rowsAreInOrderOfDayAndKind() {
        #expect(report.rows.map(\.notices) == [1, 3, 12])
    }

    @Test func aTextHasTotals() {
        #expect(
            report.lines(in: .text).texts == [
                "DAY         NOTICES  KIND",
                "2025-12-15        1  registration.mark_reached",
                "2025-12-15        3  registration.standard_reminder",
                "2025-12-16       12  registration.mark_reached",
                "16 notices in 30 days",
            ]
        )
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
