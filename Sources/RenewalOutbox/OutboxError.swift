import Foundation
package import RenewalFiles

/// Why the state file cannot be used or an order on it cannot be carried out.
package enum OutboxError: Error, Hashable, Sendable {
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
    case unreadable(path: String, reason: String)
    /// Somebody else could have planted, changed or read a file; `fault` completes "PATH " and says how to fix it.
    case unsafe(path: String, fault: String)
    /// The file is there, but it is not a state file of renewald.
    case notADatabase(path: String)
    /// The content of the file is damaged.
    case damaged(path: String, reason: String)
    /// Another process kept the file busy for longer than the busy timeout.
    case busy(path: String)
    /// An I/O error or a full disk; nothing of the transaction is stored. After it no further write can be trusted.
    case writeFailed(reason: String)
    case unknownNotice(id: String)
    case unknownDelivery(id: String)
    /// The notice is a digest or the daily report, which has no marks to fall silent.
    case isSummary(id: String)
    /// More than one id begins like this.
    case ambiguousID(id: String)
    /// The address of the delivery was erased, so it cannot be sent any more.
    case erased(id: String, what: String)
    /// The delivery is in a state that does not allow the order.
    case notPossible(id: String, state: DeliveryState, what: String)
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
        case .unreadable, .writeFailed: 74
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
            self = .unreadable(path: path, reason: String(cString: strerror(number)).lowercased())
        case .unsafe(let path, let fault): self = .unsafe(path: path, fault: fault)
        }
    }
}

extension OutboxError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .locked(let path):
            "cannot open the state file \(path): another renewald is running on it; stop that one first"
        case .missing(let path):
            "cannot open the state file \(path): it does not exist; `renewald run` makes it"
        case .noBackup(let path): "cannot restore \(path): there is no backup under this name"
        case .schemaTooNew(let path):
            "cannot open the state file \(path): a newer renewald has written it; install that version again"
        case .schemaTooOld(let path):
            "cannot read the state file \(path): an older renewald has written it; start the service, which brings it up to date"
        case .exists(let path):
            "cannot write \(path): there is such a file already; name another one or move it away"
        case .unreadable(let path, let reason):
            "cannot open the state file \(path): \(reason); check the path, its owner and its mode"
        case .unsafe(let path, let fault): "cannot use the state file: \(path) \(fault)"
        case .notADatabase(let path):
            "cannot open the state file \(path): it is not a state file of renewald; check `state.sqlite`"
        case .damaged(let path, let reason):
            "cannot read the state file \(path): it is damaged (\(reason)); keep a copy and restore a backup"
        case .busy(let path):
            "cannot use the state file \(path): another process keeps it busy; try again"
        case .writeFailed(let reason):
            "cannot write the state file: \(reason); nothing was stored, check disk and file system, then restart"
        case .unknownNotice(let id):
            "cannot find notice \(id): no notice or delivery has an id that begins so, and six characters are needed; see `renewald outbox list`"
        case .unknownDelivery(let id):
            "cannot find delivery \(id): no delivery has an id that begins so, and six characters are needed; see `renewald outbox list`"
        case .isSummary(let id):
            "cannot acknowledge \(id): a summary cannot be acknowledged; give the number of a notice in it"
        case .ambiguousID(let id):
            "cannot tell which one \(id) is: several ids begin like this; give more characters"
        case .erased(let id, let what):
            "cannot \(what) delivery \(id): its address was erased after the time of `retention`"
        case .notMovable(let from, let to):
            "cannot move deliveries from \(from) to \(to): events have no mail address; cancel them with `renewald outbox cancel --channel \(from)`"
        case .tooManyMutes(let limit):
            "cannot mute anybody else: there are \(limit) mutes already; end some with `renewald unmute`"
        case .notPossible(let id, let state, let what):
            "cannot \(what) delivery \(id): it is \(state.rawValue); see `renewald outbox show \(id)`"
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
