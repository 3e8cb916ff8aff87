import Foundation
import Synchronization

/// Listens on 127.0.0.1 and gives every connection a thread of its own.
final class LoopbackListener: Sendable {
    /// A system call that a server needs failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        /// Takes the reason from `errno`, so it must be made right after the call.
        init(_ doing: String) { description = "\(doing): \(String(cString: strerror(errno)))" }
    }

    let port: Int
    private let descriptor: Int32
    private let open = Mutex<Set<Int32>?>([])

    /// - Parameters:
    ///   - port: 0 picks a free one
    ///   - serve: speaks with one peer; the number counts connections from 0
    /// - Throws: ``Failure`` when the port is taken
    init(port: Int, serve: @escaping @Sendable (LoopbackConnection, Int) -> Void) throws {
        (descriptor, self.port) = try Self.listen(port)
        Thread.detachNewThread { [self] in accept(serve) }
    }

    /// Closes the port and hangs up every connection.
    func stop() {
        let connections = open.withLock { open in
            defer { open = nil }
            return open ?? []
        }
        // What the other side has closed meanwhile needs no hanging up; that is the only way these fail.
        for connection in connections { _ = shutdown(connection, Int32(SHUT_RDWR)) }
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func accept(_ serve: @escaping @Sendable (LoopbackConnection, Int) -> Void) {
        var count = 0
        while true {
            let peer = Foundation.accept(descriptor, nil, nil)
            if peer < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard peer >= 0 else { break }
            let isWelcome = open.withLock { $0?.insert(peer).inserted == true }
            let number = count
            count += 1
            guard isWelcome else {
                close(peer)
                continue
            }
            Thread.detachNewThread { [self] in
                let connection = LoopbackConnection(peer) { [self] in open.withLock { _ = $0?.remove(peer) } }
                serve(connection, number)
                connection.close()
            }
        }
        close(descriptor)
    }

    /// A listening socket and its port.
    static func listen(_ port: Int) throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("opening a socket") }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code: Int32 = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Int32 in
                guard bind(descriptor, generic, size) == 0, Foundation.listen(descriptor, 512) == 0 else { return -1 }
                return getsockname(descriptor, generic, &size)
            }
        }
        guard code == 0 else {
            let failure = Failure("listening on 127.0.0.1:\(port)")
            close(descriptor)
            throw failure
        }
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }
}
