package import RenewalConfig
package import RenewalCouriers
package import RenewalRegistry
package import RenewalRules

/// A configuration with couriers of somebody else's: the simulator's wire and chance are its own.
extension ActiveConfiguration {
    /// Builds the parts of a configuration around a registry that can be read now.
    ///
    /// - Parameters:
    ///   - settings: everything else
    ///   - registry: opened already
    ///   - engine: what the daemon's own couriers would run on
    ///   - couriers: one for each channel
    ///   - pageSize: records that are read at a time
    ///   - chance: a random number in 0..<1, for the distances between attempts
    /// - Throws: what makes the configuration unusable
    package init(
        settings: Settings,
        registry: any RegistrySource,
        engine: CurlEngine,
        couriers: [String: any Courier],
        pageSize: Int,
        chance: @escaping @Sendable () -> Double
    ) throws {
        try self.init(settings: settings, registry: registry, engine: engine)
        planner = Planner(registry: registry, settings: settings, pageSize: pageSize)
        self.couriers = couriers
        self.chance = chance
    }

    /// The business day of an instant.
    package func day(of instant: UnixTime) -> CalendarDate { calendar.day(of: instant) }

    /// Whether a notice of this severity may leave at an instant.
    package func maySend(_ severity: Severity, at instant: UnixTime) -> Bool {
        guard case .open(let minimum) = hours.gate(at: instant) else { return false }
        return severity >= minimum
    }
}
