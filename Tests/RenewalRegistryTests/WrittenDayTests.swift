import RenewalRules
import Testing

@testable import RenewalRegistry

@Suite struct WrittenDayTests {
    @Test(arguments: [
        "2027-03-05", "2027-3-5", "2027/3/5", "2027/03/05", "2027.3.5", "2027.03.05", "2027年3月5日", "2027年03月05日",
        "2027年3月5号", "2027年3月5", "20270305", "２０２７－０３－０５", "２０２７年３月５日", "2027／3／5", "2027．3．5",
        " 2027-03-05 ", "\u{A0}2027/3/5\u{A0}", "2027/3/5\u{3000}", "\u{FEFF}2027-03-05", "2027 年 3 月 5 日",
        "2027 - 3 - 5",
        "2027–03–05", "2027−3−5", "二〇二七年三月五日", "二零二七年三月五日", "2027年三月五日",
        "2027-03-05 00:00:00", "2027-03-05T00:00:00", "2027/3/5 0:00", "2027/3/5 18:30", "2027-3-5 9:05:07.000",
        "2027年3月5日 10时20分", "2027/3/5 上午 9:00:00", "2027/3/5 9:00 AM", "2027年3月5日 星期五", "2027年3月5日星期五",
        "2027/3/5 周五", "2027-03-05(星期五)", "2027-03-05T00:00:00Z", "2027-03-05T00:00:00.000Z",
        "2027-03-05T09:00:00+08:00", "20270305 00:00:00", "20270305093000",
    ])
    func readsADayAsPeopleWriteIt(_ text: String) throws {
        #expect(WrittenDay.read(text) == .day(try #require(CalendarDate("2027-03-05"))))
    }

    @Test(arguments: [
        ("2027年十二月三十一日", "2027-12-31"), ("二〇二七年十月十日", "2027-10-10"), ("二〇三〇年十一月二十日", "2030-11-20"),
        ("2028-2-29", "2028-02-29"), ("9999-12-31", "9999-12-31"), ("9999/12/31", "9999-12-31"),
        ("1999.12.31", "1999-12-31"),
    ])
    func readsOtherDays(_ text: String, _ day: String) throws {
        #expect(WrittenDay.read(text) == .day(try #require(CalendarDate(day))))
    }

    @Test(arguments: [
        ("46451", "2027-03-05"), ("46451.0", "2027-03-05"), ("46451.75", "2027-03-05"), ("４６４５１", "2027-03-05"),
        ("10000", "1927-05-18"), ("99999", "2173-10-13"), ("36526", "2000-01-01"),
    ])
    func aNumberOfFiveDigitsIsASerial(_ text: String, _ day: String) throws {
        #expect(WrittenDay.read(text) == .serial(try #require(CalendarDate(day))))
    }

    @Test(arguments: [
        ("27-3-5", "two digits"), ("27/03/05", "two digits"), ("3/5/27", "two digits"), ("27年3月5日", "two digits"),
        ("27.3.5", "two digits"), ("5/3/2027", "ends with the year"), ("05.03.2027", "ends with the year"),
        ("31-12-2027", "ends with the year"), ("3-5-2027 00:00", "ends with the year"),
        ("2027-02-29", "does not exist"), ("2027/13/1", "does not exist"), ("2027年2月30日", "does not exist"),
        ("20270230", "does not exist"), ("2027-0-5", "does not exist"), ("0000-01-01", "does not exist"),
        ("2027年3月", "without the day"), ("2027年3月日", "without the day"), ("202703", "six digits"),
        ("270305", "six digits"),
        ("1804176000", "seconds"), ("1804176000000", "seconds"),
        ("2027-03-04T16:00:00Z", "time zone"), ("2027-03-05T00:00:00-05:00", "time zone"),
        ("", "is empty"), (" \u{A0}\u{3000}", "is empty"),
        ("长期", "not a day"), ("2027-3/5", "not a day"), ("2027", "not a day"), ("2027-3", "not a day"),
        ("2027-", "not a day"),
        ("2027-3-5-6", "not a day"), ("2027-3-5 下午", "not a day"), ("2027-3-5元", "not a day"),
        ("5 Mar 2027", "not a day"),
        ("有效期至2027-3-5", "not a day"), ("12031999", "not a day"), ("46451.", "not a day"), ("464510", "six digits"),
        ("-46451", "not a day"), ("1E+10", "not a day"), ("2027-003-05", "not a day"),
        ("20270305至20300305", "not a day"),
        ("年月日", "not a day"), ("----", "not a day"), ("99999999999999999999", "not a day"),
    ])
    func refusesWhatCouldBeAnything(_ text: String, _ reason: String) throws {
        guard case .refused(let phrase) = WrittenDay.read(text) else {
            Issue.record("\(text) is read as \(WrittenDay.read(text))")
            return
        }
        #expect(phrase.english.contains(reason), "\(phrase.english)")
        #expect(phrase.chinese != phrase.english && !phrase.chinese.isEmpty)
    }

    /// Every day comes back from each of its forms.
    @Test func everyDayIsReadInEachForm() {
        for number in stride(from: -25_000, through: 60_000, by: 61) {
            let day = CalendarDate(dayNumber: number)
            let (year, month, of) = day.parts
            for text in ["\(year)/\(month)/\(of)", "\(year).\(month).\(of)", "\(year)年\(month)月\(of)日"] {
                #expect(WrittenDay.read(text) == .day(day), "\(text)")
            }
            #expect(WrittenDay.read(day.description.filter(\.isNumber)) == .day(day))
            let serial = number + 25_569
            if (10_000...99_999).contains(serial) { #expect(WrittenDay.read("\(serial)") == .serial(day)) }
        }
    }
}
