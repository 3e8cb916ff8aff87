#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
import RenewalFiles

/// A file written under a temporary name, which gets its final name once it is complete and on disk.
struct NewFile {
    let path: String

    /// Makes the empty file, for its owner only.
    ///
    /// - Throws: `exists`, `unreadable`
    func make() throws(OutboxError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, StateFile.mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw .unreadable(path: path, reason: SystemFault.last.phrase)
        }
        close(descriptor)
    }

    /// Syncs content and name; an existing file of that name is kept.
    ///
    /// - Throws: `exists`, `unreadable`
    func settle(as name: String) throws(OutboxError) {
        try require(FileSync.content(of: path), of: path)
        guard link(path, name) == 0 else {
            if errno == EEXIST { throw .exists(path: name) }
            throw .unreadable(path: name, reason: SystemFault.last.phrase)
        }
        unlink(path)
        try NewFile(path: name).settleName()
    }

    /// Syncs the name of a file.
    ///
    /// - Throws: `unreadable`
    func settleName() throws(OutboxError) { try require(FileSync.name(of: path), of: path) }

    /// Replaces another file, if there is one, and syncs that.
    ///
    /// - Throws: `unreadable`
    func replace(_ name: String) throws(OutboxError) {
        try require(FileSync.content(of: path), of: path)
        guard rename(path, name) == 0 else { throw .unreadable(path: name, reason: SystemFault.last.phrase) }
        try NewFile(path: name).settleName()
    }

    /// The directory it lies in.
    var folder: String { FileSync.folder(of: path) }

    private func require(_ fault: SystemFault?, of path: String) throws(OutboxError) {
        if let fault { throw .unreadable(path: path, reason: fault.phrase) }
    }
}
