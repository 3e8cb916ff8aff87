import Foundation
import RenewalConfig
import RenewalRules

/// The configuration of a simulated office; its switches vary by seed.
struct Configuration {
    let directory: String
    let mutant: Mutant?
    /// Whether the webhook gets everything, with or without the default digests.
    let isFed: Bool
    let channels = ["mail", "desk", "feed"]
    static let duty = "duty@example.test"

    var registryPath: String { "\(directory)/registry.db" }
    var statePath: String { "\(directory)/state.db" }

    /// The registry as the daemon opens it.
    var openedRegistryPath: String { mutant == .staleRecheck ? "\(directory)/copy.db" : registryPath }

    /// What is drawn separately, so that the rest of a seed's life stays as it is.
    struct Pace {
        let spread: String
        let perRecipient: Int

        init(_ dice: inout Dice) {
            spread = dice.pick(["0s", "0s", "20m", "90m"]) ?? "0s"
            perRecipient = dice.pick([0, 0, 3, 8]) ?? 0
        }
    }

    /// The settings of a seed; the pace and the limit of new deliveries per scan are drawn separately.
    func settings(_ dice: inout Dice, pace: Pace, dueLimit limit: Int) throws -> Settings {
        let secret = "\(directory)/feed.secret"
        try Data(Feed.secret.utf8).write(to: URL(filePath: secret))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        let rhythm = dice.pick(["daily", "weekly", "off"]) ?? "off"
        let report = dice.pick(["daily", "off"]) ?? "off"
        let hours = dice.pick(["09:00-18:00", "00:00-24:00", "10:00-12:30"]) ?? "09:00-18:00"
        let weeks = ["mon, tue, wed, thu, fri, sat, sun", "mon, tue, wed, thu, fri", "tue, thu", "workdays"]
        let days = dice.pick(weeks) ?? "mon"
        let ambiguous = dice.happens(onceIn: 4) ? "hold" : "resend"
        let most = "max_per_recipient_per_day: \(pace.perRecipient)"
        let delivery = "delivery: {on_ambiguous: \(ambiguous), max_due_per_scan: \(limit), \(most)}"
        var (tail, routes) = (delivery, Self.routes)
        if isFed {
            (tail, routes) = (rhythm == "off" ? Self.noDigests : "", Self.fedRoutes)
        } else {
            tail += "\ndigests: {employer: \(rhythm), administrator: \(report)}"
        }
        return try Settings.parse(
            text: """
                version: 1
                registry: {sqlite: \(openedRegistryPath)}
                state: {sqlite: \(statePath)}
                schedule: {send_between: "\(hours)", send_days: [\(days)], spread: \(isFed ? "0s" : pace.spread)}
                channels:
                  mail: {type: maildir, path: \(directory)/mail, from: office@example.test, parallel: \(dice.int(1...5))}
                  desk: {type: maildir, path: \(directory)/desk, from: office@example.test, parallel: 2}
                  feed: {type: webhook, url: "https://feed.example.test/", secret: {file: feed.secret}, parallel: 2}
                administrators: [{name: 值班, email: \(Self.duty)}]
                \(routes)
                \(tail)
                """,
            file: "\(directory)/renewald.yaml",
            environment: [:]
        )
    }

    private static let routes = """
        routes:
          - {match: {audience: holder}, send: [mail], fallback: [feed]}
          - {match: {audience: employer}, send: [mail, feed]}
          - {match: {audience: relying_party}, send: [feed]}
          - {match: {audience: administrator}, send: [desk]}
        """

    private static let fedRoutes = """
        routes:
          - {match: {audience: holder}, send: [feed]}
          - {match: {audience: employer}, send: [mail, feed]}
          - {match: {audience: relying_party}, send: [feed]}
          - {match: {audience: administrator}, send: [desk, feed]}
        """

    private static let noDigests = "digests: {employer: off, administrator: off}"
}
