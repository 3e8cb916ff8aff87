import Foundation
import Synchronization

/// Listens on 127.0.0.1 and serves every connection on its own thread.
final class LoopbackListener: Sendable {
    let port: Int
    private let descriptor: Int32
    /// Keeps a port that was picked here after the stop too, so that a late client reaches nobody.
    private let held: HeldPort?
    /// The connections that are not closed; `nil` once everything was hung up.
    private let open = Mutex<Set<Int32>?>([])

    /// No test opens more connections at once.
    private static let backlog: Int32 = 512

    /// - Parameters:
    ///   - port: 0 picks a free one
    ///   - serve: speaks with one peer; the number counts connections from 0
    /// - Throws: ``LoopbackSocket/Failure`` when the port is taken
    init(port: Int, serve: @escaping @Sendable (LoopbackConnection, Int) -> Void) throws {
        held = port == 0 ? try HeldPort() : nil
        (descriptor, self.port) = try LoopbackSocket.bound(to: held?.number ?? port)
        guard listen(descriptor, Self.backlog) == 0 else {
            let failure = LoopbackSocket.Failure("listening on 127.0.0.1:\(self.port)")
            close(descriptor)
            throw failure
        }
        Thread.detachNewThread { [self] in accept(serve) }
    }

    /// Closes the port and hangs up every connection; once.
    ///
    /// Under the lock, because the number of a socket that is closed may be another server's a moment later.
    func stop() {
        open.withLock { open in
            guard let connections = open else { return }
            open = nil
            // Fails only for connections that the peer has already closed, and those need no hanging up.
            for socket in connections.union([descriptor]) { _ = shutdown(socket, Int32(SHUT_RDWR)) }
        }
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
        stop()
        close(descriptor)
    }
}
