import Foundation

/// Addresses of IPv6 as the configuration writes them.
enum IPv6 {
    /// - Returns: sixteen bytes; `nil` for what is no address
    static func bytes(of text: String) -> [UInt8]? {
        var storage = in6_addr()
        guard inet_pton(AF_INET6, text, &storage) == 1 else { return nil }
        return withUnsafeBytes(of: &storage) { Array($0) }
    }
}
