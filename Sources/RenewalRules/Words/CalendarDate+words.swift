extension CalendarDate {
    /// The day as people write it: `2026年3月15日`, `15 March 2026`.
    public var words: BothLanguages {
        let (year, month, day) = parts
        return ("\(year)年\(month)月\(day)日", "\(day) \(Self.months[month - 1]) \(year)")
    }

    /// The day without its year: `3月15日`, `15 March`.
    public var wordsWithoutYear: BothLanguages {
        let (_, month, day) = parts
        return ("\(month)月\(day)日", "\(day) \(Self.months[month - 1])")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
