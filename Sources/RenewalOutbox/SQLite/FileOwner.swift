#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import Foundation
import RenewalFiles

/// The owner of a file.
///
/// Root may write anywhere, but leaves files that the service's user cannot open.
package struct FileOwner: Hashable, Sendable {
    /// The user's number; 0 is root.
    package let user: UInt32

    /// Whether this process has unlimited rights.
    package static var isRoot: Bool { geteuid() == 0 }

    /// The owner of a file, or of what a link leads to; `nil` when there is none.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        user = status.st_uid
    }

    /// The first user other than root who owns a directory or link on the way to a file, or the directory that links
    /// lead to, and so controls what is there; root where there is no such user, `nil` where there is no directory.
    package init?(ofFolderOf path: String) {
        let named = URL(fileURLWithPath: path)
        guard let last = FileOwner(of: NewFile(path: named.resolvingSymlinksInPath().path).folder) else { return nil }
        var folders = [NewFile(path: named.standardizedFileURL.path).folder]
        while let folder = folders.last, folder.count > 1 { folders.append(NewFile(path: folder).folder) }
        let owners = folders.reversed().compactMap(FileOwner.init(ofLinkOr:))
        self = (owners + [last]).first { $0.user != 0 } ?? last
    }

    private init?(ofLinkOr path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        user = status.st_uid
    }

    /// What the system calls the user, else its number.
    package var name: String { UserName.of(user) }

    /// Switches the process to this user and its groups for good.
    ///
    /// - Throws: `unreadable`
    package func become() throws(OutboxError) {
        guard user != 0 else { return }
        try enterGroups()
        guard setgid(UserName.group(of: user)) == 0, setuid(user) == 0 else { throw failure }
    }

    /// Opens something as this user, and switches back to root afterwards.
    ///
    /// - Throws: `unreadable`, or what `open` throws
    package func lend<Value>(to open: () throws -> Value) throws -> Value {
        var groups = [gid_t](repeating: 0, count: Int(max(getgroups(0, nil), 0)))
        guard getgroups(Int32(groups.count), &groups) >= 0 else { throw failure }
        try enterGroups()
        defer {
            // The saved user is still root's; if switching back failed, the process would only have fewer rights.
            _ = seteuid(0)
            _ = setegid(getgid())
            _ = setgroups(groups.count, groups)
        }
        guard setegid(UserName.group(of: user)) == 0, seteuid(user) == 0 else { throw failure }
        return try open()
    }

    private func enterGroups() throws(OutboxError) {
        guard initgroups(name, UserName.group(of: user)) == 0 else { throw failure }
    }

    private var failure: OutboxError {
        .notOwner(user: name, reason: SystemFault.last.phrase)
    }
}
