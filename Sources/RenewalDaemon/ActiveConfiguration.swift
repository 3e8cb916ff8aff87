import Foundation
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Everything a configuration stands for, built once per start or reload and never changed afterwards.
struct ActiveConfiguration: Sendable {
    let settings: Settings
    let calendar: BusinessCalendar
    let registry: Registry
    /// A simulation reads in smaller pages.
    var planner: Planner
    let composer: DeliveryComposer
    /// By channel; a simulation puts its own in their place.
    var couriers: [String: any Courier]
    /// A random number in 0..<1, for the distances between attempts.
    var chance: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// Builds the parts around a registry that can be read now.
    ///
    /// - Throws: what makes this configuration unusable, such as an unreadable registry
    init(settings: Settings, engine: CurlEngine) throws {
        try self.init(settings: settings, registry: settings.openRegistry(), engine: engine)
    }

    /// Builds the parts around a registry that may have to be waited for.
    ///
    /// - Throws: what makes this configuration unusable
    init(settings: Settings, registry: Registry, engine: CurlEngine) throws {
        guard let calendar = BusinessCalendar(timeZone: settings.timeZone) else {
            throw DaemonError.unknownTimeZone(settings.timeZone)
        }
        self.settings = settings
        self.calendar = calendar
        self.registry = registry
        planner = Planner(registry: registry, settings: settings)
        composer = DeliveryComposer(
            settings: settings,
            templates: TemplateSet(directory: settings.texts.templatesDirectory),
            calendar: calendar
        )
        couriers = try Dictionary(
            uniqueKeysWithValues: settings.channels.map { channel in
                (channel.name, try Self.courier(for: channel, delivery: settings.delivery, engine: engine))
            }
        )
    }

    func scan(outbox: Outbox, clock: any Clock) -> Scan {
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

    var hours: SendingHours { SendingHours(schedule: settings.schedule, calendar: calendar) }

    private static func courier(
        for channel: ChannelSettings,
        delivery: DeliverySettings,
        engine: CurlEngine
    ) throws -> any Courier {
        switch channel.kind {
        case .smtp(let settings):
            try SMTPCourier(
                settings: SMTPSettings(
                    url: settings.url,
                    from: settings.from,
                    username: settings.username,
                    password: settings.password,
                    mechanism: settings.mechanism.courierMechanism,
                    requiresTLS: settings.tls == .required,
                    allowsPrivateNetwork: settings.network == .internal,
                    caFile: settings.caFile,
                    nat64Prefixes: delivery.nat64Prefixes,
                    replyRules: delivery.smtpReplies,
                    heloName: HeloName.of(settings).name
                ),
                engine: engine
            )
        case .webhook(let settings):
            try WebhookCourier(
                settings: WebhookSettings(
                    url: settings.url,
                    secrets: settings.secrets,
                    allowsPrivateNetwork: settings.network == .internal,
                    caFile: settings.caFile,
                    nat64Prefixes: delivery.nat64Prefixes,
                    timeout: settings.timeout,
                    userAgent: "renewald/\(Release.version)"
                ),
                engine: engine
            )
        case .maildir(let settings):
            MaildirCourier(path: settings.path, hostname: ProcessInfo.processInfo.hostName)
        }
    }
}

extension LoginMechanism {
    fileprivate var courierMechanism: SMTPSettings.Mechanism {
        switch self {
        case .auto: .auto
        case .plain: .plain
        case .login: .login
        case .cramMD5: .cramMD5
        case .digestMD5: .digestMD5
        }
    }
}
