import Foundation

/// IPv6 addresses in the configuration.
enum IPv6 {
    /// - Returns: sixteen bytes; `nil` for an invalid address
    static func bytes(of text: String) -> [UInt8]? {
        var storage = in6_addr()
        guard inet_pton(AF_INET6, text, &storage) == 1 else { return nil }
        return withUnsafeBytes(of: &storage) { Array($0) }
    }
}
