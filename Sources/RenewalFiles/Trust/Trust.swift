package import Glibc

/// Whose files and directories are believed.
package struct Trust: Sendable {
    private let users: Set<uid_t>?
    private let groups: Set<gid_t>?

    /// Names those who are believed.
    ///
    /// - Parameters:
    ///   - users: may own files; `nil` for everybody
    ///   - groups: may write besides; `nil` for every group
    package init(users: Set<uid_t>?, groups: Set<gid_t>?) {
        self.users = users
        self.groups = groups
    }

    /// Root and this process, with the service's group: for what the program believes or writes.
    package static var ourselves: Trust { Trust(users: [0, geteuid()], groups: ownGroups) }

    /// Whoever owns a file, as long as no stranger can write it: for what an operator names.
    package static var anyOwner: Trust { Trust(users: nil, groups: ownGroups) }

    /// Whoever owns a directory or shares it, as long as not everybody can: for where an operator's file lies.
    package static var anyGroup: Trust { Trust(users: nil, groups: nil) }

    /// Whether files of this user are believed.
    package func includes(_ user: uid_t) -> Bool { users?.contains(user) ?? true }

    /// Who may write into a directory or file besides its owner; `nil` when only a trusted group may.
    package func stranger(writing mode: mode_t, group: gid_t) -> String? {
        if mode & 0o002 != 0 { return "everybody" }
        guard mode & 0o020 != 0, let groups, !groups.contains(group) else { return nil }
        return "group \(group), which is not the service's"
    }

    private static var ownGroups: Set<gid_t> { serviceGroup.union([0, getegid()]) }

    /// The group of the unit file's account: a check by root judges files as the service will.
    private static let serviceGroup: Set<gid_t> = {
        var (entry, found) = (passwd(), nil as UnsafeMutablePointer<passwd>?)
        var buffer = [CChar](repeating: 0, count: 16_384)
        let code = getpwnam_r("renewald", &entry, &buffer, buffer.count, &found)
        // Where there is no such account, nobody has its group.
        return code == 0 && found != nil ? [entry.pw_gid] : []
    }()
}
