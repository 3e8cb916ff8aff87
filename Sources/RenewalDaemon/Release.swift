package import RenewalRules

/// This release, as `--version` and the `User-Agent` of webhooks name it.
package enum Release {
    package static let version = "0.1.0"
    /// No clock is right that shows a time before this version was made.
    package static let madeAt = UnixTime(seconds: 1_795_478_400)
}
