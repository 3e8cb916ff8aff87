import Foundation
import RenewalFiles

/// Which of the secrets that a configuration names are read.
package enum SecretReading: Hashable, Sendable {
    /// All of them: for the daemon, which sends.
    case all
    /// Those in files, and credentials only where the service manager provides them: for a check at a terminal.
    case reachable
    /// None, so that an operator needs no access to them: for commands that send nothing.
    case none

    /// Whether a secret from this key of the configuration is read.
    func includes(key: String, environment: [String: String]) -> Bool {
        switch self {
        case .all: true
        case .reachable:
            key == "file" || environment["CREDENTIALS_DIRECTORY"].map(Self.isOpen) ?? Self.isUnit(environment)
        case .none: false
        }
    }

    /// Whose secrets and authorities are trusted; a check by root does not know which user will run the service.
    var trust: Trust { self == .reachable && geteuid() == 0 ? .anyOwner : .ourselves }

    /// Whether the service manager has started this process for a unit, which then has no credentials at all.
    ///
    /// - Source: systemd.exec(5), `$SYSTEMD_EXEC_PID`
    private static func isUnit(_ environment: [String: String]) -> Bool {
        environment["SYSTEMD_EXEC_PID"] == "\(getpid())"
    }

    /// Whether credentials are accessible at all: for a check before a reload, systemd 252 names the service's
    /// directory but keeps it closed.
    private static func isOpen(_ directory: String) -> Bool { access(directory, X_OK) == 0 || errno != EACCES }
}
