import RenewalCouriers
import RenewalDelivery
package import RenewalNotices
package import RenewalRegistry
package import RenewalRules

/// A checked configuration: everything in it may be used without looking again.
///
/// Made by `Settings.load` and `Settings.parse` only. Paths are absolute or relative to the working directory;
/// what the file states relative to itself is already joined.
package struct Settings: Hashable, Sendable {
    /// The path the settings were read from.
    package var file: String
    /// The text of that file, to tell whether it has changed; secrets are never in it.
    package var source = ""
    /// The business time zone as an IANA name that this system knows.
    package var timeZone = Settings.usualTimeZone
    package var registry: RegistrySettings
    /// Path of the database that renewald owns.
    package var statePath: String
    package var schedule = ScheduleSettings()
    /// The numbers of the rules.
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

    /// Where the rules are from (rule A6).
    package static let usualTimeZone = "Asia/Shanghai"
}

/// Where the registration office keeps its records.
package struct RegistrySettings: Hashable, Sendable {
    /// Path of the SQLite database, which is only ever read.
    package var path: String
    /// How it is laid out; without a query for registrations, in the reference schema.
    package var mapping = RegistryMapping()
    /// How long one read may take, among them the copy that a pass over a mapped registry begins with.
    package var readTimeout: Duration = .seconds(60)
}

/// Somebody who is told about what only the office can put right.
package struct Administrator: Hashable, Sendable {
    package var name: String
    package var email: EmailAddress
    package var language: Language
}

/// What the words of notices need beyond the record.
package struct TextSettings: Hashable, Sendable {
    /// The directory of the templates: the one named, or `templates` beside the configuration, which may be a link;
    /// `nil` for the plain built-in texts.
    package var templatesDirectory: String?
    /// The language for people whose record states none.
    package var language: Language = .chinese
    /// What the office says about itself.
    package var office = OfficeTexts(
        systemURL: "https://rmocse.chinasafety.ac.cn/",
        lookupHint: "人社部网站 → 职业资格认证 → 安全工程师"
    )
}

extension Settings {
    /// Whether a channel names a secret that was not read.
    package var hasUnreadSecrets: Bool {
        channels.contains { $0.kind.descriptor.secrets.contains(.unread) }
    }
}
