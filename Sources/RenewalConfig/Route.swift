package import RenewalRules

/// Which notices go through which channels.
package struct Route: Hashable, Sendable {
    /// Empty for any audience.
    package var audiences: Set<Audience> = []
    /// Empty for any severity.
    package var severities: Set<Severity> = []
    /// Empty for any kind.
    package var kinds: Set<NoticeKind> = []
    /// Ids of employers; empty for any, and for what concerns no employer.
    package var employers: Set<String> = []
    /// Names of channels in the configuration, in the order of the file, at least one.
    package var channels: [String]
    /// Channels for a holder's urgent notice that could not be delivered; empty for none (N43).
    package var fallback: [String] = []

    /// Says whether a notice takes this route.
    package func matches(audience: Audience, severity: Severity, kind: NoticeKind) -> Bool {
        Self.admits(audiences, audience) && Self.admits(severities, severity) && Self.admits(kinds, kind)
    }

    /// Those of `send` and of the fallback.
    package var everyChannel: [String] { channels + fallback }

    /// Says whether some notices to an audience take this route.
    package func admits(audience: Audience) -> Bool { Self.admits(audiences, audience) }

    /// Says whether what concerns some employers takes this route.
    package func admits(employers concerned: Set<String>) -> Bool {
        employers.isEmpty || !employers.isDisjoint(with: concerned)
    }

    /// Says whether some notices of a kind to an audience take this route.
    package func admits(audience: Audience, kind: NoticeKind) -> Bool {
        Self.admits(audiences, audience) && Self.admits(kinds, kind)
    }

    private static func admits<Word>(_ words: Set<Word>, _ word: Word) -> Bool {
        words.isEmpty || words.contains(word)
    }
}
