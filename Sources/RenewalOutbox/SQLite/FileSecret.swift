import Crypto
import RenewalDelivery
package import RenewalRules

/// What makes the ids of deliveries, the seals of the evidence, and the stand-ins for ids that are identity numbers, this
/// state file's own.
///
/// Ids travel: relays, endpoints, logs and exports show them. Without the secret nobody can try out which address or
/// number one was made from, not even when the address was erased. It stays with the file, so that planning anew gives
/// the same ids; whoever has the file, or a backup of it, has the secret too.
package struct FileSecret: Sendable {
    static let byteCount = 32

    private let key: SymmetricKey

    init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    static func random() -> [UInt8] { (0..<byteCount).map { _ in .random(in: .min ... .max) } }

    /// The id of one delivery of a notice, the same on every attempt.
    ///
    /// - Returns: 26 characters; the local part of a `Message-ID` and the tail of a `webhook-id`
    package func deliveryID(of notice: NoticeKey, to recipient: Recipient) -> String {
        StableID.text(of: code("delivery", Array("\(notice)\n\(recipient.channel)\n\(recipient.address)".utf8)))
    }

    /// A short fingerprint of rows, 26 characters.
    func seal(_ bytes: [UInt8]) -> String { StableID.text(of: code("seal", bytes)) }

    /// A fingerprint of a message or a reply, 64 hexadecimal digits.
    func fingerprint(_ bytes: [UInt8]) -> String { Fingerprint.text(of: code("fingerprint", bytes)) }

    /// HMAC-SHA-256; the purpose keeps a code of one kind from being one of another.
    func code(_ purpose: StaticString, _ bytes: [UInt8]) -> [UInt8] {
        var code = Crypto.HMAC<Crypto.SHA256>(key: key)
        code.update(data: Array("\(purpose)\n".utf8))
        code.update(data: bytes)
        return Array(code.finalize())
    }
}
