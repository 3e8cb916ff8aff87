/// A time on the clock to the minute, in the business time zone.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Minutes since midnight, 0…1440; 1440 is the end of the day.
    package let minutes: Int

    /// Reads `HH:MM`, two digits each, from `00:00` to `24:00`; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        guard let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60 else { return nil }
        guard hours * 60 + minutes <= 1440 else { return nil }
        self.minutes = hours * 60 + minutes
    }

    /// The time `hours` and `minutes` after midnight, for times written in this module.
    init(hours: Int, minutes: Int = 0) { self.minutes = hours * 60 + minutes }

    /// The time as `08:30`.
    package var description: String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
