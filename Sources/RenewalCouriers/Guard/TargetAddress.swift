import Foundation

/// The address of a connection about to be made, and the network that it is in.
struct TargetAddress: Hashable, Sendable {
    /// Four bytes for IPv4, sixteen for IPv6.
    let bytes: [UInt8]

    enum Reach: Hashable, Sendable {
        case worldwide
        /// Loopback and the networks of an office: for channels of the internal network only.
        case internalNetwork
        /// Link-local, metadata services, multicast, documentation: never.
        case forbidden
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads `192.0.2.1` or `2001:db8::1`.
    init?(_ text: String) {
        var storage = in6_addr()
        let isShort = inet_pton(AF_INET, text, &storage) == 1
        guard isShort || inet_pton(AF_INET6, text, &storage) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &storage) { Array($0.prefix(isShort ? 4 : 16)) }
    }

    /// Reads the address out of a socket address of `family` with at least that family's size.
    init?(family: Int32, socketAddress: UnsafeRawPointer) {
        switch family {
        case AF_INET: bytes = Array(UnsafeRawBufferPointer(start: socketAddress + 4, count: 4))
        case AF_INET6: bytes = Array(UnsafeRawBufferPointer(start: socketAddress + 8, count: 16))
        default: return nil
        }
    }

    /// The network that it is in.
    ///
    /// - Parameter translated: /96 networks that map IPv4 addresses, in addition to the well-known one
    /// - Returns: the reach of the IPv4 address in it, if there is one
    func reach(translated: [Network] = []) -> Reach {
        if let mapped { return mapped.reach() }
        if translated.contains(where: { $0.contains(self) }) {
            return lastFour.isLoopback ? .forbidden : lastFour.reach()
        }
        // The well-known prefix must not stand for a private network.
        if Self.wellKnownNAT64.contains(self) { return lastFour.reach() == .worldwide ? .worldwide : .forbidden }
        if let special = Self.specialNetworks.first(where: { $0.network.contains(self) }) { return special.reach }
        guard bytes.count == 16 else { return .worldwide }
        return bytes[0] & 0xE0 == 0x20 ? .worldwide : .forbidden
    }

    /// The IPv4 address inside a mapped (`::ffff:0:0/96`) or 6to4 (`2002::/16`) address.
    ///
    /// - Source: RFC 4291 section 2.5.5.2, RFC 3056
    private var mapped: TargetAddress? {
        guard bytes.count == 16 else { return nil }
        if bytes.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]) { return lastFour }
        return bytes.starts(with: [0x20, 0x02]) ? TargetAddress(bytes: Array(bytes[2..<6])) : nil
    }

    private var lastFour: TargetAddress { TargetAddress(bytes: Array(bytes.suffix(4))) }

    private var isLoopback: Bool { bytes.first == 127 }

    /// - Source: RFC 6052 sections 2.1 and 3.1
    private static let wellKnownNAT64 = Network(table: "64:ff9b::/96")

    /// The first match decides; single metadata addresses come before their networks.
    ///
    /// - Source: IANA special-purpose address registries; metadata addresses of Alibaba, Azure, AWS and Google
    private static let specialNetworks: [(network: Network, reach: Reach)] =
        forbiddenFirst.map { (Network(table: $0), .forbidden) }
        + ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"]
        .map { (Network(table: $0), .internalNetwork) }

    private static let forbiddenFirst = [
        "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::254/128", "fd20:ce::254/128",
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/32", "2001:db8::/32", "3fff::/20",
    ]
}

extension TargetAddress: CustomStringConvertible {
    /// `192.0.2.1` or `2001:db8::1`.
    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Which addresses a channel may connect to.
struct NetworkPolicy: Hashable, Sendable {
    /// Includes loopback and office networks.
    let allowsPrivateNetwork: Bool
    private let translated: [Network]

    /// - Parameters:
    ///   - allowsPrivateNetwork: loopback and office networks may be connected
    ///   - nat64Prefixes: /96 networks that map IPv4 addresses; invalid ones are ignored
    init(allowsPrivateNetwork: Bool, nat64Prefixes: [String] = []) {
        self.allowsPrivateNetwork = allowsPrivateNetwork
        translated = nat64Prefixes.compactMap(Network.init).filter { $0.bitCount == 96 }
    }

    func allows(_ address: TargetAddress) -> Bool {
        switch address.reach(translated: translated) {
        case .worldwide: true
        case .internalNetwork: allowsPrivateNetwork
        case .forbidden: false
        }
    }
}

/// A network in the notation `10.0.0.0/8`.
struct Network: Hashable, Sendable {
    let prefix: [UInt8]
    let bitCount: Int

    init?(_ notation: String) {
        let parts = notation.split(separator: "/")
        guard parts.count == 2, let base = TargetAddress(String(parts[0])), let bitCount = Int(parts[1]),
            (0...base.bytes.count * 8).contains(bitCount)
        else { return nil }
        prefix = base.bytes
        self.bitCount = bitCount
    }

    fileprivate init(table notation: String) {
        guard let network = Network(notation) else {
            preconditionFailure("the table of special networks has a malformed line: \(notation)")
        }
        self = network
    }

    func contains(_ address: TargetAddress) -> Bool {
        guard address.bytes.count == prefix.count else { return false }
        let (whole, rest) = bitCount.quotientAndRemainder(dividingBy: 8)
        guard address.bytes.prefix(whole) == prefix.prefix(whole) else { return false }
        return rest == 0 || (address.bytes[whole] ^ prefix[whole]) >> (8 - rest) == 0
    }
}
