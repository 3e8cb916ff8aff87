#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whose a file is.
///
/// Root may write anywhere, and leaves behind what the service's user cannot open.
package struct FileOwner: Hashable, Sendable {
    /// The user's number; 0 is root.
    package let user: UInt32
    private let group: UInt32

    /// Whether this process may give files away.
    package static var isRoot: Bool { geteuid() == 0 }

    /// The owner of a file, or of what a link leads to; `nil` when there is none.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (user, group) = (status.st_uid, status.st_gid)
    }

    /// The owner of the directory that a file lies in; `nil` when there is none.
    package init?(ofFolderOf path: String) {
        self.init(of: NewFile(path: path).folder)
    }

    /// What the system calls the user, else its number.
    package var name: String {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "\(user)" }
        return String(cString: name)
    }

    /// Gives a file that root has just made to its owner; for anybody else the file is right as it is.
    ///
    /// - Throws: `unreadable`
    package func take(_ path: String) throws(OutboxError) {
        guard Self.isRoot, FileOwner(of: path) != self else { return }
        guard lchown(path, user, group) == 0 else {
            throw .unreadable(path: path, reason: "it cannot be given to \(name), \(SystemFault.text)")
        }
    }
}
