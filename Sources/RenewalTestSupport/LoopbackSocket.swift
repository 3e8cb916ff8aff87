import Foundation

/// Sockets on 127.0.0.1.
enum LoopbackSocket {
    /// A system call that a server needs failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        /// Takes the reason from `errno`, so create it right after the call.
        init(_ doing: String) { description = "\(doing): \(String(cString: strerror(errno)))" }
    }

    /// A socket that has a port and does not listen yet.
    ///
    /// - Parameter port: 0 picks a free one
    /// - Returns: the socket and its port
    /// - Throws: ``Failure`` when somebody listens there
    static func bound(to port: Int) throws -> (descriptor: Int32, port: Int) {
        let descriptor = try make()
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = address(port)
        let code = withGeneric(&address) { generic, size in
            var size = size
            return bind(descriptor, generic, size) == 0 ? getsockname(descriptor, generic, &size) : -1
        }
        guard code == 0 else {
            let failure = Failure("binding a socket to 127.0.0.1:\(port)")
            close(descriptor)
            throw failure
        }
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }

    /// Somebody accepts connections on a port.
    static func isAnswered(on port: Int) throws -> Bool {
        let descriptor = try make()
        defer { close(descriptor) }
        var address = address(port)
        return withGeneric(&address) { connect(descriptor, $0, $1) == 0 }
    }

    private static func make() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("opening a socket") }
        return descriptor
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withGeneric<Result>(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
