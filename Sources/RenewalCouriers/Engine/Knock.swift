import CCurl

/// Finds out whether somebody takes connections at an address; nothing is said to them.
struct Knock: Sendable {
    /// `smtp://`, `smtps://`, `http://` or `https://`.
    let url: String
    let network: NetworkScope
    let nat64Prefixes: [String]

    /// Short, because a stop of the service waits for it.
    private static let timeout: Duration = .seconds(5)

    /// Knocks once.
    func isAnswered() async -> Bool {
        await EngineThread.run(named: "knock") { [self] in (try? perform()) ?? false } ?? false
    }

    private func perform() throws(CurlFailure) -> Bool {
        let handle = try CurlHandle()
        let target = TargetGuard(of: network, nat64Prefixes: nat64Prefixes)
        try handle.makeSafe(protocols: "http", caFile: nil)
        try target.install(on: handle)
        try handle.set(CURLOPT_URL, address)
        try handle.set(CURLOPT_CONNECT_ONLY, 1)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: Self.timeout)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds: Self.timeout)
        target.beginTransfer()
        return curl_easy_perform(handle.raw) == CURLE_OK
    }

    /// With libcurl the connection alone is the same for every protocol without TLS.
    private var address: String {
        let (name, host) = (ServerName.of(url), ServerName.host(of: url))
        return "http://\(name == host ? "\(host):\(port)" : name)"
    }

    /// Where the address names none.
    private var port: Int {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        return ["smtp": 25, "smtps": 465, "http": 80, "https": 443][scheme] ?? 443
    }
}
