import Crypto
import Foundation
package import RenewalRules

/// Signs webhooks so that any Standard Webhooks library can verify them.
///
/// - Source: Standard Webhooks 1.0.0
package enum StandardWebhooks {
    /// Why a text is not a usable secret; the phrase completes "the secret …" without quoting it.
    package enum SecretProblem: Error, Hashable, Sendable, CaseIterable, Speakable, CustomStringConvertible {
        case isSignature, hasNoPrefix, isNotBase64, hasBadLength

        package var phrase: Phrase {
            switch self {
            case .isSignature:
                Phrase(
                    "以v1开头，那是签名的形式：请只粘贴whsec_…部分",
                    "begins with v1, as a signature does: paste the whsec_… text alone"
                )
            case .hasNoPrefix: Phrase("不以whsec_开头", "does not begin with whsec_")
            case .isNotBase64: Phrase("whsec_之后不是base 64", "is not base 64 after whsec_")
            case .hasBadLength: Phrase("不是24至64字节", "does not hold 24 to 64 bytes")
            }
        }
    }

    /// The three headers of one attempt.
    ///
    /// - Parameters:
    ///   - id: the delivery's stable id; `msg_` is put before it
    ///   - timestamp: the instant of this attempt
    ///   - body: the bytes that are sent
    ///   - keys: newest first, as ``key(fromSecret:)`` gives them
    /// - Returns: `webhook-id`, `webhook-timestamp`, `webhook-signature`, in this order
    package static func headers(
        id: String,
        timestamp: UnixTime,
        body: [UInt8],
        keys: [[UInt8]]
    ) -> [(String, String)] {
        let signed = Array("msg_\(id).\(timestamp.seconds).".utf8) + body
        let signatures = keys.map { key in
            let code = HMAC<Crypto.SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: key))
            return "v1," + Data(code).base64EncodedString()
        }
        return [
            ("webhook-id", "msg_\(id)"),
            ("webhook-timestamp", String(timestamp.seconds)),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    /// The key inside a secret.
    ///
    /// - Parameter secret: `whsec_` and base 64 with padding
    /// - Returns: 24 to 64 bytes
    /// - Throws: the first problem found
    package static func key(fromSecret secret: String) throws(SecretProblem) -> [UInt8] {
        guard !secret.hasPrefix("v1") else { throw .isSignature }
        guard secret.hasPrefix("whsec_") else { throw .hasNoPrefix }
        guard let key = Data(base64Encoded: String(secret.dropFirst(6))) else { throw .isNotBase64 }
        guard (24...64).contains(key.count) else { throw .hasBadLength }
        return Array(key)
    }
}
