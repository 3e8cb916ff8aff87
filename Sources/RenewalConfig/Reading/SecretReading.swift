import Foundation
import RenewalFiles

/// Which of the secrets that a configuration names are read.
package enum SecretReading: Hashable, Sendable {
    /// All of them: for the daemon, which sends.
    case all
    /// Those in files; credentials only where the service manager handed them over: for a check at a desk.
    case reachable
    /// None, so that an operator needs no access to them: for commands that send nothing.
    case none

    /// Whether a secret from this key of the configuration is read.
    func includes(key: String, environment: [String: String]) -> Bool {
        switch self {
        case .all: true
        case .reachable: key == "file" || environment["CREDENTIALS_DIRECTORY"].map(Self.isOpen) ?? false
        case .none: false
        }
    }

    /// Whose secrets and authorities are believed; a check by root does not know who will run the service.
    var trust: Trust { self == .reachable && geteuid() == 0 ? .anyOwner : .ourselves }

    /// Whether credentials can be had at all: to a check before a reload, systemd 252 names the directory of the service
    /// and keeps it closed.
    private static func isOpen(_ directory: String) -> Bool { access(directory, X_OK) == 0 || errno != EACCES }
}
