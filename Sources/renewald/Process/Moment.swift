import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalRules

/// A day, a minute of the office's clock as lists print it, or an instant as the evidence writes it.
enum Moment: ExpressibleByArgument, Equatable {
    case day(CalendarDate)
    case minute(Int, of: CalendarDate)
    case instant(UnixTime)

    static let usage = Phrase(
        "YYYY-MM-DD、\"YYYY-MM-DD HH:MM\" 或 YYYY-MM-DDTHH:MM:SSZ",
        "YYYY-MM-DD, \"YYYY-MM-DD HH:MM\" or YYYY-MM-DDTHH:MM:SSZ"
    )

    init?(argument: String) {
        let parts = argument.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if let instant = UnixTime(rfc3339: argument) {
            self = .instant(instant)
        } else if let day = CalendarDate(argument) {
            self = .day(day)
        } else if parts.count == 2, let day = CalendarDate(parts[0]), let time = TimeOfDay(parts[1]) {
            self = .minute(time.minutes, of: day)
        } else {
            return nil
        }
    }

    /// The instant itself, or the beginning of the day.
    func start(in calendar: BusinessCalendar) -> UnixTime {
        switch self {
        case .day(let day): calendar.instant(atMinute: 0, of: day)
        case .minute(let minute, let day): calendar.instant(atMinute: minute, of: day)
        case .instant(let instant): instant
        }
    }

    /// The instant itself, or the end of the day.
    func end(in calendar: BusinessCalendar) -> UnixTime {
        switch self {
        case .day(let day): calendar.instant(atMinute: 0, of: day.adding(days: 1))
        case .minute, .instant: start(in: calendar)
        }
    }
}
