import GRDB

extension OutboxError {
    /// Translates an SQLite error; values of the statement never enter the text.
    init(_ error: any Error, path: String) {
        if let known = error as? OutboxError {
            self = known
        } else if let failure = error as? DatabaseError {
            self.init(failure, path: path)
        } else {
            self = .damaged(path: path, reason: "a row cannot be read")
        }
    }

    private init(_ failure: DatabaseError, path: String) {
        let code = failure.extendedResultCode.rawValue
        let reason = "\(failure.message ?? failure.resultCode.description), code \(code)"
        switch failure.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .unreadable(path: path, reason: reason)
        default: self = .writeFailed(reason: reason)
        }
    }
}
