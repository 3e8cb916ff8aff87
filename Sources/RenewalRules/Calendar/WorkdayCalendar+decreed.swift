extension WorkdayCalendar {
    /// The holidays and make-up working days that the State Council has decreed, so far those of 2026.
    ///
    /// A later year is added from its own notice, never by analogy: which weekends are worked follows no rule.
    ///
    /// - Source: 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号, 4 November 2025
    public static let decreed = WorkdayCalendar(
        daysOff: Set(holidays2026.flatMap { $0.days(of: 2026) }),
        makeUpDays: Set(holidays2026.flatMap { $0.makeUpDays(of: 2026) })
    )

    private static let holidays2026 = [
        // 元旦
        DecreedHoliday(from: (1, 1), days: 3, worked: [(1, 4)]),
        // 春节
        DecreedHoliday(from: (2, 15), days: 9, worked: [(2, 14), (2, 28)]),
        // 清明节
        DecreedHoliday(from: (4, 4), days: 3),
        // 劳动节
        DecreedHoliday(from: (5, 1), days: 5, worked: [(5, 9)]),
        // 端午节
        DecreedHoliday(from: (6, 19), days: 3),
        // 中秋节
        DecreedHoliday(from: (9, 25), days: 3),
        // 国庆节
        DecreedHoliday(from: (10, 1), days: 7, worked: [(9, 20), (10, 10)]),
    ]
}

/// A holiday as its notice words it: how many days from which on, and what is worked for it.
private struct DecreedHoliday {
    typealias Day = (month: Int, day: Int)

    let from: Day
    let days: Int
    var worked: [Day] = []

    func days(of year: Int) -> [CalendarDate] {
        guard let first = CalendarDate(year: year, month: from.month, day: from.day) else { return [] }
        return (0..<days).map { first.adding(days: $0) }
    }

    func makeUpDays(of year: Int) -> [CalendarDate] {
        worked.compactMap { CalendarDate(year: year, month: $0.month, day: $0.day) }
    }
}
