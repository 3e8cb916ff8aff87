import Foundation
import RenewalFiles
import RenewalRules

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
        guard status.st_mode & S_IFMT == S_IFREG else { throw Complaint("不是普通文件", "not a regular file") }
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
            case .unsafe: throw Complaint(error.phrase)
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
            guard bytes.count <= byteLimit else {
                throw Complaint("超过\(byteLimit)字节", "larger than \(byteLimit) bytes")
            }
        }
    }

    private static func reason(_ code: Int32) -> Phrase {
        switch code {
        case ENOENT, ENOTDIR: Phrase("文件不存在", "no such file")
        case EACCES, EPERM: SystemFault(EACCES).phrase
        default: SystemFault(code).phrase
        }
    }
}
