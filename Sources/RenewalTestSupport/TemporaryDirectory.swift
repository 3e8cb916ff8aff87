package import Foundation

/// A test's own directory, removed with everything in it when the value goes away.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    package init() throws {
        // Short: the path of a socket inside may have 107 bytes, whatever folder the environment names.
        let name = "renewald-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        url = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A leftover directory in the temporary folder does no harm, and a deinitialiser cannot report an error.
        try? FileManager.default.removeItem(at: url)
    }

    /// The absolute path of `name` inside the directory.
    package func path(_ name: String) -> String { url.appending(path: name).path }
}
