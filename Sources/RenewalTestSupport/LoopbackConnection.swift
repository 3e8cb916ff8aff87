import Foundation

/// One accepted connection, used by the thread that serves it.
final class LoopbackConnection {
    private let descriptor: Int32
    private let willClose: () -> Void
    private var buffer: [UInt8] = []
    private var isOpen = true
    /// Called with all bytes as they arrive.
    var onBytes: ((ArraySlice<UInt8>) -> Void)?

    /// No peer in the tests sends a longer line or a larger body.
    private static let lineLimit = 100_000

    /// Takes over an accepted socket; `willClose` is called right before the descriptor is closed.
    init(_ descriptor: Int32, willClose: @escaping () -> Void) {
        self.descriptor = descriptor
        self.willClose = willClose
    }

    /// The next line, including its end; `nil` when the peer is gone.
    func readLine() -> [UInt8]? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeSubrange(...end) }
                return Array(buffer[...end])
            }
            guard buffer.count < Self.lineLimit, fill() else { return nil }
        }
    }

    /// Exactly `count` bytes; `nil` when the peer goes away first.
    func read(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        defer { buffer.removeSubrange(..<count) }
        return Array(buffer[..<count])
    }

    /// - Returns: whether the peer was still there
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// - Returns: whether the peer was still there
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    /// Stays silent until the peer hangs up or the server is stopped.
    func hang() { while fill() { buffer = [] } }

    func close() {
        guard isOpen else { return }
        isOpen = false
        willClose()
        _ = Foundation.close(descriptor)
    }

    /// Closes with RST instead of FIN.
    func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    private func fill() -> Bool {
        guard isOpen else { return false }
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { return false }
        buffer += piece[..<count]
        onBytes?(piece[..<count])
        return true
    }
}
