import RenewalRules

/// What a last day that is a day off means for whoever has to reach an office before it.
///
/// All of it is advice for the days ahead: nothing is said once the last day is over, or where `holiday_roll` is `none`.
///
/// - Source: rule A7
extension NoticeFields {
    static func workdays(_ context: NoticeContext) -> FieldSet {
        let (language, today) = (context.language, context.asOf)
        let dayOff = context.lastDay.flatMap { context.isDayOffAhead($0) ? $0 : nil }
        let workday = dayOff.flatMap(context.policy.advisedDay)
        let markWorkday = context.window.flatMap { context.policy.advisedDay(for: $0.mark) }
        return FieldSet(
            texts: [
                "day_off_name": dayOff.map(language.nameOfDayOff),
                "last_workday": workday.flatMap { today <= $0 ? language.date($0) : nil },
                "mark_workday": markWorkday.flatMap { today <= $0 ? language.date($0) : nil },
            ],
            flags: [
                "expiry_is_day_off": dayOff != nil,
                "on_last_workday": today == workday,
                // Further ahead there are working days enough.
                "in_last_week": context.lastDay.map { (0...7).contains(today.days(until: $0)) } ?? false,
                "last_workday_passed": workday.map { today > $0 } ?? false,
            ]
        )
    }
}

extension NoticeContext {
    /// The last day on which something can be filed: the expiry of the record, or the deadline of a first registration
    /// in the notices about it.
    fileprivate var lastDay: CalendarDate? { kind == .initialDeadline ? deadline : shownExpiry }

    fileprivate func isDayOffAhead(_ day: CalendarDate) -> Bool {
        asOf <= day && policy.advisedDay(for: day) != nil
    }
}

extension Language {
    /// What a day off is, to follow the verb: `星期日`, `a Sunday`; a weekday is a public holiday.
    fileprivate func nameOfDayOff(_ day: CalendarDate) -> String {
        switch day.weekday {
        case 6: either("星期六", "a Saturday")
        case 7: either("星期日", "a Sunday")
        default: either("节假日", "a public holiday")
        }
    }
}
