import GRDB
import Glibc
import RenewalFiles
import RenewalRules
import RenewalSQLite

extension OutboxError {
    /// Translates an SQLite error; values of the statement never enter the text.
    init(_ error: any Error, path: String) {
        if let known = error as? OutboxError {
            self = known
        } else if let failure = error as? DatabaseError {
            self.init(failure, path: path)
        } else {
            self = .damaged(path: path, reason: Phrase("有一行无法读取", "a row cannot be read"))
        }
    }

    /// What `PRAGMA integrity_check` found.
    static func damaged(path: String, verdict: String?) -> OutboxError {
        let reason = verdict.map { Phrase("SQLite提示“\($0)”", $0) } ?? Phrase("SQLite没有应答", "no answer")
        return .damaged(path: path, reason: reason)
    }

    private init(_ failure: DatabaseError, path: String) {
        // Where SQLite cannot make its files on a full disk it speaks of an error of the disk.
        let isFull = failure.resultCode == .SQLITE_IOERR && Self.isFull(diskOf: path)
        let (said, code) = (isFull ? SystemFault(ENOSPC).phrase : failure.said, failure.extendedResultCode.rawValue)
        let reason = Phrase("\(said.chinese)，代码\(code)", "\(said.english), code \(code)")
        switch failure.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .unreadable(path: path, reason: reason)
        default: self = .writeFailed(reason: reason)
        }
    }

    /// Whether less is free than SQLite takes at once.
    private static func isFull(diskOf path: String) -> Bool {
        var disk = statvfs()
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        guard statvfs(folder.isEmpty ? "/" : String(folder), &disk) == 0 else { return false }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 1 << 18
    }
}
