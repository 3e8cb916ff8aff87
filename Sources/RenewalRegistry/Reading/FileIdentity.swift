import Glibc

/// Which file a path leads to; another one after the file was replaced.
struct FileIdentity: Hashable, CustomStringConvertible {
    private let device: UInt
    private let number: UInt

    var description: String { "\(device):\(number)" }

    /// - Throws: `RegistryError.missing`, or `RegistryError.unreadable` with the system's reason
    init(path: String) throws(RegistryError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { throw .missing(path: path) }
            throw .unreadable(path: path, reason: String(cString: strerror(code)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is not a file") }
        (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
    }
}
