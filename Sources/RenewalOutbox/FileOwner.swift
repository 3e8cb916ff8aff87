#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import Foundation
import RenewalFiles

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

    /// The owner of the directory that a file lies in, or the one that a link under its name leads to; `nil` when there
    /// is none.
    package init?(ofFolderOf path: String) {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        self.init(of: NewFile(path: path).folder)
    }

    /// What the system calls the user, else its number.
    package var name: String { UserName.of(user) }

    /// Makes this user the one of the process, for good, with the groups it has.
    ///
    /// - Throws: `unreadable`
    package func become() throws(OutboxError) {
        guard user != 0 else { return }
        try enterGroups()
        guard setgid(group) == 0, setuid(user) == 0 else { throw failure }
    }

    /// Opens something as this user, and is root again afterwards.
    ///
    /// - Throws: `unreadable`, or what `open` throws
    package func lend<Value>(to open: () throws -> Value) throws -> Value {
        try enterGroups()
        defer {
            // Being root again always succeeds: the saved user stays root's.
            _ = seteuid(0)
            _ = setegid(getgid())
            _ = setgroups(0, nil)
        }
        guard setegid(group) == 0, seteuid(user) == 0 else { throw failure }
        return try open()
    }

    private func enterGroups() throws(OutboxError) {
        guard initgroups(name, group) == 0 else { throw failure }
    }

    private var failure: OutboxError {
        .unreadable(path: "of \(name)", reason: "root cannot work as \(name), \(SystemFault.text)")
    }
}
