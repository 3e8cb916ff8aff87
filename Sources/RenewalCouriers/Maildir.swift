import Foundation

/// The folders of one maildir and the steps that put a file into it without ever showing half of it.
struct Maildir: Sendable {
    let path: String

    /// Makes what is missing of the folders, for the owner only.
    func prepare() throws(FileFailure) {
        let folders = [path, "\(path)/tmp", "\(path)/new", "\(path)/cur"]
        var hasMade = false
        for folder in folders {
            if mkdir(folder, 0o700) == 0 {
                hasMade = true
            } else if errno != EEXIST {
                throw FileFailure("making the maildir folder \(folder)")
            }
        }
        if hasMade { try sync(path) }
    }

    /// The file is in `new/`, or in `cur/` with whatever flags a reader gave it.
    func holds(_ name: String) throws(FileFailure) -> Bool {
        if access("\(path)/new/\(name)", F_OK) == 0 { return true }
        guard errno == ENOENT else { throw FileFailure("looking into \(path)/new") }
        guard let folder = opendir("\(path)/cur") else { throw FileFailure("looking into \(path)/cur") }
        defer { _ = closedir(folder) }
        errno = 0
        while let entry = readdir(folder) {
            let found = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if found == name || found.hasPrefix(name + ":") { return true }
            errno = 0
        }
        guard errno == 0 else { throw FileFailure("reading \(path)/cur") }
        return false
    }

    /// Writes the whole file to `tmp/` and waits until it is on disk; what an interrupted attempt left is overwritten.
    func write(_ message: [UInt8], as name: String) throws(FileFailure) {
        let file = "\(path)/tmp/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileFailure("creating \(file)") }
        do throws(FileFailure) {
            try fill(descriptor, message, file)
        } catch {
            // The first failure is the one to tell; closing what could not be written adds nothing.
            _ = close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw FileFailure("closing \(file)") }
    }

    /// Gives the file its place in `new/`; a file that is there already stays.
    func publish(_ name: String) throws(FileFailure) {
        let file = "\(path)/tmp/\(name)"
        if link(file, "\(path)/new/\(name)") != 0, errno != EEXIST { throw FileFailure("moving \(file) to new") }
        guard unlink(file) == 0 else { throw FileFailure("removing \(file)") }
    }

    /// Waits until the new name is on disk.
    func settle() throws(FileFailure) { try sync("\(path)/new") }

    private func fill(_ descriptor: Int32, _ message: [UInt8], _ file: String) throws(FileFailure) {
        var start = 0
        while start < message.count {
            let count = message[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw FileFailure("writing \(file)") }
            start += max(count, 0)
        }
        guard fsync(descriptor) == 0 else { throw FileFailure("syncing \(file)") }
    }

    private func sync(_ folder: String) throws(FileFailure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("opening \(folder)") }
        let isSynced = fsync(descriptor) == 0
        let failure = FileFailure("syncing \(folder)")
        guard close(descriptor) == 0, isSynced else { throw failure }
    }
}
