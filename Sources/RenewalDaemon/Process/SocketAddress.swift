import Foundation

/// The address of a socket in the file system, or an abstract one with a leading `@`.
///
/// - Source: unix(7)
struct SocketAddress {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// - Returns: `nil` when the path is too long
    init?(path: String) {
        address.sun_family = sa_family_t(AF_UNIX)
        // An abstract one has a zero byte in place of the @, and none at the end.
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    }

    /// Calls a function with the address as system calls take it.
    func withPointer<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
