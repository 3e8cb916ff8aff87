package import RenewalFiles
package import RenewalRules

/// Why the state file cannot be used or an order on it cannot be carried out.
package enum OutboxError: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
    /// Another daemon holds the lock of this state file.
    case locked(path: String)
    /// There is no state file yet; the daemon creates it, operator's commands do not.
    case missing(path: String)
    /// The backup to restore is not there, or empty.
    case noBackup(path: String)
    /// The state file was written by a newer version.
    case schemaTooNew(path: String)
    /// The state file was written by an older version and not yet migrated by a daemon of this one.
    case schemaTooOld(path: String)
    /// A file of this name exists and is not overwritten.
    case exists(path: String)
    /// The file cannot be opened or made.
    case unreadable(path: String, reason: Phrase)
    /// Root cannot work as the user who owns the file.
    case notOwner(user: String, reason: Phrase)
    /// Somebody else could have planted, changed or read a file; `fault` completes "PATH " and says how to fix it.
    case unsafe(path: String, fault: Phrase)
    /// The file is there, but it is not a state file of renewald.
    case notADatabase(path: String)
    /// The content of the file is damaged.
    case damaged(path: String, reason: Phrase)
    /// Another process kept the file busy for longer than the busy timeout.
    case busy(path: String)
    /// An I/O error or a full disk; nothing of the transaction is stored. After it no further write can be trusted.
    case writeFailed(reason: Phrase)
    case unknownNotice(id: String)
    case unknownDelivery(id: String)
    /// The notice is a digest or the daily report, which has no marks to fall silent.
    case isSummary(id: String)
    /// More than one id begins like this.
    case ambiguousID(id: String)
    /// The address of the delivery was erased, so it cannot be sent any more.
    case erased(id: String, what: Phrase)
    /// The delivery is in a state that does not allow the order.
    case notPossible(id: String, state: DeliveryState, what: Phrase)
    /// Events would have to become mails, but there are no addresses.
    case notMovable(from: String, to: String)
    /// There are as many mutes as a pass can read.
    case tooManyMutes(limit: Int)

    /// The exit status a command ends with.
    ///
    /// - Source: sysexits.h
    package var exitCode: Int32 {
        switch self {
        case .ambiguousID: 64
        case .schemaTooNew, .notADatabase, .damaged, .notPossible, .erased, .notMovable, .tooManyMutes,
            .isSummary:
            65
        case .missing, .noBackup, .unknownNotice, .unknownDelivery: 66
        case .exists: 73
        case .unreadable, .notOwner, .writeFailed: 74
        case .locked, .busy, .schemaTooOld: 75
        case .unsafe: 78
        }
    }
}

extension OutboxError {
    /// Converts the refusal of a file.
    package init(_ refusal: FileRefusal) {
        switch refusal {
        case .system(let path, let number):
            self = .unreadable(path: path, reason: SystemFault(number).phrase)
        case .unsafe(let path, let fault): self = .unsafe(path: path, fault: fault)
        }
    }
}

