#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import RenewalFiles

/// An exclusive lock on a separate file, kept for the life of the value and released by the system with the process.
final class FileLock: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Takes the lock of the state file at `path`, which is the file `<path>.lock`.
    ///
    /// - Throws: `locked` when another process or value holds it, `unreadable` when the file cannot be made, `unsafe`
    init(forStateFileAt path: String) throws(OutboxError) {
        let file: Int32
        let name = path + ".lock"
        do {
            file = try OwnFile.open(name, O_RDWR | O_CREAT)
        } catch {
            throw OutboxError(error)
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let reason = SystemFault.last.phrase
            close(file)
            throw isHeld ? .locked(path: path) : .unreadable(path: name, reason: reason)
        }
        guard Self.mark(file) else {
            let reason = SystemFault.last.phrase
            close(file)
            throw .unreadable(path: name, reason: reason)
        }
        // Set last: if an earlier step fails, the value is never deinitialised, so nothing is closed twice.
        (descriptor, self.path) = (file, name)
    }

    /// Whether a daemon has the lock of a state file.
    ///
    /// Only asks: a lock that was taken for a look, even a shared one, would send away a daemon that starts just then.
    ///
    /// - Throws: `unsafe`, `unreadable`
    /// - Source: fcntl(2), open file description locks
    static func isHeld(forStateFileAt path: String) throws(OutboxError) -> Bool {
        let file: Int32
        do {
            guard try OwnFile(at: path + ".lock") != nil else { return false }
            file = try OwnFile.open(path + ".lock", O_RDONLY)
        } catch {
            throw OutboxError(error)
        }
        defer { close(file) }
        var lock = wholeFile(F_WRLCK)
        guard fcntl(file, ask, &lock) == 0 else {
            throw .unreadable(path: path + ".lock", reason: SystemFault.last.phrase)
        }
        return lock.l_type != Int16(F_UNLCK)
    }

    /// Marks the file as locked for those who only ask, which flock(2) does not let them.
    private static func mark(_ file: Int32) -> Bool {
        var lock = wholeFile(F_WRLCK)
        return fcntl(file, set, &lock) == 0
    }

    private static func wholeFile(_ type: Int32) -> flock {
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    /// F_OFD_GETLK and F_OFD_SETLK, which the C library declares only with GNU extensions.
    private static let (ask, set): (Int32, Int32) = (36, 37)

    /// What the last daemon with the lock left in it; `nil` when there was none, or the text is incomplete.
    var witness: LockWitness? {
        var bytes = [UInt8](repeating: 0, count: LockWitness.longest)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? LockWitness(text: String(decoding: bytes.prefix(count), as: UTF8.self)) : nil
    }

    /// Leaves a witness for the next daemon.
    ///
    /// - Throws: `unreadable`
    func remember(_ witness: LockWitness) throws(OutboxError) {
        let bytes = Array(witness.text.utf8)
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, ftruncate(descriptor, off_t(bytes.count)) == 0,
            fsync(descriptor) == 0
        else { throw .unreadable(path: path, reason: SystemFault.last.phrase) }
    }

    deinit {
        // Closing alone would leave the lock to a child that is just being started: between fork and exec it has every
        // descriptor too (flock(2)).
        flock(descriptor, LOCK_UN)
        var lock = Self.wholeFile(F_UNLCK)
        _ = fcntl(descriptor, Self.set, &lock)
        // Nothing was written, so a failing close loses nothing.
        close(descriptor)
    }
}
