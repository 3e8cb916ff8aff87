import Glibc
import RenewalRules

/// A path on which only trusted users can have put anything.
///
/// Symbolic links are followed: the directories decide, as in OpenSSH's `safe_path`. An administrator's link in a
/// directory that only they can write to leads where they meant; one that somebody else could have planted is refused.
/// Nobody else can replace what such a path names between the check and its use.
package struct TrustedPath {
    /// Absolute, without symbolic links; components that do not exist yet are kept as written.
    package let path: String

    /// What the last directory must guarantee.
    package enum Directory: Sendable {
        /// Nobody else can add files: for a database, which creates further files by itself.
        case exclusive
        /// Nobody else can replace our files, as in /tmp.
        case shared
    }

    /// Walks a path from the root directory and checks each directory and link on the way.
    ///
    /// - Parameters:
    ///   - path: absolute, or relative to the current directory
    ///   - directory: what the file's directory must guarantee
    ///   - trust: who may own directories and links
    /// - Throws: `unsafe` for a directory or link that belongs to somebody else, `system`
    /// - Source: path_resolution(7)
    package init(_ path: String, in directory: Directory, trusting trust: Trust = .ourselves) throws(FileRefusal) {
        var names = Self.names(in: try Self.absolute(path))
        var place = try Place(path: "")
        var links = 0
        while let name = names.popLast() {
            guard name != ".." else {
                place = try Place(path: place.parent)
                continue
            }
            try place.requireTrust(trust, in: names.isEmpty ? directory : .shared)
            let next = "\(place.path)/\(name)"
            let found: Place
            do {
                found = try Place(path: next)
            } catch .system(_, ENOENT) {
                self.path = next + names.reversed().map { "/" + $0 }.joined()
                return
            }
            guard found.isLink else {
                place = found
                continue
            }
            links += 1
            guard links <= Self.linkLimit else { throw .system(path: path, number: ELOOP) }
            let target = try found.target(trusting: trust)
            names += Self.names(in: target)
            if target.hasPrefix("/") { place = try Place(path: "") }
        }
        self.path = place.shown
    }

    /// The kernel's own limit.
    private static let linkLimit = 40

    private static func absolute(_ path: String) throws(FileRefusal) -> String {
        guard !path.hasPrefix("/") else { return path }
        guard let current = getcwd(nil, 0) else { throw .system(path: path, number: errno) }
        defer { free(current) }
        return "\(String(cString: current))/\(path)"
    }

    /// Last name first, so that the next one can be taken off.
    private static func names(in path: String) -> [String] {
        path.split(separator: "/").reversed().map(String.init).filter { $0 != "." }
    }
}

/// A directory on the way, or an entry of it.
private struct Place {
    /// Empty for the root directory.
    let path: String
    private let status: stat

    init(path: String) throws(FileRefusal) {
        var status = stat()
        guard lstat(path.isEmpty ? "/" : path, &status) == 0 else { throw .system(path: path, number: errno) }
        (self.path, self.status) = (path, status)
    }

    var shown: String { path.isEmpty ? "/" : path }
    var parent: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    var isLink: Bool { status.st_mode & S_IFMT == S_IFLNK }

    /// Refuses a directory in which somebody else could add or replace files.
    func requireTrust(_ trust: Trust, in kind: TrustedPath.Directory) throws(FileRefusal) {
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .system(path: shown, number: ENOTDIR) }
        try requireOwner(trust)
        guard let stranger = trust.stranger(writing: status.st_mode, group: status.st_gid) else { return }
        let isSticky = status.st_mode & mode_t(S_ISVTX) != 0
        guard !isSticky || kind == .exclusive else { return }
        let mode = String(status.st_mode & 0o7777, radix: 8)
        let cure =
            isSticky
            ? Phrase("请改用本服务专用的目录", "name a directory of the service's own")
            : Phrase("请执行 `chmod go-w \(shown)`", "run chmod go-w \(shown)")
        let fault = Phrase(
            "是\(stranger.chinese)可以存放文件的目录（权限0\(mode)）；\(cure.chinese)",
            "is a directory in which \(stranger.english) may lay files (mode 0\(mode)); \(cure.english)"
        )
        throw .unsafe(path: shown, fault: fault)
    }

    /// Where a link leads.
    func target(trusting trust: Trust) throws(FileRefusal) -> String {
        try requireOwner(trust)
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink(path, &bytes, Int(PATH_MAX))
        guard count >= 0 else { throw .system(path: path, number: errno) }
        return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private func requireOwner(_ trust: Trust) throws(FileRefusal) {
        guard !trust.includes(status.st_uid) else { return }
        let (owner, us) = (UserName.of(status.st_uid), UserName.of(geteuid()))
        guard !isLink else {
            let fault = Phrase(
                "是用户\(owner)的符号链接；请查明来源，并将其删除",
                "is a symbolic link that belongs to \(owner); find out who laid it there, and remove it"
            )
            throw .unsafe(path: shown, fault: fault)
        }
        let ours = us == "root" ? Phrase(verbatim: us) : Phrase("root或\(us)", "root or \(us)")
        let fault = Phrase(
            "是用户\(owner)的目录，不属于\(ours.chinese)；请以该用户执行：`sudo -u \(owner) renewald …`；目录应归本用户的，用 `chown` 更改属主",
            "is a directory that belongs to \(owner), not to \(ours.english); run sudo -u \(owner) renewald …, or chown "
                + "the directory"
        )
        throw .unsafe(path: shown, fault: fault)
    }
}
