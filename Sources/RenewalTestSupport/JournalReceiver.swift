import Foundation

/// A stand-in for the journal: receives entries in its native format, in datagrams or in sealed memory.
///
/// - Source: systemd.io/JOURNAL_NATIVE_PROTOCOL
package final class JournalReceiver: Sendable {
    /// Where it listens.
    package let path: String
    private let socket: BoundSocket

    package struct Failure: Error { let step: String }

    /// An entry as it came.
    package struct Entry: Sendable {
        /// By name; each field comes once.
        package let fields: [String: String]
        /// Whether it came in memory that nobody can change any more.
        package let isSealedMemory: Bool
    }

    package init(path: String) throws {
        self.path = path
        socket = try BoundSocket(path: path)
    }

    /// The next entry, or `nil` when none came for a tenth of a second.
    ///
    /// - Throws: ``Failure`` for what is no entry
    package func next() throws -> Entry? {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var control = [UInt8](repeating: 0, count: 64)
        let (count, controlCount) = buffer.withUnsafeMutableBytes { buffer in
            control.withUnsafeMutableBytes { control in
                var part = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    (message.msg_iov, message.msg_iovlen) = (part, 1)
                    (message.msg_control, message.msg_controllen) = (control.baseAddress, control.count)
                    return (recvmsg(socket.descriptor, &message, 0), message.msg_controllen)
                }
            }
        }
        guard count >= 0 else { return nil }
        guard count == 0, controlCount >= 20 else {
            return Entry(fields: try Self.fields(of: Array(buffer[..<count])), isSealedMemory: false)
        }
        let memory = control.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 16, as: Int32.self) }
        defer { close(memory) }
        var status = stat()
        guard fstat(memory, &status) == 0 else { throw Failure(step: "the memory") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        guard pread(memory, &bytes, bytes.count, 0) == bytes.count else { throw Failure(step: "reading the memory") }
        return Entry(fields: try Self.fields(of: bytes), isSealedMemory: fcntl(memory, Self.getSeals) == Self.allSeals)
    }

    /// `F_GET_SEALS` of fcntl(2), and against all changes.
    private static let getSeals: Int32 = 1034
    private static let allSeals: Int32 = 0b1111

    private static func fields(of bytes: [UInt8]) throws -> [String: String] {
        var (fields, rest) = ([String: String](), bytes[...])
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            let sign = line.firstIndex(of: UInt8(ascii: "="))
            let name = String(decoding: line[..<(sign ?? end)], as: UTF8.self)
            if let sign {
                fields[name] = String(decoding: line[(sign + 1)...], as: UTF8.self)
                continue
            }
            guard rest.count > 8 else { throw Failure(step: "the length of \(name)") }
            let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(8)
            guard rest.count > length else { throw Failure(step: "the value of \(name)") }
            fields[name] = String(decoding: rest.prefix(length), as: UTF8.self)
            rest = rest.dropFirst(length + 1)
        }
        guard rest.isEmpty else { throw Failure(step: "the end") }
        return fields
    }
}
