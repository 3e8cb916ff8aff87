import Foundation
import RenewalFiles

/// An open folder of a maildir: not a link, owned by our user, and not world-writable.
struct MaildirFolder: ~Copyable {
    let path: String
    let descriptor: Int32

    /// Opens the folder at a path, and creates it if necessary.
    init(_ path: String) throws(FileFailure) {
        let followed: String
        do {
            followed = try TrustedPath(path, in: .shared, trusting: Trust(users: [0, geteuid()], groups: nil)).path
        } catch {
            throw FileFailure("using the maildir", refused: error)
        }
        guard mkdir(followed, 0o700) == 0 || errno == EEXIST else {
            throw FileFailure("making the maildir folder \(followed)")
        }
        try self.init(followed, openedAs: open(followed, Self.flags))
    }

    private init(_ path: String, openedAs descriptor: Int32) throws(FileFailure) {
        guard descriptor >= 0 else { throw FileFailure("opening \(path), which must be a folder and no link") }
        do throws(FileFailure) {
            try Self.requireOwn(descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
        (self.path, self.descriptor) = (path, descriptor)
    }

    private static let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    private static func requireOwn(_ descriptor: Int32, _ path: String) throws(FileFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFailure("looking at \(path)") }
        guard status.st_uid == geteuid(), status.st_mode & 0o002 == 0 else {
            let owner = "\(UserName.of(status.st_uid)), mode 0\(String(status.st_mode & 0o7777, radix: 8))"
            let right = "it must belong to \(UserName.of(geteuid())), and not everybody may write into it"
            throw FileFailure(description: "using \(path): it belongs to \(owner); \(right)", number: EPERM)
        }
    }

    deinit { close(descriptor) }

    /// Creates missing folders.
    ///
    /// - Returns: whether there were any
    func make(_ names: [String]) throws(FileFailure) -> Bool {
        var hasMade = false
        for name in names {
            if mkdirat(descriptor, name, 0o700) == 0 {
                hasMade = true
            } else if errno != EEXIST {
                throw FileFailure("making the maildir folder \(path)/\(name)")
            }
        }
        return hasMade
    }

    /// Opens a folder in this one.
    func folder(_ name: String) throws(FileFailure) -> MaildirFolder {
        try MaildirFolder("\(path)/\(name)", openedAs: openat(descriptor, name, Self.flags))
    }

    /// The names of all files, in no order.
    func names() throws(FileFailure) -> [String] {
        // A separate descriptor, because reading moves its position and closing the stream closes it.
        guard let stream = fdopendir(openat(descriptor, ".", Self.flags)) else {
            throw FileFailure("looking into \(path)")
        }
        defer { _ = closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
                }
            )
            errno = 0
        }
        guard errno == 0 else { throw FileFailure("reading \(path)") }
        return names
    }

    /// Compares a file with what should be in it.
    func compare(_ name: String, with message: [UInt8]) throws(FileFailure) -> Maildir.Presence {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            switch errno {
            case ENOENT: return .missing
            case ELOOP, ENXIO: return .foreign(file: "\(path)/\(name)")
            default: throw FileFailure("looking at \(path)/\(name)")
            }
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileFailure("looking at \(path)/\(name)") }
        let isFile = status.st_mode & S_IFMT == S_IFREG && status.st_size == off_t(message.count)
        guard isFile, try content(of: file, named: name, count: message.count) == message else {
            return .foreign(file: "\(path)/\(name)")
        }
        return .stored
    }

    private func content(of file: Int32, named name: String, count: Int) throws(FileFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var start = 0
        while start < count {
            let piece = bytes[start...].withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            guard piece >= 0 || errno == EINTR else { throw FileFailure("reading \(path)/\(name)") }
            if piece == 0 { break }
            start += max(piece, 0)
        }
        return Array(bytes.prefix(start))
    }

    /// Writes and syncs a file in place of any existing one.
    func replace(_ name: String, with message: [UInt8]) throws(FileFailure) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
            throw FileFailure("removing \(path)/\(name)")
        }
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileFailure("creating \(path)/\(name)") }
        do throws(FileFailure) {
            try fill(file, message, name)
        } catch {
            // The first error is the one to report; closing an unwritable file adds nothing.
            _ = close(file)
            throw error
        }
        guard close(file) == 0 else { throw FileFailure("closing \(path)/\(name)") }
    }

    private func fill(_ file: Int32, _ message: [UInt8], _ name: String) throws(FileFailure) {
        var start = 0
        while start < message.count {
            let count = message[start...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw FileFailure("writing \(path)/\(name)") }
            start += max(count, 0)
        }
        guard fsync(file) == 0 else { throw FileFailure("syncing \(path)/\(name)") }
    }

    /// Waits until the names in it are on disk.
    func sync() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw FileFailure("syncing \(path)") }
    }
}
