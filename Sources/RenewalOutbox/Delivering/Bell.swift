import Dispatch
import Foundation

/// A datagram socket next to the state file, which tells a running daemon that an operator has changed the file.
///
/// A ring carries no data: the daemon then looks at the file. Nobody has to poll, and a lost ring costs a minute.
package final class Bell: Sendable {
    /// The result of a ring.
    package enum Answer: Hashable, Sendable {
        case heard
        /// Nobody listens: no daemon runs on this state file.
        case nobody
        /// The path is too long for a socket; the daemon finds the change within a minute.
        case unavailable
    }

    /// One element per ring; several rings in quick succession may become one.
    package let rings: AsyncStream<Void>
    /// Dispatch sources may be used from any thread.
    nonisolated(unsafe) private let source: any DispatchSourceRead
    private let path: String

    /// Creates the bell of a state file; only for the daemon that has its lock, so that an existing bell must be stale.
    ///
    /// Fails when the path is too long or the system provides no socket.
    ///
    /// - Parameter stateFile: the path of the state file, symbolic links resolved
    package init?(stateFile: String) {
        let path = Self.path(of: stateFile)
        guard var address = Self.address(path), let descriptor = Self.socket() else { return nil }
        // Only the owner may ring; the mode of the socket counts from its first moment.
        fchmod(descriptor, 0o600)
        Self.removeOldSocket(path)
        guard Self.withAddress(&address, path, { bind(descriptor, $0, $1) }) == 0, chmod(path, 0o600) == 0 else {
            close(descriptor)
            return nil
        }
        self.path = path
        let (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.rings = rings
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: DispatchQueue(label: "bell"))
        source.setEventHandler {
            var byte = UInt8(0)
            while recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT)) >= 0 {}
            continuation.yield()
        }
        source.setCancelHandler {
            close(descriptor)
            continuation.finish()
        }
        source.resume()
    }

    deinit { takeDown() }

    /// Removes the bell: from now on a ring finds nobody listening.
    package func takeDown() {
        unlink(path)
        source.cancel()
    }

    /// Rings the bell of a state file.
    static func ring(stateFile: String) -> Answer {
        let path = path(of: stateFile)
        guard var address = address(path) else { return .unavailable }
        guard let descriptor = socket() else { return .unavailable }
        defer { close(descriptor) }
        let sent = withAddress(&address, path) { address, length in
            sendto(descriptor, [1], 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), address, length)
        }
        // A full queue means that earlier rings are still to be read.
        if sent >= 0 || errno == EAGAIN { return .heard }
        return errno == ENOENT || errno == ECONNREFUSED ? .nobody : .unavailable
    }

    private static func path(of stateFile: String) -> String { stateFile + ".bell" }

    /// Only a socket is ours to remove; anything else makes binding fail.
    private static func removeOldSocket(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
        unlink(path)
    }

    private static func socket() -> Int32? {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = Foundation.socket(AF_UNIX, kind, 0)
        return descriptor >= 0 ? descriptor : nil
    }

    /// - Returns: `nil` for a path that does not fit, including its final zero
    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    private static func withAddress<Result>(
        _ address: inout sockaddr_un,
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count + 1)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}

extension Outbox {
    package func ringBell() -> Bell.Answer { Bell.ring(stateFile: path) }

    package func hangBell() -> Bell? { Bell(stateFile: path) }
}
