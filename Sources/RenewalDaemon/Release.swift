package import RenewalRules

/// This release, as `--version` and the `User-Agent` of webhooks name it.
package enum Release {
    package static let version = "0.1.0"
    /// Name and version, as other programs are told them.
    package static let userAgent = "renewald/\(version)"
    /// A clock that shows an earlier time than this build cannot be right.
    package static let madeAt = UnixTime(seconds: 1_795_478_400)
}
