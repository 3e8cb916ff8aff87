import Testing

@testable import RenewalCouriers

@Suite struct TargetAddressTests {
    @Test(arguments: [
        "8.8.8.8", "223.5.5.5", "172.32.0.1", "100.128.0.1", "2400:3200::1", "2002:808:808::", "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ])
    func worldwide(text: String) throws {
        #expect(try #require(TargetAddress(text)).reach() == .worldwide)
    }

    @Test(arguments: [
        "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "::1", "fd12:3456::1", "::ffff:127.0.0.1", "2002:7f00:1::", "::ffff:10.0.0.1",
    ])
    func internalNetwork(text: String) throws {
        #expect(try #require(TargetAddress(text)).reach() == .internalNetwork)
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.23", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "fe80::1", "ff02::1", "fec0::1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254", "2001::1",
        "2001:db8::1", "2002:a9fe:a9fe::", "::ffff:169.254.169.254", "::127.0.0.1", "fd00:ec2::254", "5f00::1",
        "3fff::1", "100::1",
    ])
    func forbidden(text: String) throws {
        #expect(try #require(TargetAddress(text)).reach() == .forbidden)
    }

    @Test(arguments: ["", "1.2.3", "localhost", "1.2.3.4/8", "fe80::1%lo"])
    func malformedAddressesAreRefused(text: String) { #expect(TargetAddress(text) == nil) }

    /// Behind NAT64 a host reaches IPv4 only through its own prefix; such an address is judged by the IPv4 address in
    /// it.
    @Test func nat64AddressIsJudgedByItsIPv4Address() throws {
        func isAllowed(_ text: String, internal isInternal: Bool = false) throws -> Bool {
            let policy = NetworkPolicy(allowsPrivateNetwork: isInternal, nat64Prefixes: ["2001:db8:64::/96"])
            return policy.allows(try #require(TargetAddress(text)))
        }
        #expect(try isAllowed("2001:db8:64::8.8.8.8"))
        #expect(try !isAllowed("2001:db8:64::10.1.2.3"))
        #expect(try isAllowed("2001:db8:64::10.1.2.3", internal: true))
        #expect(try !isAllowed("2001:db8:64::127.0.0.1", internal: true))
        #expect(try !isAllowed("2001:db8:64::169.254.169.254", internal: true))
        #expect(try !isAllowed("2001:db8:65::8.8.8.8", internal: true))
    }
}
