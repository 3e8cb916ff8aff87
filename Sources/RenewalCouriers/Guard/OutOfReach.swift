/// Servers that a channel names by address, and may not connect to.
///
/// A name is resolved when something is sent, and the answer may be another one each time; `check-config --probe` asks.
enum OutOfReach {
    /// The hosts of some addresses that are in the office's own network, for a channel of the external one.
    static func hosts(of urls: [String], from network: NetworkScope) -> [String] {
        guard network == .external else { return [] }
        return urls.map(ServerName.host).filter { host in
            let name = host.trimmingPrefix("[").prefix { $0 != "]" }.lowercased()
            return name == "localhost" || TargetAddress(name)?.reach() == .internalNetwork
        }
    }
}
