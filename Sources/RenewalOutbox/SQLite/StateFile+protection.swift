#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import Foundation
import RenewalFiles
import RenewalRules

/// Checks who else could have planted or could read the state file and its companions.
extension StateFile {
    /// The files that SQLite creates next to a database and opens by name, and our lock.
    private static let companions = ["-wal", "-shm", "-journal", ".lock"]

    /// Resolves the path of our own state file: one file has one lock, by whatever path.
    ///
    /// Nobody else can replace the file between this check and SQLite's, or plant a log next to it.
    ///
    /// - Throws: `unsafe` where somebody else could have planted it, `unreadable`
    init(ownPath path: String) throws(OutboxError) {
        do {
            self.init(path: try TrustedPath(path, in: .exclusive).path)
        } catch {
            throw OutboxError(error)
        }
    }

    /// Resolves the path of a backup that an operator named.
    ///
    /// - Throws: `unreadable` for anything but a file, which could block a reader
    init(backup path: String) throws(OutboxError) {
        self.init(path: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        var status = stat()
        guard stat(self.path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: self.path, reason: Phrase("不是文件", "it is not a file"))
        }
    }

    /// Refuses files that are not ours alone, and removes the access of others.
    ///
    /// A version with a looser umask may have left such files; that is no reason to leave people without reminders.
    ///
    /// - Parameter narrowing: whether modes are tightened; otherwise that is left to the daemon
    /// - Returns: the files that were tightened
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
    /// Finds out why a daemon would distrust its files, without changing anything.
    ///
    /// Root judges them as the owner of their directory.
    ///
    /// - Returns: `nil` when the files are its own, or do not exist yet
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
