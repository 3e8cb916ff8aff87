import Foundation
import RenewalConfig
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalDaemon

@Suite struct BusinessCalendarTests {
    /// The time zone cases of the worked examples: `now_utc` and the day in Shanghai.
    @Test(arguments: [
        ("2026-03-15T16:00:00Z", "2026-03-16"), ("2025-12-14T15:59:59Z", "2025-12-14"),
        ("2025-12-14T16:00:00Z", "2025-12-15"), ("2025-12-31T16:30:00Z", "2026-01-01"),
        ("2024-02-28T16:00:00Z", "2024-02-29"),
        // During the summer time of 1986 to 1991 the day began at 15:00 UTC.
        ("1988-07-01T15:00:00Z", "1988-07-02"), ("1988-01-01T15:30:00Z", "1988-01-01"),
    ])
    func dayIsTakenInTheBusinessTimeZone(instant: String, day: String) throws {
        let calendar = try BusinessCalendar(timeZone: "Asia/Shanghai")
        let date = try Date(instant, strategy: .iso8601)
        #expect(calendar.day(of: UnixTime(seconds: Int64(date.timeIntervalSince1970))).description == day)
    }

    @Test(arguments: ["Asia/Shanghai", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Europe/London"])
    func instantsRoundTripToTimesOfDay(zone: String) throws {
        let calendar = try BusinessCalendar(timeZone: zone)
        var day = try #require(CalendarDate("2025-01-01"))
        for _ in 0..<730 {
            let instant = calendar.instant(atMinute: 510, of: day)
            #expect(calendar.day(of: instant) == day)
            #expect(calendar.minuteOfDay(of: instant) == 510)
            day = day.adding(days: 1)
        }
    }

    @Test func unknownTimeZoneIsRefused() {
        #expect(throws: DaemonError.unknownTimeZone("Asia/Shanghia")) {
            try BusinessCalendar(timeZone: "Asia/Shanghia")
        }
    }
}

@Suite struct RegistryZoneTests {
    @Test(arguments: [("America/New_York", "2026-06-30"), ("Asia/Shanghai", "2026-07-01")])
    func aCredentialEndsInTheZoneOfTheConfiguration(zone: String, day: String) async throws {
        let sample = try Sample(on: "2025-12-15")
        try sample.load("id,not_after,state\nC-1,2026-07-01T15:59:59Z,active\n", into: "credential")
        var settings = try sample.settings()
        settings.timeZone = zone
        let page = try await settings.openRegistry().subjects([RecordID(type: .credential, id: "C-1")])
        #expect(page.subjects.first?.validUntil(policy: settings.policy) == CalendarDate(day))
    }
}

@Suite struct SendingHoursTests {
    private func gate(
        _ day: String,
        hour: Int,
        days: String = "[mon, tue, wed, thu, fri]",
        latest: String = "3d",
        rules: String = ""
    ) throws -> SendingHours.Gate {
        try hours(days: days, latest: latest, rules: rules).gate(at: ManualClock(day, hour: hour).now)
    }

    private func hours(
        days: String = "[mon, tue, wed, thu, fri]",
        latest: String = "3d",
        rules: String = ""
    ) throws -> SendingHours {
        let settings = try Sample.settings(
            """
            schedule: {send_between: "09:00-18:00", send_days: \(days), send_latest_after: \(latest)}
            rules: {\(rules)}
            """
        )
        return try settings.sendingHours()
    }

    /// A night is no lateness, nor is a weekend for what is not urgent: 22 November 2026 is a Sunday.
    @Test(arguments: [
        (Severity.info, 20, 17, 20, 18, 1), (.info, 20, 17, 21, 12, 1), (.info, 20, 17, 23, 11, 3),
        (.urgent, 20, 17, 22, 10, 11), (.info, 20, 20, 23, 8, 0), (.info, 23, 12, 23, 10, 0),
    ])
    func onlyTimeWithinTheHoursCounts(
        severity: Severity,
        day: Int,
        hour: Int,
        lastDay: Int,
        lastHour: Int,
        open: Int
    ) throws {
        let start = ManualClock("2026-11-\(day)", hour: hour).now
        let end = ManualClock("2026-11-\(lastDay)", hour: lastHour).now
        #expect(try hours().openTime(for: severity, from: start, to: end) == .seconds(open * 3600))
    }

