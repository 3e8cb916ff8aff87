import Foundation

/// A stand-in for the service manager: receives what a daemon sends to `NOTIFY_SOCKET`.
///
/// - Source: sd_notify(3)
package final class NotifySocket: Sendable {
    /// Value for the environment variable.
    package let path: String
    private let socket: BoundSocket

    package init(path: String) throws {
        self.path = path
        socket = try BoundSocket(path: path)
    }

    /// The next message, or `nil` when none came for a tenth of a second.
    package func next() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket.descriptor, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
