import Glibc
import RenewalFiles

/// Whose a file is and who else may use it, by its permission bits.
struct FileProtection: Hashable {
    /// Permission bits as in `chmod`.
    let mode: UInt32
    let owner: uid_t
    let group: gid_t

    /// Whether nobody but the owner can do anything with the file.
    var isOwnersAlone: Bool { mode & 0o077 == 0 }

    /// Refuses a file that somebody could have written who is trusted with nothing else here.
    ///
    /// - Parameter trust: whose files are believed
    /// - Throws: a complaint that names the cure; it completes "FILE "
    func refuseStrangers(besides trust: Trust) throws(Complaint) {
        guard trust.includes(owner) else {
            throw Complaint("belongs to \(UserName.of(owner)); run chown on it, to root or the service's user")
        }
        guard let stranger = trust.stranger(writing: mode_t(mode), group: group) else { return }
        let cure = mode & 0o002 != 0 ? "o-w" : "g-w"
        throw Complaint("can be written by \(stranger) (mode 0\(String(mode, radix: 8))); run chmod \(cure) on it")
    }
}
