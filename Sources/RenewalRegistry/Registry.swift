import GRDB
package import RenewalRules
import Synchronization

/// The registration office's database, opened for reading only.
///
/// Nothing here ever writes: the file is opened with `SQLITE_OPEN_READONLY` and `PRAGMA query_only`. Reads are short
/// and never hold up the office's own writing. A file that was replaced is noticed and opened anew.
package final class Registry: Sendable {
    private let path: String
    private let mapping: RegistryMapping
    private let connection: Mutex<RegistryConnection>

    /// Opens the database and checks that everything a scan reads is there.
    ///
    /// - Parameters:
    ///   - path: the SQLite file
    ///   - mapping: how an office's own layout is read; empty for the reference schema
    /// - Throws: ``RegistryError`` when the file, its schema or the mapping cannot be used
    package init(path: String, mapping: RegistryMapping = .init()) throws(RegistryError) {
        self.path = path
        self.mapping = mapping
        connection = Mutex(try RegistryConnection(path: path, mapping: mapping))
    }

    /// Reads the next candidates: those whose recorded expiry lies in `range` and those without a recorded one.
    ///
    /// Each page is one short read; what changes between pages is seen as it is then. Which candidate is due is for
    /// the rules to say, so the range must be wide enough for every mark (rule A5b, `RenewalPolicy.horizon`).
    ///
    /// - Parameters:
    ///   - range: recorded expiries, both ends included
    ///   - cursor: `next` of the page before; `nil` for the first page
    ///   - limit: rows to read, 1…1000
    /// - Returns: up to `limit` rows; the last page has no `next`
    /// - Throws: ``RegistryError``; unreadable rows are no errors but listed in the page
    package func page(
        of range: ClosedRange<CalendarDate>,
        after cursor: PageCursor?,
        limit: Int
    ) async throws(RegistryError) -> CandidatePage {
        try await read { reader, database in
            try reader.page(of: range, after: cursor ?? .start, limit: limit, in: database)
        }
    }

    /// Reads one registration as it is now.
    ///
    /// - Returns: `nil` when it is not there or cannot be read
    /// - Throws: ``RegistryError``
    package func dossier(registration id: String) async throws(RegistryError) -> RegistrationDossier? {
        try await dossiers(registrations: [id]).dossiers.first
    }

    /// Reads some registrations as they are now.
    ///
    /// - Parameter ids: up to 500 for a short read
    /// - Returns: those that are there, in no order, and what cannot be read of them
    /// - Throws: ``RegistryError``
    package func dossiers(registrations ids: [String]) async throws(RegistryError) -> CandidatePage {
        let batch = try await read { reader, database in try reader.dossiers(of: ids, in: database) }
        return CandidatePage(dossiers: batch.dossiers, quarantined: batch.problems, next: nil)
    }

    /// Counts what there is, for progress and summaries.
    ///
    /// - Throws: ``RegistryError``
    package func counts() async throws(RegistryError) -> RegistryCounts {
        try await read { reader, database in try reader.counts(in: database) }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (RegistryReader, Database) throws -> Value
    ) async throws(RegistryError) -> Value {
        do {
            let current = try currentConnection()
            return try await current.queue.read { database in try body(current.reader, database) }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// The open connection, or a new one when the path leads to another file by now.
    private func currentConnection() throws(RegistryError) -> RegistryConnection {
        try connection.withLock { connection throws(RegistryError) in
            let identity = try FileIdentity(path: path)
            if identity != connection.identity {
                connection = try RegistryConnection(path: path, mapping: mapping)
            }
            return connection
        }
    }
}
