import Foundation
import GRDB
import Glibc
import RenewalFiles
package import RenewalRegistry
package import RenewalRules
import RenewalSQLite

extension ReferenceRegistry {
    /// The copies kept beside a registry; an eleventh takes the place of the earliest.
    package static let mostCopies = 10

    /// Copies the registry beside it, before something is written that somebody may want to undo.
    ///
    /// The copy is complete, checked and on disk when it returns. Copies beyond ``mostCopies`` are removed, the earliest
    /// first.
    ///
    /// - Parameter now: the instant that names it
    /// - Returns: where it lies
    /// - Throws: ``RegistryError`` when the folder is full or cannot be written
    @discardableResult
    package func keepCopy(at now: UnixTime) throws(RegistryError) -> RegistryCopy {
        let copy = try makeCopy(at: now)
        forgetOldCopies()
        return copy
    }

    /// Copies the registry beside it, and leaves the earlier copies as they are.
    func makeCopy(at now: UnixTime) throws(RegistryError) -> RegistryCopy {
        let copy = freeCopy(at: now)
        try backUp(to: copy.path)
        return copy
    }

    /// Writes a copy of the registry to a new file, while others go on reading it.
    ///
    /// - Parameter target: a path at which there is nothing yet
    /// - Throws: ``RegistryError``
    package func backUp(to target: String) throws(RegistryError) {
        do {
            let copy = try NewCopy(target, like: path, rights: .ofCopy)
            try copy.fill(from: queue)
            try copy.settle()
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Puts a copy in the place of the registry, which is kept as the latest copy.
    ///
    /// The registry becomes another file, so that a daemon looks at all of its records again: what it holds changed long
    /// before the last pass. A write under way is waited for; one that waits meanwhile fails, because SQLite sees that its
    /// file has moved. What is remembered of sheets stays: one whose import is undone is taken again when it changes.
    ///
    /// - Parameters:
    ///   - copy: the path of a copy
    ///   - now: the instant that names the copy of what is put away
    /// - Returns: the copy that puts the present state back
    /// - Throws: ``RegistryError``; the registry is as it was then
    package func putBack(_ copy: String, at now: UnixTime) throws(RegistryError) -> RegistryCopy {
        do {
            let kept = freeCopy(at: now)
            let restored = try NewCopy("\(path).undo", like: path, rights: .ofOriginal)
            try restored.fill(from: Self.reading(copy))
            defer { restored.discard() }
            try restored.change(ReferenceSchema.migrate)
            // A log of the old file would be taken for that of the new one.
            let mode = try queue.writeWithoutTransaction {
                try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
            }
            guard mode == "delete" else { throw RegistryError.busy(path: path) }
            try queue.inTransaction(.exclusive) { database in
                let memory = try SheetMemory(in: database)
                try restored.change { try $0.write(memory.replaceOther) }
                try restored.replace(path, keepingAs: kept.path)
                return .rollback
            }
            forgetOldCopies()
            return kept
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// What became of the copies beside a registry.
    package struct ForgottenCopies: Hashable, Sendable {
        /// How many are gone.
        package var removed = 0
        /// The files that could not be removed, with the system's reason.
        package var left: [LeftCopy] = []
    }

    /// A copy that is still there.
    package struct LeftCopy: Hashable, Sendable {
        package let path: String
        package let reason: Phrase
    }

    /// The paths of all copies beside the registry, and of what is left of unfinished ones.
    package var copies: [String] { RegistryCopy.all(of: path).map(\.path) + RegistryCopy.leftovers(of: path) }

    /// Removes all copies beside the registry, and what is left of unfinished ones: they hold what was erased from it.
    ///
    /// - Returns: how many there were, and which are still there
    package func forgetCopies() -> ForgottenCopies {
        var result = ForgottenCopies()
        for file in copies {
            if unlink(file) == 0 {
                result.removed += 1
            } else if errno != ENOENT {
                result.left.append(LeftCopy(path: file, reason: SystemFault.last.phrase))
            }
        }
        return result
    }

    /// Removes copies beyond ``mostCopies``, the earliest first.
    func forgetOldCopies() {
        // One that cannot be removed is tried again with the next.
        for copy in RegistryCopy.all(of: path).dropLast(Self.mostCopies) { unlink(copy.path) }
    }

    /// Two commands may come in one second.
    private func freeCopy(at now: UnixTime) -> RegistryCopy {
        var copy = RegistryCopy(of: path, at: now)
        while FileManager.default.fileExists(atPath: copy.path) {
            copy = RegistryCopy(of: path, at: copy.takenAt + .seconds(1))
        }
        return copy
    }

    /// Opens a copy for reading, with the limits of every file that somebody else may have made.
    ///
    /// - Throws: `RegistryError` when it is none
    static func reading(_ copy: String) throws -> DatabaseQueue {
        _ = try FileIdentity(registryAt: copy)
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        let isReference = try queue.read { database in
            try ReachedViews(in: database).check(tables.map { "FROM \($0)" })
            guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else { return false }
            return try ReferenceSchema.isIn(database, path: copy)
        }
        guard isReference else {
            let reason = Phrase("不是完好的登记库备份", "it is no sound copy of a reference registry")
            throw RegistryError.layout(path: copy, reason: reason)
        }
        return queue
    }
}
