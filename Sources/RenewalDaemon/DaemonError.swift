package import RenewalRules

/// Why the daemon cannot start or continue, besides the errors of lower floors.
package enum DaemonError: Error, Hashable, Speakable, CustomStringConvertible {
    case unknownTimeZone(String)
    case stateMoved(from: String, to: String)
    case badTemplates([Phrase])
    case clockNotSet(UnixTime)
    case tooFewDescriptors(limit: Int, needed: Int)

    package var phrase: Phrase {
        switch self {
        case .unknownTimeZone(let name):
            Phrase(
                "本系统没有时区\(name)：请安装tzdata，或者更正'timezone'",
                "time zone \(name) is not known to this system: install tzdata or correct 'timezone'"
            )
        case .stateMoved(let old, let new):
            Phrase(
                "运行库不能在运行中由 \(old) 改为 \(new)：请重新启动服务",
                "the state file cannot change from \(old) to \(new) while running: restart the service instead"
            )
        case .badTemplates(let problems):
            Phrase(
                problems.map(\.chinese).joined(separator: "；"),
                problems.map(\.english).joined(separator: "; ")
            )
        case .tooFewDescriptors(let limit, let needed):
            Phrase(
                "系统只允许打开\(limit)个文件，需要\(needed)个：请调大LimitNOFILE（ulimit -n），或者调小'parallel'",
                "the system allows \(limit) open files, \(needed) are needed: raise LimitNOFILE (ulimit -n) or lower "
                    + "'parallel'"
            )
        case .clockNotSet(let now):
            Phrase(
                "系统时间为\(now.rfc3339)，早于本版本的发布时间：没有安排或发送任何提醒；请校正系统时间",
                "the clock says \(now.rfc3339), which is before this version was made: nothing was planned or sent; set the "
                    + "clock"
            )
        }
    }
}