    /// An orphan of years must not cost a walk through them.
    @Test func longWaitsAreCountedFromAQuarterBack() throws {
        let end = ManualClock("2026-11-23", hour: 18).now
        let open = try hours(days: "[mon]").openTime(for: .info, from: UnixTime(seconds: 0), to: end)
        #expect(open == .seconds(13 * 9 * 3600))
    }

    @Test func theFirstInstantToLeaveIsFound() throws {
        let friday = ManualClock("2026-11-20", hour: 18).now
        #expect(try hours().opening(for: .warning, notBefore: friday) == ManualClock("2026-11-23", hour: 9).now)
        #expect(try hours().opening(for: .urgent, notBefore: friday) == ManualClock("2026-11-21", hour: 9).now)
        let noon = ManualClock("2026-11-20", hour: 12).now
        #expect(try hours().opening(for: .info, notBefore: noon) == noon)
    }

    @Test func everythingIsSentWithinTheHours() throws {
        #expect(try gate("2026-11-23", hour: 9) == .open(minimum: .info))
    }

    @Test func onlyUrgentIsSentOnDaysOff() throws {
        #expect(try gate("2026-11-22", hour: 9) == .open(minimum: .urgent))
    }

    @Test func nothingIsSentOutsideTheHours() throws {
        #expect(try gate("2026-11-23", hour: 18) == .closed(until: ManualClock("2026-11-24", hour: 9).now))
        #expect(try gate("2026-11-23", hour: 3) == .closed(until: ManualClock("2026-11-23", hour: 9).now))
    }

    /// The days of a month on which everything may leave, with others of the same stretch between them.
    private func sendingDays(_ month: String, _ days: ClosedRange<Int>, latest: String) throws -> [Int] {
        try days.filter { day in
            let text = "2026-\(month)-\(day < 10 ? "0" : "")\(day)"
            return try gate(text, hour: 9, days: "workdays", latest: latest) == .open(minimum: .info)
        }
    }

    /// 14 and 28 February and 10 October are Saturdays, 20 September is a Sunday, and all are worked.
    @Test(arguments: [
        ("02", 6...28, "3d", [6, 9, 10, 11, 12, 13, 14, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28]),
        ("02", 13...25, "9d", [13, 14, 24, 25]), ("09", 18...21, "3d", [18, 20, 21]),
        ("09", 24...28, "3d", [24, 28]), ("10", 1...12, "3d", [4, 5, 6, 7, 8, 9, 10, 12]),
        ("10", 1...12, "31d", [8, 9, 10, 12]), ("11", 27...30, "1d", [27, 29, 30]),
    ])
    func workdaysLeaveOutWeekendsAndHolidaysForSoLong(
        month: String,
        days: ClosedRange<Int>,
        latest: String,
        sending: [Int]
    ) throws {
        #expect(try sendingDays(month, days, latest: latest) == sending)
    }

    @Test func urgentNoticesLeaveOnHolidays() throws {
        #expect(try gate("2026-02-16", hour: 9, days: "workdays") == .open(minimum: .urgent))
    }

    @Test func workdaysAreThoseOfTheOffice() throws {
        let rules = "days_off: [2026-10-08], make_up_days: [2026-10-07]"
        #expect(try gate("2026-10-07", hour: 9, days: "workdays", latest: "9d", rules: rules) == .open(minimum: .info))
        #expect(try gate("2026-10-08", hour: 9, days: "workdays", rules: rules) == .open(minimum: .urgent))
    }
}
