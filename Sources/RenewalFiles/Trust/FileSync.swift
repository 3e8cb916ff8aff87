import Glibc

/// Sees to it that files and their names outlast a failure of power.
package enum FileSync {
    /// Waits until the content of a file is on disk.
    ///
    /// - Parameter path: of a file or folder
    /// - Returns: why not; `nil` when it is
    package static func content(of path: String) -> SystemFault? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .last }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 ? nil : .last
    }

    /// Waits until the name of a file is on disk.
    ///
    /// - Returns: why not; `nil` when it is
    package static func name(of path: String) -> SystemFault? { content(of: folder(of: path)) }

    /// The folder that a path leads into: `.` for a bare name.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
