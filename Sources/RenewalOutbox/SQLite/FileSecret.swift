import Crypto
import RenewalDelivery
import RenewalFiles
package import RenewalRules

/// The secret that makes delivery ids, seals of the evidence, and stand-ins for identity numbers specific to this state
/// file.
///
/// Relays, endpoints, logs and exports show ids. Without the secret nobody can guess the address or number behind one,
/// even after the address was erased. It stays with the file, so that planning again gives the same ids; whoever has
/// the file or a backup has the secret too.
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

    /// A keyed code of who is muted, 26 characters.
    func code(of party: MutedParty) -> String {
        StableID.text(of: code("mute", Array("\(party.kind)\n\(party.id)".utf8)))
    }

    /// A short fingerprint of rows, 26 characters.
    func seal(_ bytes: [UInt8]) -> String { StableID.text(of: code("seal", bytes)) }

    /// A fingerprint of a message or a reply, 64 hexadecimal digits.
    func fingerprint(_ bytes: [UInt8]) -> String { code("fingerprint", bytes).hexadecimal }

    /// HMAC-SHA-256; the purpose keeps codes of different kinds apart.
    func code(_ purpose: StaticString, _ bytes: [UInt8]) -> [UInt8] {
        var code = Crypto.HMAC<Crypto.SHA256>(key: key)
        code.update(data: Array("\(purpose)\n".utf8))
        code.update(data: bytes)
        return Array(code.finalize())
    }
}
