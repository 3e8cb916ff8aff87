import GRDB
import Glibc
package import RenewalSQLite

/// Why the registry could not be read, created or filled.
///
/// Problems of single rows are values, not errors (``RowProblem``, ``RejectedRow``).
package enum RegistryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no file at the path.
    case missing(path: String)
    /// The file exists but cannot be read, or a read failed.
    case unreadable(path: String, reason: String)
    case notADatabase(path: String)
    case schemaTooNew(path: String, found: Int, known: Int)
    /// A required table or column is missing.
    case layout(path: String, reason: String)
    /// The administrator's SQL is not usable; `setting` is its key in the configuration.
    case mapping(setting: String, reason: String)
    /// Another program kept the database locked for longer than the time limit.
    case busy(path: String)
    case cannotCreate(path: String, reason: String)
    /// A read was stopped after its time limit; `object` is what was read, if it was a single thing.
    case tooLong(path: String, object: String?, limit: Duration)
    /// More values, rows or views than an office has.
    case tooMuch(path: String, object: String?, reason: String)
    /// An import file that cannot be parsed at all.
    case badFile(name: String, line: Int, reason: String)
    case unknownTable(name: String, known: [String])
    /// The task was cancelled while it read.
    case cancelled

    /// Whether the fault is in the file's content, so that its other records may be readable.
    package var isAboutContent: Bool {
        switch self {
        case .tooLong, .tooMuch: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .missing(let path):
            "reading the registry \(path): there is no such file; create it with \"renewald registry init\" "
                + "or correct registry.sqlite"
        case .unreadable(let path, let reason): "using the registry \(path): \(reason)"
        case .notADatabase(let path):
            "reading the registry \(path): the file is not an SQLite database; correct registry.sqlite"
        case .schemaTooNew(let path, let found, let known):
            "reading the registry \(path): its schema is version \(found), this program knows \(known); update renewald"
        case .layout(let path, let reason):
            "reading the registry \(path): \(reason); fill it with \"renewald registry import\", or describe the "
                + "office's own tables under registry.mapping"
        case .mapping(let setting, let reason): "reading \(setting): \(reason)"
        case .busy(let path):
            "using the registry \(path): another program has kept it locked; try again when that has finished"
        case .cannotCreate(let path, let reason): "creating the registry \(path): \(reason)"
        case .tooLong(let path, let object, let limit):
            "reading \(object ?? "records") of the registry \(path): given up after \(limit.components.seconds) s; look "
                + "for a view or a SELECT of registry.mapping that does not end, or raise registry.read_timeout"
        case .tooMuch(let path, let object, let reason):
            "reading \(object ?? "records") of the registry \(path): \(reason)"
        case .badFile(let name, let line, let reason): "\(name):\(line): \(reason)"
        case .unknownTable(let name, let known):
            "there is no table \"\(name)\" in the registry; use one of \(known.joined(separator: ", "))"
        case .cancelled: "reading the registry was cancelled"
        }
    }

    /// The exit status for the command line, from `sysexits.h`.
    package var exitCode: Int32 {
        switch self {
        case .unknownTable: 64
        case .notADatabase, .schemaTooNew, .layout, .tooLong, .tooMuch, .badFile: 65
        case .missing: 66
        case .cannotCreate: 73
        case .unreadable: 74
        case .busy, .cancelled: 75
        case .mapping: 78
        }
    }
}

extension FileIdentity {
    /// Looks where the path of a registry leads.
    ///
    /// - Throws: `RegistryError.missing`, or `RegistryError.unreadable` with the system's reason
    package init(registryAt path: String) throws(RegistryError) {
        do throws(Fault) {
            try self.init(path: path)
        } catch {
            switch error {
            case .missing: throw .missing(path: path)
            case .notAFile: throw .unreadable(path: path, reason: "it is not a file")
            case .system(let code): throw .unreadable(path: path, reason: String(cString: strerror(code)))
            }
        }
    }
}

extension RegistryError {
    /// Adds the path to an error of SQLite or the task; never repeats SQL or values.
    package init(_ error: any Error, path: String) {
        switch error {
        case let error as RegistryError: self = error
        case is CancellationError: self = .cancelled
        case let error as DatabaseError: self = Self.from(error, path: path)
        case let failure as ReadingFailure: self = Self.from(failure, path: path)
        default: self = .unreadable(path: path, reason: "\(error)")
        }
    }

    private static func from(_ failure: ReadingFailure, path: String) -> RegistryError {
        switch failure.cause {
        case .sqlite(let error): from(error, about: failure.object, path: path)
        case .tooLong(let limit): .tooLong(path: path, object: failure.object, limit: limit)
        case .tooLarge(let limit):
            .tooMuch(
                path: path,
                object: failure.object,
                reason: "it takes more than \(limit >> 20) MiB; look for values that nobody "
                    + "entered and tables that nobody made"
            )
        case .tooMany(let count):
            .tooMuch(
                path: path,
                object: failure.object,
                reason: "more than \(count) rows belong to a few records; look for a view or rows that nobody made"
            )
        case .tooManyViews:
            .tooMuch(
                path: path,
                object: failure.object,
                reason:
                    "they are read through more than \(ReachedViews.most) views inside each other, views that name others "
                    + "over and over, or more than \(ReachedViews.largestText >> 10) KiB of text; read the tables "
                    + "themselves, in a SELECT of registry.mapping"
            )
        }
    }

    private static func from(_ error: DatabaseError, about object: String? = nil, path: String) -> RegistryError {
        let said = error.message ?? "error \(error.extendedResultCode.rawValue)"
        return switch error.resultCode {
        case .SQLITE_NOTADB: .notADatabase(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        case .SQLITE_INTERRUPT: .cancelled
        case .SQLITE_TOOBIG:
            .tooMuch(path: path, object: object, reason: "a value is larger than 1 MiB; shorten it in the registry")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY:
            .unreadable(path: path, reason: "\(said); \(Self.adviceOnRights)")
        case .SQLITE_CORRUPT:
            .unreadable(path: path, reason: "\(said); restore it from a backup after \"renewald registry check\"")
        default: .unreadable(path: path, reason: said)
        }
    }

    /// A database in WAL mode needs its `-shm` file, which a reader without write permission cannot make.
    private static let adviceOnRights =
        "allow this user to read the file and its -wal and -shm (to import: to write them and their folder), or, if "
        + "nothing has the database open, let its owner run \"PRAGMA journal_mode=DELETE\""
}