extension OutboxError {
    package var phrase: Phrase {
        switch self {
        case .locked(let path):
            Phrase(
                "无法打开运行库 \(path)：已有另一个 renewald 正在使用；请先将其停止",
                "cannot open the state file \(path): another renewald is running on it; stop that one first"
            )
        case .missing(let path):
            Phrase(
                "无法打开运行库 \(path)：文件不存在；运行 `renewald run` 即可创建",
                "cannot open the state file \(path): it does not exist; `renewald run` makes it"
            )
        case .noBackup(let path):
            Phrase(
                "无法恢复 \(path)：没有这个备份文件",
                "cannot restore \(path): there is no backup under this name"
            )
        case .schemaTooNew(let path):
            Phrase(
                "无法打开运行库 \(path)：由更新版本的 renewald 写入；请重新安装该版本",
                "cannot open the state file \(path): a newer renewald has written it; install that version again"
            )
        case .schemaTooOld(let path):
            Phrase(
                "无法读取运行库 \(path)：由较早版本的 renewald 写入；请启动服务，由服务更新该文件",
                "cannot read the state file \(path): an older renewald has written it; start the service, which brings it "
                    + "up to date"
            )
        case .exists(let path):
            Phrase(
                "无法写入 \(path)：同名文件已存在；请改用其他文件名，或者将其移走",
                "cannot write \(path): there is such a file already; name another one or move it away"
            )
        case .unreadable(let path, let reason):
            Phrase(
                "无法打开运行库 \(path)：\(reason.chinese)；请核对路径、属主和权限",
                "cannot open the state file \(path): \(reason.english); check the path, its owner and its mode"
            )
        case .notOwner(let user, let reason):
            Phrase(
                "无法打开用户\(user)的运行库：root不能以用户\(user)运行，\(reason.chinese)；请核对路径、属主和权限",
                "cannot open the state file of \(user): root cannot work as \(user), \(reason.english); check the path, "
                    + "its owner and its mode"
            )
        case .unsafe(let path, let fault):
            Phrase(
                "不能使用运行库：\(path) \(fault.chinese)",
                "cannot use the state file: \(path) \(fault.english)"
            )
        case .notADatabase(let path):
            Phrase(
                "无法打开运行库 \(path)：不是 renewald 的运行库；请核对`state.sqlite`",
                "cannot open the state file \(path): it is not a state file of renewald; check `state.sqlite`"
            )
        case .damaged(let path, let reason):
            Phrase(
                "无法读取运行库 \(path)：文件已损坏（\(reason.chinese)）；请另存一份，再从备份恢复",
                "cannot read the state file \(path): it is damaged (\(reason.english)); keep a copy and restore a backup"
            )
        case .busy(let path):
            Phrase(
                "无法使用运行库 \(path)：正被其他程序占用；请重试",
                "cannot use the state file \(path): another process keeps it busy; try again"
            )
        case .writeFailed(let reason):
            Phrase(
                "无法写入运行库：\(reason.chinese)；未作任何保存，请检查磁盘和文件系统",
                "cannot write the state file: \(reason.english); nothing was stored, check disk and file system"
            )
        case .unknownNotice(let id):
            Phrase(
                "找不到提醒\(id)：没有提醒或发送记录的编号以此开头（至少六个字符）；请用`renewald outbox list`查看",
                "cannot find notice \(id): no notice or delivery has an id that begins so, and six characters are needed; "
                    + "see `renewald outbox list`"
            )
        case .unknownDelivery(let id):
            Phrase(
                "找不到发送记录\(id)：没有发送记录的编号以此开头（至少六个字符）；请用`renewald outbox list`查看",
                "cannot find delivery \(id): no delivery has an id that begins so, and six characters are needed; see "
                    + "`renewald outbox list`"
            )
        case .isSummary(let id):
            Phrase(
                "不能确认收到\(id)：汇总不能确认收到；请填写其中某条提醒的编号",
                "cannot acknowledge \(id): a summary cannot be acknowledged; give the number of a notice in it"
            )
        case .ambiguousID(let id):
            Phrase(
                "无法确定\(id)是哪一条：有多个编号以此开头；请多填几个字符",
                "cannot tell which one \(id) is: several ids begin like this; give more characters"
            )
        case .erased(let id, let what):
            Phrase(
                "无法\(what.chinese)发送记录\(id)：`retention`规定的期限已过，收件地址已清除",
                "cannot \(what.english) delivery \(id): its address was erased after the time of `retention`"
            )
        case .notMovable(let from, let to):
            Phrase(
                "无法将渠道\(from)的发送记录改由渠道\(to)发送：事件没有邮箱地址；请用`renewald outbox cancel --channel \(from)`取消",
                "cannot move deliveries from \(from) to \(to): events have no mail address; cancel them with `renewald "
                    + "outbox cancel --channel \(from)`"
            )
        case .tooManyMutes(let limit):
            Phrase(
                "停止提醒的不能再增加：已有\(limit)项；请先用`renewald unmute`结束一部分",
                "cannot mute anybody else: there are \(limit) mutes already; end some with `renewald unmute`"
            )
        case .notPossible(let id, let state, let what):
            Phrase(
                "无法\(what.chinese)发送记录\(id)：\(state.words.chinese)；请用`renewald outbox show \(id)`查看",
                "cannot \(what.english) delivery \(id): it is \(state.rawValue); see `renewald outbox show \(id)`"
            )
        }
    }
}

extension OutboxError {
    /// Whether the file cannot be trusted or written, so that nothing may be sent until somebody has looked.
    package var isFatal: Bool {
        switch self {
        case .writeFailed, .damaged, .notADatabase, .schemaTooNew: true
        default: false
        }
    }
}
