#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import Foundation
import RenewalFiles

/// Who else could have laid the state file and what belongs to it, or could read them.
extension StateFile {
    /// What SQLite makes beside a database, and opens by its name.
    private static let companions = ["-wal", "-shm", "-journal"]

    /// Follows the path of our own state file: one file has one lock, whatever leads to it.
    ///
    /// Nobody else can exchange what lies there between this look and SQLite's, nor lay a log beside it.
    ///
    /// - Throws: `unsafe` where somebody else could have laid it, `unreadable`
    init(ownPath path: String) throws(OutboxError) {
        do {
            self.init(path: try TrustedPath(path, in: .exclusive).path)
        } catch {
            throw OutboxError(error)
        }
    }

    /// Follows the path of a backup that an operator named.
    ///
    /// - Throws: `unreadable` for what is no file, which could keep a reader waiting
    init(backup path: String) throws(OutboxError) {
        self.init(path: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        var status = stat()
        guard stat(self.path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: self.path, reason: "it is not a file")
        }
    }

    /// Refuses files that are not ours alone, and takes from others what rights they have.
    ///
    /// A version with a looser umask may have left such files; they are no reason to leave people without reminders.
    ///
    /// - Parameter narrowing: whether modes are narrowed; otherwise they are left to the daemon
    /// - Returns: the files that were narrowed
    /// - Throws: `unsafe`, `unreadable`
    func requireOwn(narrowing: Bool) throws(OutboxError) -> [String] {
        var narrowed: [String] = []
        do throws(FileRefusal) {
            for end in [""] + Self.companions {
                guard let file = try OwnFile(at: path + end), narrowing, !file.isOwnersAlone else { continue }
                try file.narrow()
                narrowed.append(file.path)
            }
        } catch {
            throw OutboxError(error)
        }
        return narrowed
    }
}
