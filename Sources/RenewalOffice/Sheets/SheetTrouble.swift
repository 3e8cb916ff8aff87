package import RenewalRules

/// What keeps a sheet on a share from being looked into, until somebody sees to it.
package enum SheetTrouble: Hashable, Sendable, Speakable {
    case missing
    /// Its lock file has lain there for more than ``longestOpen``.
    case open(lock: String)
    /// It is larger than ``largest``.
    case tooLarge

    /// 64 MiB, as much as is read of a workbook.
    static let largest = 64 << 20
    /// Who edits a sheet closes it in the evening; a program that crashed leaves its lock file.
    static let longestOpen = Duration.seconds(86_400)

    package var phrase: Phrase {
        switch self {
        case .missing: Phrase("文件不存在或无法读取", "is not there or cannot be read")
        case .open(let lock):
            Phrase(
                "打开已超过一天（\(lock)）；无人使用时请删除这个锁文件",
                "has been open for more than a day (\(lock)); if nobody uses it, delete that file"
            )
        case .tooLarge:
            Phrase(
                "文件超过\(Self.largest >> 20) MiB；请只保留名单",
                "is larger than \(Self.largest >> 20) MiB; keep only the roster in it"
            )
        }
    }

    /// What stands in the place of the file's size.
    var mark: Int64 {
        switch self {
        case .missing: -1
        case .open: -2
        case .tooLarge: -3
        }
    }
}
