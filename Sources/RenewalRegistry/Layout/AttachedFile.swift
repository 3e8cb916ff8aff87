/// A second database file that a mapping reads beside the registry, as `NAME.table`.
package struct AttachedFile: Hashable, Sendable {
    /// What SQL calls it.
    package let name: String
    package let path: String

    /// Names a file.
    ///
    /// - Parameters:
    ///   - name: letters, digits and underscores, and neither main nor temp
    ///   - path: the SQLite file
    package init(name: String, path: String) {
        (self.name, self.path) = (name, path)
    }

    /// As many as an office has, and fewer than SQLite allows.
    package static let most = 4
}
