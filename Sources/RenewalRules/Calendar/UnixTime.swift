/// An instant in milliseconds since 1970-01-01T00:00:00Z: how outbox and couriers handle time without a clock.
public struct UnixTime: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    public static func < (left: UnixTime, right: UnixTime) -> Bool { left.milliseconds < right.milliseconds }

    public static func + (instant: UnixTime, duration: Duration) -> UnixTime {
        UnixTime(milliseconds: instant.milliseconds + duration.wholeMilliseconds)
    }

    public static func - (instant: UnixTime, duration: Duration) -> UnixTime {
        UnixTime(milliseconds: instant.milliseconds - duration.wholeMilliseconds)
    }

    /// The time from this instant to `later`; negative when `later` is earlier.
    public func duration(to later: UnixTime) -> Duration { .milliseconds(later.milliseconds - milliseconds) }

    /// The instant in UTC as `2025-12-15T01:00:00Z`, whole seconds (RFC 3339).
    public var rfc3339: String {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let time = seconds - day * 86_400
        let clock = [time / 3600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(CalendarDate(dayNumber: Int(day)))T\(clock.joined(separator: ":"))Z"
    }
}

extension UnixTime {
    /// Reads an instant in UTC with whole seconds, as ``rfc3339`` writes it; `nil` for anything else.
    public init?(rfc3339 text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDate(String(parts[0])), parts[1].last == "Z" else { return nil }
        let clock = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(digits.contains) }) else {
            return nil
        }
        let numbers = clock.compactMap { UInt8($0).map(Int64.init) }
        guard numbers.count == 3, zip(numbers, [23, 59, 59]).allSatisfy({ $0 <= $1 }) else { return nil }
        self.init(seconds: Int64(day.dayNumber) * 86_400 + numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    }

    /// The day of the instant where local time is `utcOffset` ahead of UTC, at most a day either way.
    public func day(utcOffset: Duration) -> CalendarDate {
        let offset = min(max(utcOffset.components.seconds, -86_400), 86_400)
        let local = seconds + offset
        return CalendarDate(dayNumber: Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }
}

extension Duration {
    /// The duration in whole milliseconds, rounded towards zero.
    public var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
