package import RenewalRules

/// Minutes of their own for deliveries, so that not everything leaves the moment the hours begin.
extension SendingHours {
    /// When a delivery leaves that could leave from `start` on.
    ///
    /// Its minute follows from its id, so that it is the same whoever asks, and keeps away from full and half hours: then
    /// everybody's notices leave, and receivers that limit their rate refuse some.
    ///
    /// - Parameters:
    ///   - id: of the delivery
    ///   - spread: how much later it may leave
    ///   - start: within the hours
    /// - Returns: an instant within the hours; `start` where no minute will do
    package func departure(of id: String, within spread: Duration, from start: UnixTime) -> UnixTime {
        let first = start.seconds - start.seconds % 60
        let end = min(start + spread, nextChange(after: start)).seconds
        let minutes = stride(from: first, to: end, by: 60).filter { minute in
            minute + 60 <= end && isQuiet(calendar.minuteOfDay(of: UnixTime(seconds: minute)))
        }
        guard !minutes.isEmpty else { return start }
        let seed = Self.seed(of: id)
        let minute = minutes[Int(seed % UInt64(minutes.count))]
        return max(start, UnixTime(seconds: minute + Int64(seed / UInt64(minutes.count) % 60)))
    }

    /// Three minutes or more from a full or half hour.
    private func isQuiet(_ minute: Int) -> Bool { (3..<28).contains(minute % 30) }

    /// A number from an id, whose characters are those of a hash already.
    private static func seed(of id: String) -> UInt64 {
        id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
