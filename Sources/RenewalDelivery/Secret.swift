/// A password or key that no log, interpolation or dump shows.
package struct Secret: Hashable, Sendable {
    /// The text itself, for the one place that puts it on the wire; `nil` when it was not read.
    package let revealed: String?

    /// Stands for a secret that the configuration names and nobody read; no courier can be made from it.
    package static let unread = Secret(revealed: nil)

    /// Hides `text` from here on.
    package init(_ text: String) { self.init(revealed: text) }

    private init(revealed: String?) { self.revealed = revealed }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "«redacted»" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
