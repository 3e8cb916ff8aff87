import Glibc
import RenewalRules

/// A file that belongs to us alone: regular, with a single name, owned by the user of this process.
///
/// A link, a pipe, a device or another user's file under the same name is refused, whatever it leads to or contains.
package struct OwnFile {
    package let path: String
    private let status: stat

    /// Inspects a file through a descriptor that cannot read or block and releases no lock when it is closed.
    ///
    /// - Returns: `nil` when there is no file
    /// - Throws: `unsafe`, `system`
    /// - Source: open(2), O_PATH
    package init?(at path: String) throws(FileRefusal) {
        let descriptor = Glibc.open(path, Self.pathOnly | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(path: path, number: errno)
        }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, path: path)
    }

    private init(descriptor: Int32, path: String) throws(FileRefusal) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(path: path, number: errno) }
        if let kind = Self.kind(of: status.st_mode) {
            let fault = Phrase(
                "是\(kind.chinese)，不是独立的文件；请查明来源，并将其删除",
                "is \(kind.english), not a file of its own; find out who laid it there, and remove it"
            )
            throw .unsafe(path: path, fault: fault)
        }
        (self.path, self.status) = (path, status)
        try requireOwn()
    }

    /// O_PATH, which the C library declares only with GNU extensions.
    private static let pathOnly: Int32 = 0o10_000_000

    /// Opens a file, or creates it owner-only; a looser mode is tightened.
    ///
    /// - Parameters:
    ///   - path: in a directory where nobody else can replace it, see ``TrustedPath``
    ///   - flags: as for open(2); those against following links, blocking and inheritance are added
    /// - Returns: a descriptor that the caller closes
    /// - Throws: `unsafe`, `system`
    package static func open(_ path: String, _ flags: Int32) throws(FileRefusal) -> Int32 {
        // Merely opening a device may already have an effect.
        _ = try OwnFile(at: path)
        let descriptor = Glibc.open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .system(path: path, number: errno) }
        do throws(FileRefusal) {
            let file = try OwnFile(descriptor: descriptor, path: path)
            guard file.isOwnersAlone || fchmod(descriptor, file.ownersMode) == 0 else {
                throw .system(path: path, number: errno)
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// The mode of new files.
    package static let mode: UInt32 = 0o600

    /// The permission bits.
    package var permissions: UInt32 { status.st_mode & 0o7777 }

    /// Whether nobody but the owner has any access.
    package var isOwnersAlone: Bool { permissions & 0o077 == 0 }

    /// Takes all access away from everybody else.
    ///
    /// - Throws: `system`
    package func narrow() throws(FileRefusal) {
        guard chmod(path, ownersMode) == 0 else { throw .system(path: path, number: errno) }
    }

    private var ownersMode: mode_t { permissions & 0o700 }

    private func requireOwn() throws(FileRefusal) {
        let own = geteuid()
        guard status.st_uid == own else {
            throw .unsafe(path: path, fault: foreignness(to: own))
        }
        guard status.st_nlink <= 1 else {
            let fault = Phrase(
                "有\(status.st_nlink)个名称（硬链接）；请用 `find -samefile` 找出，只保留一个",
                "has \(status.st_nlink) names (hard links); find them with `find -samefile`, and remove all but one"
            )
            throw .unsafe(path: path, fault: fault)
        }
    }

    /// Whose it is.
    ///
    /// What root left has to be given back; on the files of others one works as that user.
    private func foreignness(to own: uid_t) -> Phrase {
        let (owner, us) = (UserName.of(status.st_uid), UserName.of(own))
        guard status.st_uid != 0 else {
            return Phrase(
                "属于用户\(owner)，不属于\(us)；如确为本系统的文件，请执行 `sudo chown \(us) \(path)`",
                "belongs to \(owner), not to \(us); if it is ours, run sudo chown \(us) \(path)"
            )
        }
        return Phrase(
            "属于用户\(owner)，不属于\(us)；请以该用户执行：`sudo -u \(owner) renewald …`",
            "belongs to \(owner), not to \(us); run the command as that user: sudo -u \(owner) renewald …"
        )
    }

    /// What is there instead of a regular file.
    private static func kind(of mode: mode_t) -> Phrase? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFLNK: Phrase("符号链接", "a symbolic link")
        case S_IFDIR: Phrase("目录", "a directory")
        case S_IFIFO: Phrase("命名管道", "a named pipe")
        case S_IFSOCK: Phrase("套接字", "a socket")
        default: Phrase("设备", "a device")
        }
    }
}
