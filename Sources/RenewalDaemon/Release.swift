/// This release, as `--version` and the `User-Agent` of webhooks name it.
package enum Release {
    package static let version = "0.1.0"
}
