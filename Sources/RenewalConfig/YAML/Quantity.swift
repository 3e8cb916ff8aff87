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
        let choice = (units.count > 1 ? "one of " : "") + units.joined(separator: ", ")
        guard let count = Int(digits), digits.count <= Self.digitLimit else {
            throw Complaint("\(text.quoted) is no length of time; write a whole number and \(choice), as in \(example)")
        }
        unit = String(text.dropFirst(digits.count))
        guard !unit.isEmpty else {
            throw Complaint("\(text.quoted) has no unit; add \(choice), as in \(example)")
        }
        guard units.contains(unit) else {
            throw Complaint("\(text.quoted) has the unknown unit \(unit.quoted); use \(choice), as in \(example)")
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
                let bounds = "between \(spelled(range.lowerBound)) and \(spelled(range.upperBound))"
                throw Complaint("\(text.quoted) is out of range; it must be \(bounds)")
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
                throw Complaint("\(text.quoted) is out of range; it must be between 1mo and 100y")
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
                throw Complaint("\(text.quoted) is out of range; it must be at most 100y")
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
                let bounds = "between \(range.lowerBound)d and \(range.upperBound)d"
                throw Complaint("\(text.quoted) is out of range; it must be \(bounds)")
            }
            return quantity.count
        }
    }
}
