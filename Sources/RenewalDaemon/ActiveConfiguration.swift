import RenewalConfig
import RenewalCouriers
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Everything built from a configuration, once per start or reload, and never changed afterwards.
package struct ActiveConfiguration: Sendable {
    let settings: Settings
    let calendar: BusinessCalendar
    let registry: any RegistrySource
    /// A simulation reads smaller pages.
    var planner: Planner
    let composer: DeliveryComposer
    /// By channel; a simulation replaces them with its own.
    var couriers: [String: any Courier]
    /// The watcher that is called after good passes; `nil` without one.
    let heartbeat: Heartbeat?
    /// A random number in 0..<1, for the delays between attempts.
    var chance: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// Builds the parts around a registry, which may have to be waited for.
    ///
    /// - Throws: why this configuration is unusable
    init(settings: Settings, registry: any RegistrySource, engine: CurlEngine) throws {
        let calendar = try settings.calendar()
        self.settings = settings
        self.calendar = calendar
        self.registry = registry
        planner = Planner(registry: registry, settings: settings)
        composer = DeliveryComposer(
            settings: settings,
            templates: TemplateSet(directory: settings.texts.templatesDirectory),
            calendar: calendar
        )
        heartbeat = settings.heartbeat.flatMap { Heartbeat(settings: $0, on: engine, as: Release.userAgent) }
        couriers = try Dictionary(
            uniqueKeysWithValues: settings.channels.map { channel in
                (channel.name, try channel.courier(on: engine))
            }
        )
    }

    func scan(outbox: any PlanningStore, clock: any Clock) -> Scan {
        Scan(
            planner: planner,
            outbox: outbox,
            calendar: calendar,
            clock: clock,
            dueLimit: settings.delivery.maxDuePerScan,
            unreadablePercent: settings.delivery.maxUnreadablePercent,
            scanAt: settings.schedule.scanAt.minutes,
            configuration: settings.source
        )
    }

    var hours: SendingHours {
        SendingHours(schedule: settings.schedule, workdays: settings.policy.workdays, calendar: calendar)
    }
}
