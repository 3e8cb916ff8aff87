/// How long personal data are kept.
package struct RetentionSettings: Hashable, Sendable {
    /// The time from the end of a delivery until its address, name, message and replies are erased.
    package var eraseAfter: Duration = .seconds(30 * 86_400)
}
