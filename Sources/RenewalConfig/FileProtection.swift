import Glibc

/// Who else may use a file, by its permission bits.
struct FileProtection: Hashable {
    /// Permission bits as in `chmod`.
    let mode: UInt32
    let group: gid_t

    /// Whether nobody but the owner can do anything with the file.
    var isOwnersAlone: Bool { mode & 0o077 == 0 }

    /// Refuses a file that somebody could have written who is trusted with nothing else here.
    ///
    /// - Parameter trusted: groups whose members may write what the service believes
    /// - Throws: a complaint that names the cure; it completes "FILE "
    func refuseStrangers(besides trusted: Set<gid_t> = Self.trustedGroups) throws(Complaint) {
        let shown = "mode 0\(String(mode, radix: 8))"
        if mode & 0o002 != 0 { throw Complaint("can be written by everybody (\(shown)); run chmod o-w on it") }
        if mode & 0o020 != 0, !trusted.contains(group) {
            throw Complaint(
                "can be written by group \(group), which is not the service's (\(shown)); run chmod g-w on it"
            )
        }
    }

    /// The account of the unit file: a check by root is to judge its files as the service will.
    private static let serviceUser = "renewald"

    /// Root's group, that of this process, and the service user's.
    private static let trustedGroups: Set<gid_t> = {
        var groups: Set<gid_t> = [0, getegid()]
        var (entry, found) = (passwd(), nil as UnsafeMutablePointer<passwd>?)
        var buffer = [CChar](repeating: 0, count: 16_384)
        // Where there is no such account, nobody has its group.
        if getpwnam_r(serviceUser, &entry, &buffer, buffer.count, &found) == 0, found != nil {
            groups.insert(entry.pw_gid)
        }
        return groups
    }()
}
