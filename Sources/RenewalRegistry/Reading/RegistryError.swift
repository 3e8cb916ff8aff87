import GRDB
import Glibc
import RenewalFiles
package import RenewalRules
package import RenewalSQLite

/// Why the registry could not be read, created or filled.
///
/// Problems of single rows are values, not errors (``RowProblem``, ``RejectedRow``).
package enum RegistryError: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
    /// There is no file at the path.
    case missing(path: String)
    /// The file exists but cannot be read, or a read failed.
    case unreadable(path: String, reason: Phrase)
    case notADatabase(path: String)
    case schemaTooNew(path: String, found: Int, known: Int)
    /// A required table or column is missing.
    case layout(path: String, reason: Phrase)
    /// The administrator's SQL is not usable; `setting` is its key in the configuration.
    case mapping(setting: String, reason: Phrase)
    /// Another program kept the database locked for longer than the time limit.
    case busy(path: String)
    case cannotCreate(path: String, reason: Phrase)
    /// A read was stopped after its time limit; `object` is what was read, if it was a single thing.
    case tooLong(path: String, object: Phrase?, limit: Duration)
    /// More values, rows or views than an office has.
    case tooMuch(path: String, object: Phrase?, reason: Phrase)
    /// An import file that cannot be parsed at all.
    case badFile(name: String, line: Int, reason: Phrase)
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

    package var phrase: Phrase {
        switch self {
        case .missing(let path):
            Phrase(
                "读取登记库 \(path)：文件不存在；请用\"renewald registry init\"创建，或者更正registry.sqlite",
                "reading the registry \(path): there is no such file; create it with \"renewald registry init\" "
                    + "or correct registry.sqlite"
            )
        case .unreadable(let path, let reason):
            Phrase("使用登记库 \(path)：\(reason.chinese)", "using the registry \(path): \(reason.english)")
        case .notADatabase(let path):
            Phrase(
                "读取登记库 \(path)：该文件不是SQLite数据库；请更正registry.sqlite",
                "reading the registry \(path): the file is not an SQLite database; correct registry.sqlite"
            )
        case .schemaTooNew(let path, let found, let known):
            Phrase(
                "读取登记库 \(path)：其结构为版本\(found)，本程序只识别到版本\(known)；请更新 renewald",
                "reading the registry \(path): its schema is version \(found), this program knows \(known); update "
                    + "renewald"
            )
        case .layout(let path, let reason):
            Phrase(
                "读取登记库 \(path)：\(reason.chinese)；请用\"renewald registry import\"导入数据，或者在registry.mapping中"
                    + "说明本单位自己的数据表",
                "reading the registry \(path): \(reason.english); fill it with \"renewald registry import\", or describe "
                    + "the office's own tables under registry.mapping"
            )
        case .mapping(let setting, let reason):
            Phrase("读取\(setting)：\(reason.chinese)", "reading \(setting): \(reason.english)")
        case .busy(let path):
            Phrase(
                "使用登记库 \(path)：被其他程序锁定；请待其结束后重试",
                "using the registry \(path): another program has kept it locked; try again when that has finished"
            )
        case .cannotCreate(let path, let reason):
            Phrase("创建登记库 \(path)：\(reason.chinese)", "creating the registry \(path): \(reason.english)")
        case .tooLong(let path, let object, let limit): Self.tooLong(path, object ?? Self.records, limit)
        case .tooMuch(let path, let object, let reason):
            Phrase(
                "读取登记库 \(path) 的\((object ?? Self.records).chinese)：\(reason.chinese)",
                "reading \((object ?? Self.records).english) of the registry \(path): \(reason.english)"
            )
        case .badFile(let name, let line, let reason):
            Phrase("\(name):\(line): \(reason.chinese)", "\(name):\(line): \(reason.english)")
        case .unknownTable(let name, let known): Self.unknownTable(name, Phrase(list: known))
        case .cancelled: Phrase("读取登记库已取消", "reading the registry was cancelled")
        }
    }

    private static let records = Phrase("记录", "records")

    private static func tooLong(_ path: String, _ object: Phrase, _ limit: Duration) -> Phrase {
        let seconds = limit.components.seconds
        return Phrase(
            "读取登记库 \(path) 的\(object.chinese)：超过\(seconds)秒，已放弃；请查找registry.mapping中无法结束的视图或SELECT，"
                + "或者调大registry.read_timeout",
            "reading \(object.english) of the registry \(path): given up after \(seconds) s; look for a view or a SELECT "
                + "of registry.mapping that does not end, or raise registry.read_timeout"
        )
    }

    private static func unknownTable(_ name: String, _ known: Phrase) -> Phrase {
        Phrase(
            "登记库没有\"\(name)\"表；可用的有\(known.chinese)",
            "there is no table \"\(name)\" in the registry; use one of \(known.english)"
        )
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
            case .notAFile:
                let reason = Phrase("不是文件；请更正registry.sqlite", "it is not a file; correct registry.sqlite")
                throw .unreadable(path: path, reason: reason)
            case .system(let code): throw .unreadable(path: path, reason: SystemFault(code).phrase)
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
        default: self = .unreadable(path: path, reason: Phrase("出现意外错误“\(error)”", "\(error)"))
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
                reason: Phrase(
                    "占用内存超过\(limit >> 20) MiB；请查找无人录入的数据和来历不明的表",
                    "it takes more than \(limit >> 20) MiB; look for values that nobody entered and tables that nobody made"
                )
            )
        case .tooMany(let count):
            .tooMuch(
                path: path,
                object: failure.object,
                reason: Phrase(
                    "少数记录名下有\(count)行以上的数据；请查找来历不明的视图或数据行",
                    "more than \(count) rows belong to a few records; look for a view or rows that nobody made"
                )
            )
        case .tooManyViews: .tooMuch(path: path, object: failure.object, reason: Self.tooManyViews)
        }
    }

    private static let tooManyViews = Phrase(
        "其所经视图嵌套超过\(ReachedViews.most)个、反复互相引用，或者文字超过\(ReachedViews.largestText >> 10) KiB；"
            + "请在registry.mapping中用SELECT直接读取数据表",
        "they are read through more than \(ReachedViews.most) views inside each other, views that name others over and "
            + "over, or more than \(ReachedViews.largestText >> 10) KiB of text; read the tables themselves, in a SELECT "
            + "of registry.mapping"
    )

    private static func from(_ error: DatabaseError, about object: Phrase? = nil, path: String) -> RegistryError {
        let said = error.said
        return switch error.resultCode {
        case .SQLITE_NOTADB: .notADatabase(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        case .SQLITE_INTERRUPT: .cancelled
        case .SQLITE_TOOBIG:
            .tooMuch(
                path: path,
                object: object,
                reason: Phrase(
                    "有一个值超过1 MiB；请在登记库中缩短",
                    "a value is larger than 1 MiB; shorten it in the registry"
                )
            )
        case .SQLITE_CANTOPEN, .SQLITE_READONLY:
            .unreadable(path: path, reason: Self.denial(of: path) ?? Self.advising(onRights: said))
        case .SQLITE_CORRUPT:
            .unreadable(
                path: path,
                reason: Phrase(
                    "\(said.chinese)；请先用\"renewald registry check\"检查，再从备份恢复",
                    "\(said.english); restore it from a backup after \"renewald registry check\""
                )
            )
        default: .unreadable(path: path, reason: said)
        }
    }

    /// What to do about a file that this user may not read; `nil` for one that it may.
    private static func denial(of path: String) -> Phrase? {
        guard access(path, R_OK) != 0, errno == EACCES else { return nil }
        let (denied, user) = (SystemFault(EACCES).phrase, UserName.of(geteuid()))
        return denied
            + Phrase(
                "；请授权用户\(user)读取，命令也可以用 `sudo` 执行",
                "; let user \(user) read it, or run the command with sudo"
            )
    }

    /// A database in WAL mode needs its `-shm` file, which a reader without write permission cannot make.
    private static func advising(onRights said: Phrase) -> Phrase {
        Phrase(
            "\(said.chinese)；请授权本用户读取该文件及其-wal和-shm文件（导入时还须能写入这些文件和所在目录），"
                + "或者在没有程序打开该数据库时，由其属主执行\"PRAGMA journal_mode=DELETE\"；"
                + "位于只读介质上的，请先制作快照（Documentation/mapping.md）",
            "\(said.english); allow this user to read the file and its -wal and -shm (to import: to write them and their "
                + "folder), or, if nothing has the database open, let its owner run \"PRAGMA journal_mode=DELETE\"; "
                + "of one on a medium that cannot be written make a snapshot (Documentation/mapping.md)"
        )
    }
}
