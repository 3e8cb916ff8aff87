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
        // Set last: if an earlier step fails, the value is never deinitialised, so nothing is closed twice.
        (descriptor, self.path) = (file, name)
    }

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
        // Nothing was written, so a failing close loses nothing.
        close(descriptor)
    }
}
