#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import Foundation
import RenewalFiles

/// Who else could have laid the state file and what belongs to it, or could read them.
extension StateFile {
    /// What SQLite makes beside a database, and opens by its name, and our lock.
    private static let companions = ["-wal", "-shm", "-journal", ".lock"]

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

extension Outbox {
    /// Looks for what would keep a daemon from believing its files, and changes nothing.
    ///
    /// Root judges them as the owner of their directory.
    ///
    /// - Returns: `nil` when the files are its own, or not there yet
    package static func fault(ofFilesAt path: String) -> OutboxError? {
        let look = { _ = try StateFile(ownPath: path).requireOwn(narrowing: false) }
        do {
            if FileOwner.isRoot, let owner = FileOwner(ofFolderOf: path), owner.user != 0 {
                try owner.lend(to: look)
            } else {
                try look()
            }
            return nil
        } catch {
            return OutboxError(error, path: path)
        }
    }
}
