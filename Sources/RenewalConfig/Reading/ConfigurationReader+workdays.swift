import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the days on which offices do and do not work, which go before the decreed ones, and how they are used.
    mutating func updateWorkdays(of policy: inout RenewalPolicy, in section: Section) {
        update(&policy.holidayRoll, from: "holiday_roll", in: section, as: .word)
        let listed = listOrNone("days_off", in: section, as: .dayRange) ?? []
        let makeUp = listOrNone("make_up_days", in: section, as: .dayRange) ?? []
        let daysOff = Set(listed.flatMap(\.value))
        for (days, place) in makeUp { checkMakeUp(days, besides: daysOff, of: policy.workdays, at: place) }
        policy.workdays.amend(daysOff: daysOff, makeUpDays: Set(makeUp.flatMap(\.value)))
    }

    /// Refuses make-up days that are working days anyway, and days listed as both.
    private mutating func checkMakeUp(
        _ days: [CalendarDate],
        besides daysOff: Set<CalendarDate>,
        of calendar: WorkdayCalendar,
        at place: Place
    ) {
        if let day = days.first(where: daysOff.contains) {
            report(
                "make_up_days",
                "\(day)也列在days_off中；请删去一处",
                "\(day) is listed in days_off too; remove one of them",
                at: place
            )
        } else if let day = days.first(where: { $0.weekday <= 5 && calendar.isWorkday($0) }) {
            report(
                "make_up_days",
                "\(day)不是周六、周日或节假日，本来就是工作日；请删去",
                "\(day) is no Saturday, Sunday or holiday and worked anyway; remove it",
                at: place
            )
        }
    }
}

extension ScalarForm where Value == CalendarDate? {
    /// A day, or `none`.
    static var dayOrNone: ScalarForm {
        ScalarForm { text throws(Complaint) in
            if text == "none" { return nil }
            guard let day = CalendarDate(text) else {
                throw Complaint(
                    "\(text.quoted)不是日期；请写YYYY-MM-DD或none",
                    "\(text.quoted) is no day; write YYYY-MM-DD or none"
                )
            }
            return day
        }
    }
}

extension ScalarForm where Value == [CalendarDate] {
    /// A day, or all days from one to another.
    static var dayRange: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let parts = text.split(separator: "..", omittingEmptySubsequences: false).map { CalendarDate(String($0)) }
            guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2 else {
                throw Complaint(
                    "\(text.quoted)不是日期；请写YYYY-MM-DD或YYYY-MM-DD..YYYY-MM-DD",
                    "\(text.quoted) is no day; write YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD"
                )
            }
            guard first <= last else {
                throw Complaint(
                    "\(text.quoted)的结束早于开始；请将两个日期对调",
                    "\(text.quoted) ends before it starts; swap its days"
                )
            }
            guard first.days(until: last) < longestRange else {
                throw Complaint(
                    "\(text.quoted)超过\(longestRange)天；请核对年份",
                    "\(text.quoted) is longer than \(longestRange) days; check its years"
                )
            }
            return (0...first.days(until: last)).map { first.adding(days: $0) }
        }
    }

    /// No holiday lasts longer; a wrong year would otherwise fill memory.
    private static var longestRange: Int { 31 }
}
