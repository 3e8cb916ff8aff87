import GRDB
import Glibc
import RenewalFiles
package import RenewalRegistry
import RenewalRules
import RenewalSQLite

/// The registry in the reference schema, opened for reading and writing by operator's commands.
///
/// It uses SQLite's rollback journal, not WAL, so that a reader with another account needs no write permission next to
/// it.
package struct ReferenceRegistry {
    let path: String
    let queue: DatabaseQueue

    /// Makes an empty registry.
    ///
    /// - Throws: `RegistryError.cannotCreate` when the file exists or cannot be created
    package static func create(at path: String) throws(RegistryError) {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, Self.mode)
        guard file >= 0 else {
            let fault = SystemFault.last
            let exists = Phrase(
                "文件已存在，未作改动；请改用其他路径",
                "the file exists and is left alone; choose another path"
            )
            throw .cannotCreate(path: path, reason: fault.number == EEXIST ? exists : fault.phrase)
        }
        // Whatever the umask is, because the office shares it with the service.
        let isShared = fchmod(file, Self.mode) == 0
        let reason = SystemFault.last.phrase
        close(file)
        do {
            guard isShared else { throw RegistryError.cannotCreate(path: path, reason: reason) }
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            try ReferenceSchema.migrate(queue)
            try queue.close()
        } catch {
            unlink(path)
            throw .cannotCreate(path: path, reason: RegistryError(error, path: path).phrase)
        }
    }

    /// Opens an existing registry and migrates an older schema.
    ///
    /// - Throws: ``RegistryError`` when it is missing, not a reference registry, or newer than this program
    package init(path: String) throws(RegistryError) {
        _ = try FileIdentity(registryAt: path)
        self.path = path
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            let isReference = try queue.read { database in
                try ReachedViews(in: database).check(Self.tables.map { "FROM \($0)" })
                return try ReferenceSchema.isIn(database, path: path)
            }
            guard isReference else {
                let reason = Phrase(
                    "不是用\"renewald registry init\"创建的",
                    "it was not created by \"renewald registry init\""
                )
                throw RegistryError.layout(path: path, reason: reason)
            }
            try ReferenceSchema.migrate(queue)
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// The tables that can be exported, in an order in which every reference is known before it is used.
    ///
    /// All but the history can be imported too.
    package static var tables: [String] { ReferenceTable.all.map(\.name) }

    /// Readable by owner and group only, because the file contains personal data.
    static let mode: mode_t = 0o640

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(ConnectionLimits.busyTimeout)
        configuration.prepareDatabase { database in
            // No time limit, because whoever gave the command can stop it.
            try ConnectionLimits.apply(to: database)
            // 40 MiB, room for an import of some fifty thousand rows: a cache that spills locks out readers before the
            // commit.
            try database.execute(sql: "PRAGMA cache_size = -40960")
            try FoldedID.addFunction(to: database)
        }
        return configuration
    }
}
