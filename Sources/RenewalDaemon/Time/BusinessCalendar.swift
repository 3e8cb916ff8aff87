import Foundation
package import RenewalRules

/// Days and times of day in the business time zone.
///
/// - Source: rules A6, D13
package struct BusinessCalendar: Sendable {
    private let zone: TimeZone

    /// Makes the calendar of an IANA zone such as `Asia/Shanghai`.
    ///
    /// - Throws: `DaemonError.unknownTimeZone` for a name the system does not know
    package init(timeZone name: String) throws(DaemonError) {
        guard let zone = TimeZone(identifier: name) else { throw .unknownTimeZone(name) }
        self.zone = zone
    }

    /// The day an instant falls on.
    package func day(of instant: UnixTime) -> CalendarDate {
        CalendarDate(dayNumber: Int(localSeconds(of: instant).dividedRoundingDown(by: 86_400)))
    }

    /// Minutes since local midnight, 0…1439.
    package func minuteOfDay(of instant: UnixTime) -> Int {
        let seconds = localSeconds(of: instant)
        return Int(seconds - seconds.dividedRoundingDown(by: 86_400) * 86_400) / 60
    }

    /// An instant as people of the zone read it: `2025-12-15 09:00`.
    package func localText(of instant: UnixTime) -> String {
        let minute = minuteOfDay(of: instant)
        let clock = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(day(of: instant)) \(clock)"
    }

    /// The instant of a local time of day, given as minutes since midnight, 0…1440.
    ///
    /// For a time skipped by a clock change, this is the instant after the change.
    package func instant(atMinute minute: Int, of day: CalendarDate) -> UnixTime {
        let local = Int64(day.dayNumber) * 86_400 + Int64(minute) * 60
        let guess = UnixTime(seconds: local - offset(at: UnixTime(seconds: local)))
        return UnixTime(seconds: local - offset(at: guess))
    }

    /// The local time's offset from UTC at an instant, in minutes east.
    package func utcOffsetMinutes(at instant: UnixTime) -> Int { Int(offset(at: instant) / 60) }

    /// What local time is ahead of UTC at an instant.
    package func utcOffset(at instant: UnixTime) -> Duration { .seconds(offset(at: instant)) }

    private func localSeconds(of instant: UnixTime) -> Int64 { instant.seconds + offset(at: instant) }

    private func offset(at instant: UnixTime) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))))
    }
}

extension Int64 {
    fileprivate func dividedRoundingDown(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
