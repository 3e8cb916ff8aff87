import Crypto
import RenewalFiles

/// SHA-256 in hexadecimal.
enum Fingerprint {
    static func of(_ bytes: [UInt8]) -> String { Crypto.SHA256.hash(data: bytes).hexadecimal }
}
