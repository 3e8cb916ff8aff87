import Crypto
import Foundation
import GRDB
import Glibc
package import RenewalRegistry
package import RenewalRules

/// What a look at a sheet on a share found: another host may be writing it just now, and tells nobody.
package enum SheetLook: Hashable, Sendable {
    case missing
    /// Somebody has it open; the lock file of their program lies beside it.
    case open(lock: String)
    /// Size or time are not those of the look before: the next look tells whether it is whole.
    case changing
    /// Its content is what was taken, or refused, the last time.
    case taken
    /// Its content is new and has stood still between two looks.
    case new([UInt8])
}

extension ReferenceRegistry {
    /// Looks at a sheet, and remembers what it looks like for the next time.
    ///
    /// - Parameters:
    ///   - file: the path of the sheet
    ///   - source: what it is remembered as
    /// - Returns: its bytes when they may be taken in
    /// - Throws: ``RegistryError``
    package func look(at file: String, source: String) throws(RegistryError) -> SheetLook {
        guard let seen = SheetStand(of: file) else { return .missing }
        if let lock = Self.lock(beside: file) { return .open(lock: lock) }
        let before: (stand: SheetStand, digest: String?)?
        do {
            before = try queue.write { database in
                let row = try Row.fetchOne(
                    database,
                    sql: "SELECT bytes, modified_ns, taken_digest FROM import_look WHERE source = ?",
                    arguments: [source]
                )
                try database.execute(
                    sql: """
                        INSERT INTO import_look (source, bytes, modified_ns) VALUES (?, ?, ?)
                        ON CONFLICT DO UPDATE SET bytes = excluded.bytes, modified_ns = excluded.modified_ns
                        """,
                    arguments: [source, seen.bytes, seen.modifiedNanoseconds]
                )
                return row.map { (SheetStand(bytes: $0[0], modifiedNanoseconds: $0[1]), $0[2]) }
            }
        } catch {
            throw RegistryError(error, path: path)
        }
        guard let before, before.stand == seen else { return .changing }
        guard let data = FileManager.default.contents(atPath: file), SheetStand(of: file) == seen else {
            return .changing
        }
        return Self.digest(of: Array(data)) == before.digest ? .taken : .new(Array(data))
    }

    /// Remembers that the content of a sheet was taken in or refused, so that it is not looked at again.
    ///
    /// - Parameters:
    ///   - bytes: the content
    ///   - source: what the sheet is remembered as
    ///   - refusal: why it was refused, and what would have changed, for the administrator; `nil` when it was taken
    ///   - now: the time of the import
    /// - Throws: ``RegistryError``
    package func remember(
        taken bytes: [UInt8],
        from source: String,
        refusal: String?,
        at now: UnixTime
    ) throws(RegistryError) {
        do {
            try queue.write { database in
                try database.execute(
                    sql: "UPDATE import_look SET taken_digest = ? WHERE source = ?",
                    arguments: [Self.digest(of: bytes), source]
                )
                guard let refusal else { return }
                try database.execute(
                    sql: "INSERT INTO import_run (source, at, outcome, summary) VALUES (?, ?, 'refused', ?)",
                    arguments: [source, now.rfc3339, refusal]
                )
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    private static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The file that a spreadsheet program lays beside a sheet as long as somebody has it open.
    ///
    /// Excel replaces the first two characters of a long name, or sets its mark before a short one.
    private static func lock(beside file: String) -> String? {
        let url = URL(filePath: file)
        let (folder, name) = (url.deletingLastPathComponent().path, url.lastPathComponent)
        let locks = ["~$\(name)", "~$\(name.dropFirst(2))", ".~\(name)", ".~lock.\(name)#"]
        return locks.first { access("\(folder)/\($0)", F_OK) == 0 }
    }
}

/// By what somebody sees that a file was written to.
private struct SheetStand: Equatable {
    let bytes: Int64
    let modifiedNanoseconds: Int64

    init(bytes: Int64, modifiedNanoseconds: Int64) {
        self.bytes = bytes
        self.modifiedNanoseconds = modifiedNanoseconds
    }

    init?(of file: String) {
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        bytes = Int64(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}
