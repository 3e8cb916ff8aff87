/// A password or key that no log, interpolation or dump shows.
package struct Secret: Hashable, Sendable {
    /// The text itself, for the one place that puts it on the wire.
    package let revealed: String

    /// Stands for a secret that was not read.
    package static let unread = Secret("")

    /// Hides `text` from here on.
    package init(_ text: String) { revealed = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "«redacted»" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
