package import Foundation

/// A directory of one test's own, removed with everything in it when the value goes away.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "renewald-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A leftover directory under the temporary folder harms nothing, and a test has no one to tell.
        try? FileManager.default.removeItem(at: url)
    }

    /// The absolute path of `name` inside the directory.
    package func path(_ name: String) -> String { url.appending(path: name).path }
}
