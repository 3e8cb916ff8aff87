import Foundation
import Glibc
import RenewalRules

/// Where setup puts what it makes, and whose that is.
struct SetupLayout {
    let configuration: String
    let registry: String
    let state: String
    let password: String
    /// A copy for the service, which may not read everybody's folder; `nil` where somebody sets it up for themselves.
    let authorities: String?
    /// Whether it is the service's place, with its own users and the directories that the package has made.
    ///
    /// Else everything lies in one folder.
    let isSystem: Bool

    /// The user that runs the service, and the one that owns the registry.
    static let (service, keeper) = ("renewald", "registry")

    /// Lays out the place of a configuration.
    ///
    /// - Throws: ``Obstacle``
    init(configuration path: String) throws(Obstacle) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        configuration = path
        isSystem = folder == "/etc" || folder.hasPrefix("/etc/")
        if isSystem {
            registry = "/srv/registry/registry.db"
            state = "/var/lib/renewald/state.db"
            password = folder + "/smtp-password"
            authorities = folder + "/smtp-authorities.pem"
            guard geteuid() == 0 else { throw .needsRoot(path) }
            for user in [Self.service, Self.keeper] where getpwnam(user) == nil { throw .noUser(user) }
        } else {
            registry = folder + "/registry.db"
            state = folder + "/state.db"
            password = folder + "/smtp-password"
            authorities = nil
        }
        guard access(folder, W_OK) == 0 else { throw .closed(folder, errno) }
        for file in [password, authorities].compactMap(\.self) where access(file, F_OK) == 0 {
            throw .leftOver(file, isSystem: isSystem)
        }
    }

    /// A path as the configuration writes it: relative in a folder of its own, which can be moved.
    func written(_ path: String) -> String { isSystem ? path : URL(fileURLWithPath: path).lastPathComponent }

    /// Gives a new file to who has to read it: the configuration to the service's group, the password to the service.
    func handOver(_ path: String) throws(NewFile.Refusal) {
        let isSecret = path == password
        if isSystem, let user = getpwnam(Self.service) {
            let owner = isSecret ? user.pointee.pw_uid : 0
            guard chown(path, owner, user.pointee.pw_gid) == 0 else { throw NewFile.Refusal(path: path, error: errno) }
        }
        guard chmod(path, isSecret ? 0o600 : 0o640) == 0 else { throw NewFile.Refusal(path: path, error: errno) }
    }

    /// What a person types to run a command on this place.
    func command(_ words: [String], as user: String? = nil, withConfiguration: Bool = true) -> [String] {
        (isSystem ? ["sudo"] + (user.map { ["-u", $0] } ?? []) : []) + ["renewald"] + words
            + (isSystem || !withConfiguration ? [] : ["--config", configuration])
    }

    /// Why nothing can be set up there.
    enum Obstacle: Error, Speakable, CustomStringConvertible {
        case needsRoot(String)
        case noUser(String)
        case closed(String, Int32)
        /// An earlier setup did not come to its end.
        case leftOver(String, isSystem: Bool)

        var phrase: Phrase {
            switch self {
            case .needsRoot(let path):
                Phrase(
                    "\(path)：须以 root 执行：`sudo renewald setup`；只想试用的，换到自己的文件夹：`renewald setup --config renewald.yaml`",
                    "\(path): only root can set the service up: `sudo renewald setup`; to try it in a folder of your own: "
                        + "`renewald setup --config renewald.yaml`"
                )
            case .noUser(let user):
                Phrase(
                    "没有用户 \(user)：请先安装软件包，再执行 setup",
                    "there is no user \(user): install the package first, then run setup"
                )
            case .closed(let folder, let error):
                Phrase(
                    "文件夹 \(folder) 无法写入（\(String(cString: strerror(error)))）",
                    "the folder \(folder) cannot be written: \(String(cString: strerror(error)))"
                )
            case .leftOver(let path, let isSystem):
                Phrase(
                    "\(path) 是以前留下的文件，setup 不覆盖：确认不再使用后用 `\(isSystem ? "sudo " : "")rm \(path)` 删去，再执行 setup",
                    "\(path) is a file of an earlier setup, which is left alone: if it is of no use any more, "
                        + "`\(isSystem ? "sudo " : "")rm \(path)`, then run setup again"
                )
            }
        }

        var description: String { phrase.english }

        var exitCode: Sysexit {
            switch self {
            case .needsRoot, .closed: .noPermission
            case .noUser: .unavailable
            case .leftOver: .cannotCreate
            }
        }
    }
}
