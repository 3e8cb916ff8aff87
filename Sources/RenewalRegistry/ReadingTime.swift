/// How long one read of the registry may take, and the clock it is told by.
package struct ReadingTime: Sendable {
    let limit: Duration
    let uptime: @Sendable () -> Duration

    /// Sets the limit of each read.
    ///
    /// - Parameters:
    ///   - limit: for a page, a lookup, a count, or the copy at the beginning of a pass over a mapped registry
    ///   - uptime: a time that nobody sets
    package init(limit: Duration, uptime: @escaping @Sendable () -> Duration) {
        self.limit = limit
        self.uptime = uptime
    }

    /// As long as it takes: for who sits before it and can end it.
    package static let unlimited = ReadingTime(limit: .seconds(Int64(Int32.max))) { .zero }
}
