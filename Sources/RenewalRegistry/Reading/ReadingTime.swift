/// The time and memory that one read of the registry may take, and the clock that measures it.
package struct ReadingTime: Sendable {
    let limit: Duration
    /// Bytes by which SQLite may grow meanwhile, whatever else uses it.
    let memory: Int64
    let uptime: @Sendable () -> Duration

    /// Below the unit's memory limit, and many times what a page needs.
    package static let usualMemory: Int64 = 256 << 20

    /// Sets the limit of each read.
    ///
    /// - Parameters:
    ///   - limit: for a page, a lookup, a count, or the copy at the beginning of a pass over a mapped registry
    ///   - memory: in bytes
    ///   - uptime: a clock that cannot be set
    package init(
        limit: Duration,
        memory: Int64 = Self.usualMemory,
        uptime: @escaping @Sendable () -> Duration
    ) {
        self.limit = limit
        self.memory = memory
        self.uptime = uptime
    }

    /// No limit, for somebody at a terminal who can stop it.
    package static let unlimited = ReadingTime(limit: .seconds(Int64(Int32.max))) { .zero }
}
