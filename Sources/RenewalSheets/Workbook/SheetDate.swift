/// A day and time of day, as spreadsheets count them: from a first day on.
struct SheetDate: Equatable {
    /// The day that counts as the first.
    enum Epoch {
        /// Day 1 is 1 January 1900, and day 60 a 29 February that never was.
        case of1900
        /// Day 0 is 1 January 1904.
        case of1904
    }

    let year: Int
    let month: Int
    let day: Int
    /// 0 at midnight, to the second.
    let secondOfDay: Int

    private static let secondsADay = 86_400
    private static let daysFrom1970To1900 = -25_567
    private static let daysFrom1970To1904 = -24_107

    /// The day of a serial number.
    ///
    /// - Returns: `nil` for a mere time of day, for the day that never was, and outside the years up to 9999
    init?(serial: Double, from epoch: Epoch) {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * Double(Self.secondsADay)).rounded())
        let count = seconds / Self.secondsADay
        guard let date = Self(day: count, from: epoch, secondOfDay: seconds % Self.secondsADay) else { return nil }
        self = date
    }

    private init?(day count: Int, from epoch: Epoch, secondOfDay: Int) {
        switch epoch {
        case .of1900 where count == 60: return nil
        case .of1900:
            let passed = count < 60 ? count - 1 : count - 2
            self.init(daysSince1970: Self.daysFrom1970To1900 + passed, secondOfDay: secondOfDay)
        case .of1904: self.init(daysSince1970: Self.daysFrom1970To1904 + count, secondOfDay: secondOfDay)
        }
        guard year <= 9999 else { return nil }
    }

    /// The Gregorian day, by eras of 400 years that begin on 1 March.
    private init(daysSince1970: Int, secondOfDay: Int) {
        let days = daysSince1970 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.secondOfDay = secondOfDay
    }

    /// A day as ISO 8601 writes it, the time optional: `2027-03-05` or `2027-03-05T08:30:00`.
    ///
    /// - Returns: `nil` for anything else, a mere time of day included
    init?(iso text: String) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        var secondOfDay = 0
        if halves.count == 2 {
            guard let seconds = Self.secondOfDay(halves[1]) else { return nil }
            secondOfDay = seconds
        }
        (self.year, self.month, self.day, self.secondOfDay) = (year, month, day, secondOfDay)
    }

    private static func secondOfDay(_ text: Substring) -> Int? {
        let clock = text.prefix { $0.isNumber || $0 == ":" }.split(separator: ":").map { Int($0) }
        guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
            let second = clock.count == 3 ? clock[2] : 0, hour < 24, minute < 60, second < 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// The length of a month.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
