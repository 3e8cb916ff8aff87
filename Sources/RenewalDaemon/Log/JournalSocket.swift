import CLinux
import Foundation

/// Where the journal takes entries with fields of their own.
///
/// - Source: systemd.io/JOURNAL_NATIVE_PROTOCOL
package final class JournalSocket: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Prepares to write to the journal, which need not be there yet; `nil` when the process may open no more sockets.
    ///
    /// - Parameter path: of its socket
    package init?(path: String = "/run/systemd/journal/socket") {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        self.path = path
        // As large as the system allows; what is larger goes through memory.
        var size: Int32 = 8 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// The journal, if standard error leads to it.
    ///
    /// A variable inherited by a shell does not prove that: it has to name the very file.
    ///
    /// - Parameter environment: of the process, with `JOURNAL_STREAM`
    /// - Returns: `nil` for a file, a terminal, or anything else
    /// - Source: systemd.exec(5), `JOURNAL_STREAM`
    package static func behindStandardError(_ environment: [String: String]) -> JournalSocket? {
        leads(STDERR_FILENO, toJournalOf: environment) ? JournalSocket() : nil
    }

    /// Whether a descriptor is the journal's stream.
    ///
    /// - Parameters:
    ///   - descriptor: such as that of standard output
    ///   - environment: of the process, with `JOURNAL_STREAM`
    /// - Returns: whether device and inode are those that the variable names
    package static func leads(_ descriptor: Int32, toJournalOf environment: [String: String]) -> Bool {
        var status = stat()
        guard let stream = environment["JOURNAL_STREAM"], fstat(descriptor, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    /// Writes an entry; where the journal does not take it, as a line with its priority to standard error.
    package func write(_ entry: JournalEntry) {
        guard !send(entry.bytes) else { return }
        StandardError.write(entry.line)
    }

    /// - Returns: whether the journal took it
    func send(_ bytes: [UInt8]) -> Bool {
        guard let address = SocketAddress(path: path) else { return false }
        let sent = address.withPointer { address, length in
            sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
        }
        if sent >= 0 { return true }
        guard errno == EMSGSIZE || errno == ENOBUFS else { return false }
        return sendThroughMemory(bytes, to: address)
    }

    /// Hands over a sealed piece of memory, for what is too large for a datagram.
    private func sendThroughMemory(_ bytes: [UInt8], to address: SocketAddress) -> Bool {
        let memory = linux_memory_file("renewald-journal")
        guard memory >= 0 else { return false }
        defer { close(memory) }
        guard Foundation.write(memory, bytes, bytes.count) == bytes.count, linux_seal(memory) == 0 else {
            return false
        }
        return pass(memory, to: address)
    }

    /// A message without content that carries a descriptor (unix(7), `SCM_RIGHTS`; cmsg(3)).
    private func pass(_ memory: Int32, to address: SocketAddress) -> Bool {
        let headerSize = MemoryLayout<cmsghdr>.size
        let descriptorSize = MemoryLayout<Int32>.size
        // The length counts the descriptor, the space is rounded up to whole words.
        let space = headerSize + MemoryLayout<Int>.size
        let control = UnsafeMutableRawPointer.allocate(byteCount: space, alignment: MemoryLayout<cmsghdr>.alignment)
        defer { control.deallocate() }
        control.initializeMemory(as: UInt8.self, repeating: 0, count: space)
        var header = cmsghdr()
        (header.cmsg_len, header.cmsg_level) = (headerSize + descriptorSize, SOL_SOCKET)
        header.cmsg_type = Int32(SCM_RIGHTS)
        control.storeBytes(of: header, as: cmsghdr.self)
        control.storeBytes(of: memory, toByteOffset: headerSize, as: Int32.self)
        return address.withPointer { address, length in
            var message = msghdr()
            message.msg_name = UnsafeMutableRawPointer(mutating: address)
            message.msg_namelen = length
            message.msg_control = control
            message.msg_controllen = space
            return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL)) >= 0
        }
    }
}

/// Standard error, to which the log goes as lines.
enum StandardError {
    /// Writes a text as it is.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        // The reader of the log may be gone; a daemon does not end because of that, and there is nobody else to tell.
        _ = Foundation.write(STDERR_FILENO, bytes, bytes.count)
    }
}
