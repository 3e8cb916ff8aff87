/// How long one read of the registry may take, the clock it is told by, and the memory it may take.
package struct ReadingTime: Sendable {
    let limit: Duration
    /// Bytes by which SQLite may grow meanwhile, whoever else uses it.
    let memory: Int64
    let uptime: @Sendable () -> Duration

    /// Below what makes the unit slow the program down, and many times what a page needs.
    package static let usualMemory: Int64 = 256 << 20

    /// Sets the limit of each read.
    ///
    /// - Parameters:
    ///   - limit: for a page, a lookup, a count, or the copy at the beginning of a pass over a mapped registry
    ///   - memory: in bytes
    ///   - uptime: a time that nobody sets
    package init(
        limit: Duration,
        memory: Int64 = Self.usualMemory,
        uptime: @escaping @Sendable () -> Duration
    ) {
        self.limit = limit
        self.memory = memory
        self.uptime = uptime
    }

    /// As long as it takes: for who sits before it and can end it.
    package static let unlimited = ReadingTime(limit: .seconds(Int64(Int32.max))) { .zero }
}
