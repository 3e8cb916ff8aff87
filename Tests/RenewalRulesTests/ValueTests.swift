import RenewalRules
import Testing

@Suite struct CalendarDateTests {
    @Test func everyDayOfFourCenturiesRoundTrips() throws {
        var day = try #require(CalendarDate("1900-01-01"))
        var (year, month, number) = (1900, 1, 1)
        while year < 2300 {
            #expect(day.parts == (year, month, number))
            day = day.adding(days: 1)
            (year, month, number) = day.parts
        }
        #expect(CalendarDate("1900-01-01")?.days(until: day) == 146_097)
    }

    @Test(arguments: [
        "", "2026-02-30", "0000-00-00", "2026-13-01", "2025-02-29", "2026-2-3", "2026-02-03 ", "2026/02/03",
        "26-02-03", "２０２６-02-03", "+026-02-03", "2026-02-0x",
    ])
    func impossibleDaysAreRefused(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func arithmeticStaysInsideTheRange() {
        #expect(CalendarDate.last.adding(months: 60) == .last)
        #expect(CalendarDate.first.adding(months: -1) == .first)
        #expect(CalendarDate.first.description == "0001-01-01")
        #expect(CalendarDate.last.description == "9999-12-31")
        #expect(CalendarDate("9999-12-31") == .last)
    }

    @Test func weekdaysFollowISO() {
        #expect(CalendarDate("2026-11-23")?.weekday == 1)
        #expect(CalendarDate("1970-01-01")?.weekday == 4)
        #expect(CalendarDate("1969-12-28")?.weekday == 7)
    }
}

@Suite struct PeriodTests {
    @Test(arguments: [("5y", 60, 0), ("3mo", 3, 0), ("30d", 0, 30), ("12mo", 12, 0)])
    func periodUnitsAreRead(text: String, months: Int, days: Int) {
        #expect(Period(text) == Period(months: months, days: days))
    }

    @Test(arguments: ["", "3", "mo", "3m", "-3mo", "3 mo", "3.5y", "99999d", "三个月"]) func othersAreRefused(text: String)
    {
        #expect(Period(text) == nil)
    }
}

@Suite struct MilestoneTests {
    @Test(arguments: ["M-12", "D-7", "D0", "D+1", "D+90", "S+2M", "EVENT"]) func spellingRoundTrips(text: String) {
        #expect(Milestone(text)?.description == text)
    }

    @Test(arguments: ["M-0", "M3", "D", "D--7", "D-", "S+M", "event", "D+０"]) func othersAreRefused(text: String) {
        #expect(Milestone(text) == nil)
    }
}

@Suite struct EmailAddressTests {
    @Test(arguments: ["li.wei@example.test", "a@b.cn", "a+b_c=d@mail-1.example.test", "o'hara@example.test"])
    func usableAddressesAreAccepted(text: String) throws {
        #expect(try EmailAddress(text).description == text)
    }

    @Test(arguments: [
        "", " ", "a@b.c\r\nRCPT TO:<x@y.z>", "a@b.c\nBcc: x@y.z", "a@b.c>\r\nDATA", "<a@b.c>", "<<a@b>>", "a@b@c.d",
        "a b@c.d", "@b.c", "a@", "a@localhost", "a@[127.0.0.1]", "a@-b.c", "a@b-.c", "a@b..c", "a..b@c.d", ".a@b.c",
        "a.@b.c", "用户@例子.cn", "a@b.c,x@y.z", "\"a b\"@c.d", "a@b.c> SIZE=1", "a@b.c.", "a\u{7F}@b.c", "a@b\u{0}.c",
        String(repeating: "a", count: 65) + "@b.c", "a@" + String(repeating: "b", count: 64) + ".c",
        "a@" + String(repeating: "b.", count: 130) + "c",
    ])
    func unsafeAddressesAreRefused(text: String) {
        #expect(throws: EmailAddress.Problem.self) { try EmailAddress(text) }
    }
}

@Suite struct UnixTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_765_760_400, "2025-12-15T01:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    ])
    func instantsAreWrittenAsRFC3339(seconds: Int64, text: String) {
        #expect(UnixTime(seconds: seconds).rfc3339 == text)
    }
}

@Suite struct MaskedNumberTests {
    @Test(arguments: [("1234567890", "…7890"), ("123456", "…456"), ("12", "…2"), ("", "…")])
    func maskHidesAtLeastHalf(number: String, masked: String) {
        #expect(MaskedNumber(number).description == masked)
    }
}
