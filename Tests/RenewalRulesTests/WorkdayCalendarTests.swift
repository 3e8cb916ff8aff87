import RenewalRules
import RenewalTestSupport
import Testing

@Suite struct WorkdayCalendarTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test(arguments: [
        ("2026-02-14", true), ("2026-02-16", false), ("2026-02-24", true), ("2026-10-07", false), ("2026-10-10", true),
        ("2026-10-11", false), ("2026-11-27", true), ("2026-11-29", false),
    ])
    func holidaysAndMakeUpDaysOf2026AreKnown(text: String, isWorkday: Bool) throws {
        #expect(try WorkdayCalendar.decreed.isWorkday(day(text)) == isWorkday)
    }

    @Test func anUnknownYearHasItsWeekends() throws {
        let decreed = WorkdayCalendar.decreed
        #expect(decreed.knowsHolidays(of: 2026) && !decreed.knowsHolidays(of: 2028))
        #expect(try decreed.isWorkday(day("2028-10-09")) && !decreed.isWorkday(day("2028-10-08")))
    }

    /// Nobody is told that New Year is the last working day before the second of January.
    @Test func holidaysWithAFixedDateAreOffInEveryYear() throws {
        for text in ["2027-01-01", "2028-05-01", "2028-05-02", "2029-10-01", "2029-10-02", "2029-10-03"] {
            #expect(try !WorkdayCalendar.decreed.isWorkday(day(text)), "\(text)")
        }
        #expect(try RenewalPolicy().advisedDay(for: day("2027-01-02")) == day("2026-12-31"))
        var calendar = WorkdayCalendar.decreed
        calendar.amend(daysOff: [], makeUpDays: [try day("2029-10-03")])
        #expect(try calendar.isWorkday(day("2029-10-03")), "an office knows better")
    }

    @Test func thePolicyKnowsTheDecreedDays() throws {
        #expect(try RenewalPolicy().advisedDay(for: day("2026-02-23")) == day("2026-02-14"))
        #expect(try RenewalPolicy().advisedDay(for: day("2026-02-14")) == nil)
    }

    @Test func daysOfAnOfficeGoBeforeTheDecreedOnes() throws {
        var calendar = WorkdayCalendar.decreed
        let (holiday, makeUp, ordinary) = try (day("2026-10-07"), day("2026-10-10"), day("2026-10-08"))
        calendar.amend(daysOff: [makeUp, ordinary], makeUpDays: [holiday])
        #expect(calendar.isWorkday(holiday) && !calendar.isWorkday(makeUp) && !calendar.isWorkday(ordinary))
        #expect(try calendar.lastWorkday(notAfter: day("2026-10-08")) == holiday)
        #expect(try !calendar.isWorkday(day("2026-10-06")))
    }
}

/// The days compared with what others have read in the same notices.
@Suite struct DecreedDaysTests {
    /// Day by day, whether `chinesecalendar` and `holidays` of PyPI call it a working day.
    @Test func decreedDaysAreThoseOfTwoPackages() throws {
        let decreed = WorkdayCalendar.decreed
        let years = Set(decreed.daysOff.union(decreed.makeUpDays).map(\.parts.year)).sorted()
        #expect(years.first == 2026)
        let script = """
            import datetime, sys
            import chinese_calendar, holidays
            for year in map(int, sys.argv[1:]):
                day, china = datetime.date(year, 1, 1), holidays.country_holidays("CN", years=year)
                while day.year == year:
                    print(day, int(chinese_calendar.is_workday(day)), int(china.is_working_day(day)))
                    day += datetime.timedelta(days=1)
            """
        let lines = try ForeignProgram.python(script, arguments: years.map(String.init)).split(separator: "\n")
        #expect(lines.count >= 365 * years.count)
        for line in lines {
            let fields = line.split(separator: " ")
            let day = try #require(CalendarDate(String(fields[0])))
            let ours = decreed.isWorkday(day) ? "1" : "0"
            #expect(fields.dropFirst().allSatisfy { $0 == ours }, "\(line), ours \(ours)")
        }
    }
}
