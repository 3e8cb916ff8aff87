import RenewalRules

/// A whole number with its unit, the form of every duration in the configuration.
struct Quantity {
    let count: Int
    let unit: String

    /// Parses `text`.
    ///
    /// - Parameters:
    ///   - text: digits directly followed by a unit: `15m`
    ///   - units: the allowed units
    ///   - example: a valid example
    /// - Throws: a complaint that names the units
    init(_ text: String, units: [String], example: String) throws(Complaint) {
        let digits = text.prefix(while: \.isASCIIDigit)
        let names = Phrase(list: units)
        let choice = Phrase(names.chinese, (units.count > 1 ? "one of " : "") + names.english)
        guard let count = Int(digits), digits.count <= Self.digitLimit else {
            throw Complaint(
                "\(text.quoted)不是时长；请写整数加单位（\(choice.chinese)），如\(example)",
                "\(text.quoted) is no length of time; write a whole number and \(choice.english), as in \(example)"
            )
        }
        unit = String(text.dropFirst(digits.count))
        guard !unit.isEmpty else {
            throw Complaint(
                "\(text.quoted)没有单位；请加上单位（\(choice.chinese)），如\(example)",
                "\(text.quoted) has no unit; add \(choice.english), as in \(example)"
            )
        }
        guard units.contains(unit) else {
            throw Complaint(
                "\(text.quoted)的单位\(unit.quoted)不可用；可用单位：\(choice.chinese)，如\(example)",
                "\(text.quoted) has the unknown unit \(unit.quoted); use \(choice.english), as in \(example)"
            )
        }
        self.count = count
    }

    /// Keeps a year's worth of seconds far from overflow.
    private static let digitLimit = 8
}

extension ScalarForm where Value == Duration {
    /// An exact time with the units s, m, h and d.
    static func duration(in range: ClosedRange<Duration>) -> ScalarForm {
        ScalarForm { text throws(Complaint) in
            let quantity = try Quantity(text, units: ["s", "m", "h", "d"], example: "15m")
            let duration: Duration = .seconds(quantity.count * (secondsPerUnit[quantity.unit] ?? 1))
            guard range.contains(duration) else {
                let (least, most) = (spelled(range.lowerBound), spelled(range.upperBound))
                throw Complaint(
                    "\(text.quoted)超出范围；应在\(least)至\(most)之间",
                    "\(text.quoted) is out of range; it must be between \(least) and \(most)"
                )
            }
            return duration
        }
    }

    private static var secondsPerUnit: [String: Int] { ["s": 1, "m": 60, "h": 3600, "d": 86_400] }

    private static func spelled(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds)
        let largest = ["d", "h", "m"].first { seconds > 0 && seconds.isMultiple(of: secondsPerUnit[$0] ?? 1) }
        return "\(seconds / (largest.flatMap { secondsPerUnit[$0] } ?? 1))\(largest ?? "s")"
    }
}

extension ScalarForm where Value == Period {
    /// Whole months or years, for periods that are compared with marks, which are counted in months.
    static var months: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let quantity = try Quantity(text, units: ["mo", "y"], example: "3mo")
            let period: Period = quantity.unit == "y" ? .years(quantity.count) : .months(quantity.count)
            guard (1...1200).contains(period.months) else {
                throw Complaint(
                    "\(text.quoted)超出范围；应在1mo至100y之间",
                    "\(text.quoted) is out of range; it must be between 1mo and 100y"
                )
            }
            return period
        }
    }

    /// A calendar period with the units d, mo and y, at most a hundred years.
    static var period: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let quantity = try Quantity(text, units: ["d", "mo", "y"], example: "3mo")
            let period: Period =
                switch quantity.unit {
                case "y": .years(quantity.count)
                case "mo": .months(quantity.count)
                default: .days(quantity.count)
                }
            guard period.months <= 1200, period.days <= 36_500 else {
                throw Complaint(
                    "\(text.quoted)超出范围；最长为100y",
                    "\(text.quoted) is out of range; it must be at most 100y"
                )
            }
            return period
        }
    }
}

extension ScalarForm where Value == Int {
    /// A number of days, 0…9999, with the unit d.
    static var days: ScalarForm { days(in: 0...9999) }

    /// A number of days with the unit d.
    static func days(in range: ClosedRange<Int>) -> ScalarForm {
        ScalarForm { text throws(Complaint) in
            let quantity = try Quantity(text, units: ["d"], example: "90d")
            guard range.contains(quantity.count) else {
                let (least, most) = (range.lowerBound, range.upperBound)
                throw Complaint(
                    "\(text.quoted)超出范围；应在\(least)d至\(most)d之间",
                    "\(text.quoted) is out of range; it must be between \(least)d and \(most)d"
                )
            }
            return quantity.count
        }
    }
}
