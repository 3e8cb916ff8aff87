package import RenewalRules

/// Why the daemon cannot start or continue, besides the errors of lower floors.
package enum DaemonError: Error, Hashable, CustomStringConvertible {
    case unknownTimeZone(String)
    case stateMoved(from: String, to: String)
    case badTemplates([String])
    case clockNotSet(UnixTime)
    case tooFewDescriptors(limit: Int, needed: Int)

    package var description: String {
        switch self {
        case .unknownTimeZone(let name):
            "time zone \(name) is not known to this system: install tzdata or correct 'timezone'"
        case .stateMoved(let old, let new):
            "the state file cannot change from \(old) to \(new) while running: restart the service instead"
        case .badTemplates(let problems):
            problems.joined(separator: "; ")
        case .tooFewDescriptors(let limit, let needed):
            "the system allows \(limit) open files, \(needed) are needed: raise LimitNOFILE (ulimit -n) or lower 'parallel'"
        case .clockNotSet(let now):
            "the clock says \(now.rfc3339), which is before this version was made: nothing was planned or sent; set the clock"
        }
    }
}
