import Glibc
import RenewalFiles
import RenewalRules

/// The owner of a file and who else may use it, according to its permission bits.
struct FileProtection: Hashable {
    /// Permission bits as in `chmod`.
    let mode: UInt32
    let owner: uid_t
    let group: gid_t

    /// Whether nobody but the owner has any access.
    var isOwnersAlone: Bool { mode & 0o077 == 0 }

    /// Refuses a file that an untrusted user could have written.
    ///
    /// - Parameter trust: whose files are trusted
    /// - Throws: a complaint that says how to fix it; it completes "FILE "
    func refuseStrangers(besides trust: Trust) throws(Complaint) {
        guard trust.includes(owner) else {
            let name = UserName.of(owner)
            throw Complaint(
                "属于用户\(name)；请用 `chown` 改为root或本服务的用户",
                "belongs to \(name); run chown on it, to root or the service's user"
            )
        }
        guard let stranger = trust.stranger(writing: mode_t(mode), group: group) else { return }
        let cure = mode & 0o002 != 0 ? "o-w" : "g-w"
        let mode = String(mode, radix: 8)
        throw Complaint(
            "\(stranger.chinese)可以写入（权限0\(mode)）；请执行 `chmod \(cure)`",
            "can be written by \(stranger.english) (mode 0\(mode)); run chmod \(cure) on it"
        )
    }
}
