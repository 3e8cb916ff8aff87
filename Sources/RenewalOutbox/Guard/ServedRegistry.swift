import Foundation
import RenewalFiles

/// Remembers outside the state files which of them served a registry last, because a new one has forgotten what was
/// sent.
///
/// A registry is identified by its path: an office that replaces the file every night keeps the path, not the inode.
package struct ServedRegistry: Sendable {
    private let folder: String
    private let path: String

    /// Names the memory of a registry in a directory of the service's own.
    ///
    /// - Parameters:
    ///   - registry: the registry's file, which need not be there
    ///   - directory: where the folder `served` is kept; it exists
    package init(registry: String, directory: String) {
        folder = directory + "/served"
        let absolute = URL(fileURLWithPath: registry).standardizedFileURL.path
        path = "\(folder)/\(Fingerprint.of(Array(absolute.utf8)))"
    }

    /// The id of the state file that served it last; `nil` when none has.
    ///
    /// - Throws: `unreadable`, `unsafe`
    func instance() throws(OutboxError) -> String? {
        guard let descriptor = try open(path, O_RDONLY) else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: LockWitness.longest)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .unreadable(path: path, reason: SystemFault.last.phrase) }
        let words = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
        return words.first.map(String.init)
    }

    /// Stores the id for the next start; the old one remains until the new one is on disk.
    ///
    /// - Throws: `unreadable`, `unsafe`
    func remember(_ instanceID: String) throws(OutboxError) {
        guard try instance() != instanceID else { return }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .unreadable(path: folder, reason: SystemFault.last.phrase)
        }
        let partial = path + ".partial"
        guard let descriptor = try open(partial, O_WRONLY | O_CREAT | O_TRUNC) else { return }
        let bytes = Array((instanceID + "\n").utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
        let reason = SystemFault.last.phrase
        close(descriptor)
        guard isWritten else { throw .unreadable(path: partial, reason: reason) }
        try NewFile(path: partial).replace(path)
    }

    /// Opens a file of ours in a directory of ours.
    ///
    /// - Returns: `nil` when there is none and none was to be created
    private func open(_ path: String, _ flags: Int32) throws(OutboxError) -> Int32? {
        do throws(FileRefusal) {
            _ = try TrustedPath(path, in: .exclusive)
            return try OwnFile.open(path, flags)
        } catch {
            if case .system(_, ENOENT) = error, flags & O_CREAT == 0 { return nil }
            throw OutboxError(error)
        }
    }
}
