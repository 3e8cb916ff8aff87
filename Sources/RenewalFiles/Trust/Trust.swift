package import Glibc
package import RenewalRules

/// Whose files and directories are trusted.
package struct Trust: Sendable {
    private let users: Set<uid_t>?
    private let groups: Set<gid_t>?

    /// Names the trusted users and groups.
    ///
    /// - Parameters:
    ///   - users: may own files; `nil` for everybody
    ///   - groups: may also write; `nil` for every group
    package init(users: Set<uid_t>?, groups: Set<gid_t>?) {
        self.users = users
        self.groups = groups
    }

    /// Root and this process, with the service's group: for files that the program relies on or writes.
    package static var ourselves: Trust { Trust(users: [0, geteuid()], groups: ownGroups) }

    /// Any owner, as long as no untrusted user can write: for files that an operator names.
    package static var anyOwner: Trust { Trust(users: nil, groups: ownGroups) }

    /// Any owner and any group, as long as the directory is not world-writable: for the place of an operator's file.
    package static var anyGroup: Trust { Trust(users: nil, groups: nil) }

    /// Whether files of this user are trusted.
    package func includes(_ user: uid_t) -> Bool { users?.contains(user) ?? true }

    /// Who besides the owner may write to a directory or file; `nil` when only a trusted group may.
    package func stranger(writing mode: mode_t, group: gid_t) -> Phrase? {
        if mode & 0o002 != 0 { return Phrase("所有用户", "everybody") }
        guard mode & 0o020 != 0, let groups, !groups.contains(group) else { return nil }
        return Phrase("用户组\(group)（不是本服务的用户组）", "group \(group), which is not the service's")
    }

    private static var ownGroups: Set<gid_t> { serviceGroup.union([0, getegid()]) }

    /// The group of the unit file's account: a check by root judges files as the service will.
    private static let serviceGroup: Set<gid_t> = {
        var (entry, found) = (passwd(), nil as UnsafeMutablePointer<passwd>?)
        var buffer = [CChar](repeating: 0, count: 16_384)
        let code = getpwnam_r("renewald", &entry, &buffer, buffer.count, &found)
        // Without such an account nobody is in its group.
        return code == 0 && found != nil ? [entry.pw_gid] : []
    }()
}
