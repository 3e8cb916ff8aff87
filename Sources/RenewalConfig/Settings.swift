package import RenewalCouriers
import RenewalDelivery
package import RenewalNotices
package import RenewalRegistry
package import RenewalRules

/// A checked configuration: everything in it can be used without further checks.
///
/// Only `Settings.load` and `Settings.parse` create it. Paths are absolute or relative to the working directory; paths
/// relative to the file are already resolved.
package struct Settings: Hashable, Sendable {
    /// The path the settings were read from.
    package var file: String
    /// The text of that file, to detect changes; it never contains secrets.
    package var source = ""
    /// The business time zone as an IANA name that this system knows.
    package var timeZone = Settings.usualTimeZone
    /// Tells this office's events from others'; `nil` for the id of the state file.
    package var officeID: String?
    package var registry: RegistrySettings
    /// Path of the database that renewald owns.
    package var statePath: String
    package var schedule = ScheduleSettings()
    /// The figures of the rules.
    package var policy = RenewalPolicy()
    /// In the order of the file, at least one, names unique.
    package var channels: [ChannelSettings]
    /// In the order of the file, at least one.
    package var routes: [Route]
    /// In the order of the file; may be empty.
    package var administrators: [Administrator] = []
    package var texts = TextSettings()
    package var digests = DigestSettings()
    package var delivery = DeliverySettings()
    package var retention = RetentionSettings()
    package var bounces = BounceSettings()
    package var heartbeat: HeartbeatSettings?
    /// Where the monitoring program listens; `nil` for nowhere.
    package var web: WebSettings?

    /// The country of the rules (rule A6).
    package static let usualTimeZone = "Asia/Shanghai"
}

/// Where the registration office keeps its records.
package struct RegistrySettings: Hashable, Sendable {
    /// Path of the SQLite database, which is only ever read.
    package var path: String
    /// How it is laid out; without a query for registrations, in the reference schema.
    package var mapping = RegistryMapping()
    /// How long one read may take, including the copy at the beginning of a pass over a mapped registry.
    package var readTimeout: Duration = .seconds(60)
    /// The sheets that are taken into it by themselves.
    package var sheets: [SheetSettings] = []
}

/// Somebody who is notified of what only the office can fix.
package struct Administrator: Hashable, Sendable {
    package var name: String
    package var email: EmailAddress
    package var language: Language
}

/// What the texts of notices need besides the record.
package struct TextSettings: Hashable, Sendable {
    /// The directory of the templates: the configured one, or `templates` next to the configuration, which may be a
    /// link; `nil` for the shipped ones.
    package var templatesDirectory: String?
    /// The language of people whose record has none, and of commands where nothing else names one.
    package var language: Language = .chinese
    /// What the office says about itself.
    package var office = OfficeTexts(
        systemURL: "https://rmocse.chinasafety.ac.cn/",
        lookupHint: "人社部网站 → 职业资格认证 → 安全工程师"
    )
}

extension Settings {
    /// Whether a channel or the heartbeat has a secret that was not read.
    package var hasUnreadSecrets: Bool {
        heartbeat?.url == .unread || channels.contains { $0.kind.descriptor.secrets.contains(.unread) }
    }
}
