import Crypto
import Foundation

/// Checks Standard Webhooks signatures as a receiver does, implemented independently of the code that signs.
package struct WebhookVerifier: Sendable {
    private let keys: [SymmetricKey]

    /// - Parameter secrets: `whsec_…`, any of which may have signed; malformed ones sign nothing
    package init(secrets: [String]) {
        keys = secrets.compactMap { Data(base64Encoded: String($0.dropFirst("whsec_".count))) }.map(SymmetricKey.init)
    }

    /// Whether one of the request's signatures was made with one of the keys; its age is ignored.
    package func accepts(_ request: ScriptedHTTPServer.Request) -> Bool {
        guard let id = request.header("webhook-id"), let time = request.header("webhook-timestamp") else {
            return false
        }
        let signed = Data("\(id).\(time).".utf8) + Data(request.body)
        let codes = (request.header("webhook-signature") ?? "").split(separator: " ")
            .filter { $0.hasPrefix("v1,") }
            .compactMap { Data(base64Encoded: String($0.dropFirst(3))) }
        return keys.contains { key in
            codes.contains { HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: signed, using: key) }
        }
    }
}

/// A fingerprint of what arrived, to compare with what was sent.
package enum ContentHash {
    /// SHA-256 in lower-case hexadecimal.
    package static func hex(of bytes: [UInt8]) -> String {
        Crypto.SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
