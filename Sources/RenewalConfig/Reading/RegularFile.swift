import Foundation
import RenewalFiles

/// The bytes of a small file together with its protection.
struct RegularFile {
    let bytes: [UInt8]
    let protection: FileProtection

    /// Reads a whole file; protection and bytes belong to the same open file, which nobody untrusted could replace.
    ///
    /// - Throws: a complaint that completes "cannot read FILE: "
    init(path: String, byteLimit: Int, trusting trust: Trust) throws(Complaint) {
        // Without O_NONBLOCK, opening a named pipe would wait for its writer.
        let descriptor = open(
            try Self.follow(path, trusting: trust),
            O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        )
        guard descriptor >= 0 else { throw Complaint(Self.reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Complaint(Self.reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Complaint("not a regular file") }
        protection = FileProtection(
            mode: UInt32(status.st_mode & 0o7777),
            owner: status.st_uid,
            group: status.st_gid
        )
        bytes = try Self.bytes(of: descriptor, byteLimit: byteLimit)
    }

    private static func follow(_ path: String, trusting trust: Trust) throws(Complaint) -> String {
        do throws(FileRefusal) {
            return try TrustedPath(path, in: .shared, trusting: trust).path
        } catch {
            switch error {
            case .system(_, let number): throw Complaint(reason(number))
            case .unsafe: throw Complaint("\(error)")
            }
        }
    }

    private static func bytes(of descriptor: Int32, byteLimit: Int) throws(Complaint) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Complaint(reason(errno)) }
            bytes += buffer[..<count]
            guard bytes.count <= byteLimit else { throw Complaint("larger than \(byteLimit) bytes") }
        }
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "no such file"
        case EACCES, EPERM: "permission denied"
        default: String(cString: strerror(code)).lowercased()
        }
    }
}
