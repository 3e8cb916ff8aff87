import GRDB
import Glibc
import RenewalFiles
import RenewalRegistry
import RenewalRules

/// A file that gets its name once it is complete, sound and on disk.
struct NewCopy {
    let target: String
    private let partial: String

    /// Who may read it.
    enum Rights {
        /// Owner and group, as of every file with personal data.
        case ofCopy
        /// Whoever may read the original.
        case ofOriginal
    }

    /// - Throws: `RegistryError.cannotCreate` when there is a file of that name, or none can be made
    init(_ target: String, like original: String, rights: Rights) throws(RegistryError) {
        self.target = target
        partial = "\(target).partial"
        guard access(target, F_OK) != 0 else {
            throw failure(Phrase("文件已存在，未作改动；请另选路径", "the file exists and is left alone; choose another path"))
        }
        // What an earlier command left when it was interrupted helps nobody.
        unlink(partial)
        let file = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, ReferenceRegistry.mode)
        guard file >= 0 else { throw failure(Self.lastReason) }
        defer { close(file) }
        var status = stat()
        guard stat(original, &status) == 0 else { throw failure(Self.lastReason) }
        // To the group of the original, as far as this user may give it away.
        _ = fchown(file, uid_t.max, status.st_gid)
        let mode: mode_t =
            switch rights {
            case .ofCopy: ReferenceRegistry.mode
            case .ofOriginal: status.st_mode & 0o777
            }
        guard fchmod(file, mode) == 0 else { throw failure(Self.lastReason) }
    }

    /// Fills it with what a database holds.
    ///
    /// - Throws: what SQLite answers; the partial file is removed then
    func fill(from database: DatabaseQueue) throws {
        do {
            let copy = try opened()
            // In one step, so that nothing is written meanwhile; VACUUM would attach a file, which the limits forbid.
            try database.backup(to: copy)
            let verdict = try copy.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
            try copy.close()
            guard verdict == "ok" else {
                let said = verdict ?? "-"
                throw failure(Phrase("副本与原件不符：\(said)", "it is not as what it was copied from: \(said)"))
            }
            try require(FileSync.content(of: partial), of: partial)
        } catch {
            discard()
            throw error
        }
    }

    /// Changes what it holds.
    ///
    /// - Throws: what SQLite or the change answers; the partial file is removed then
    func change(_ change: (DatabaseQueue) throws -> Void) throws {
        do {
            let copy = try opened()
            try change(copy)
            try copy.close()
            try require(FileSync.content(of: partial), of: partial)
        } catch {
            discard()
            throw error
        }
    }

    /// What it was copied from may have been made by somebody else.
    private func opened() throws -> DatabaseQueue {
        try DatabaseQueue(path: partial, configuration: ReferenceRegistry.configuration)
    }

    /// Gives it its name, where nothing was.
    func settle() throws(RegistryError) {
        guard link(partial, target) == 0 else {
            let reason = Self.lastReason
            unlink(partial)
            throw failure(reason)
        }
        unlink(partial)
        try require(FileSync.name(of: target), of: target)
    }

    /// Puts it in the place of another file, which keeps a name of its own.
    func replace(_ file: String, keepingAs name: String) throws(RegistryError) {
        guard link(file, name) == 0 else { throw failure(Self.lastReason) }
        guard rename(partial, file) == 0 else {
            let reason = Self.lastReason
            unlink(name)
            throw failure(reason)
        }
        try require(FileSync.name(of: file), of: file)
    }

    /// Removes what has no name yet.
    func discard() { unlink(partial) }

    private func failure(_ reason: Phrase) -> RegistryError { .cannotCreate(path: target, reason: reason) }

    private static var lastReason: Phrase { SystemFault.last.phrase }

    private func require(_ fault: SystemFault?, of path: String) throws(RegistryError) {
        if let fault { throw .unreadable(path: path, reason: fault.phrase) }
    }
}
