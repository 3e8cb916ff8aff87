package import GRDB
package import RenewalRules

extension DatabaseError {
    /// What SQLite answered, with Chinese words for what people meet often; neither SQL nor values.
    package var said: Phrase {
        let english = message ?? "error \(extendedResultCode.rawValue)"
        return Phrase((meaning.map { "\($0)，" } ?? "") + "SQLite提示“\(english)”", english)
    }

    private var meaning: String? {
        switch resultCode {
        case .SQLITE_FULL: "磁盘空间已满"
        case .SQLITE_IOERR: "磁盘读写出错"
        case .SQLITE_CANTOPEN: "无法打开数据库文件"
        case .SQLITE_READONLY: "数据库只读"
        case .SQLITE_CORRUPT: "数据库文件已损坏"
        case .SQLITE_PERM, .SQLITE_AUTH: "没有访问权限"
        case .SQLITE_NOMEM: "内存不足"
        default: nil
        }
    }
}
