import RenewalRules

/// The `Date` of a mail.
///
/// - Source: RFC 5322 section 3.3
enum MailDate {
    /// Reads `Mon, 30 Nov 2026 21:40:00 +0800 (CST)`; `nil` for anything else, such as a zone by its name.
    static func instant(_ text: String) -> UnixTime? {
        let pattern =
            /(?:^|,\s*|\s)([0-9]{1,2})\s+([A-Za-z]{3})\s+([0-9]{4})\s+([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?\s+([+\-])([0-9]{2})([0-9]{2})/
        guard let match = text.firstMatch(of: pattern), let day = day(match.1, match.2, match.3) else { return nil }
        func number(_ digits: Substring) -> Int64 { Int64(digits) ?? 0 }
        let clock = number(match.4) * 3600 + number(match.5) * 60 + (match.6.map(number) ?? 0)
        let offset = (number(match.8) * 60 + number(match.9)) * 60
        return UnixTime(
            seconds: Int64(day.dayNumber) * 86_400 + clock - (match.7 == "-" ? -offset : offset)
        )
    }

    private static func day(_ day: Substring, _ month: Substring, _ year: Substring) -> CalendarDate? {
        guard let index = months.firstIndex(of: month.lowercased()), let day = Int(day), let year = Int(year) else {
            return nil
        }
        return CalendarDate(year: year, month: index + 1, day: day)
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
