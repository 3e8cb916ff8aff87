import Crypto
import Foundation
import Glibc
import RenewalFiles
package import RenewalRegistry
import RenewalRules

/// The key that turns identity numbers into the marks by which the registry recognises a person.
///
/// The registry keeps no identity number, only its HMAC-SHA-256. There are few enough numbers to try them all, so the
/// key is what protects them: whoever has both files can find the numbers out.
///
/// - Source: RFC 2104
package struct IdentityKey: Sendable {
    private let key: SymmetricKey

    /// By which a registry knows its key without telling it.
    package var fingerprint: String {
        HMAC<SHA256>.authenticationCode(for: Array("renewald identity key".utf8), using: key).hexadecimal
    }

    /// The mark of an identity number, 64 hexadecimal digits.
    func mark(of number: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Array(number.utf8), using: key).hexadecimal
    }

    /// Where the key of a registry lies.
    package static func path(besideRegistry path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return folder + "identity.key"
    }

    /// Reads the key beside a registry; `nil` when there is none.
    ///
    /// - Throws: `RegistryError.unreadable`
    package init?(besideRegistry path: String) throws(RegistryError) {
        let file = Self.path(besideRegistry: path)
        guard access(file, F_OK) == 0 else { return nil }
        guard let text = FileManager.default.contents(atPath: file).map({ String(decoding: $0, as: UTF8.self) }),
            let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            bytes.count == Self.bytes
        else {
            let reason = Phrase(
                "不是身份密钥，或者本用户无权读取",
                "it is no identity key, or this user may not read it"
            )
            throw .unreadable(path: file, reason: reason)
        }
        key = SymmetricKey(data: bytes)
    }

    /// Makes a new key beside a registry, readable by its owner alone.
    ///
    /// - Throws: `RegistryError.cannotCreate` also when there is one
    package static func create(besideRegistry path: String) throws(RegistryError) -> IdentityKey {
        let file = Self.path(besideRegistry: path)
        let made = IdentityKey()
        let text = made.key.withUnsafeBytes { Data($0) }.base64EncodedString() + "\n"
        let descriptor = open(file, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate(path: file, reason: SystemFault.last.phrase) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            unlink(file)
            throw .cannotCreate(path: file, reason: Phrase("无法写入，系统提示“\(error)”", "\(error)"))
        }
        return made
    }

    /// A new key.
    init() { key = SymmetricKey(size: .bits256) }

    /// Of the key.
    private static let bytes = 32
}
