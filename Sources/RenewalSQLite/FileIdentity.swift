import Glibc

/// The file that a path leads to; it changes when the file is replaced.
package struct FileIdentity: Hashable, Sendable, CustomStringConvertible {
    private let device: UInt
    private let number: UInt

    package var description: String { "\(device):\(number)" }

    /// Why a path leads to no file that can be opened.
    package enum Fault: Error, Hashable {
        case missing
        /// A directory, a device or the like.
        case notAFile
        /// What the system answered, an `errno`.
        case system(Int32)
    }

    /// Looks where a path leads, without opening the file.
    ///
    /// - Throws: ``Fault``
    /// - Source: stat(2)
    package init(path: String) throws(Fault) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            throw code == ENOENT || code == ENOTDIR ? .missing : .system(code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
    }
}
