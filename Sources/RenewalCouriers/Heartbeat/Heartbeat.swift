package import RenewalDelivery

/// Calls the watcher of the configuration.
package struct Heartbeat: Sendable {
    private let settings: WebhookSettings
    private let engine: CurlEngine

    /// Prepares the calls; `nil` when the URL was not read, as for commands that send nothing.
    ///
    /// - Parameters:
    ///   - settings: whom to call
    ///   - engine: what runs the transfer
    ///   - program: name and version, as the watcher is told them: `renewald/1.0.0`
    package init?(settings: HeartbeatSettings, on engine: CurlEngine, as program: String) {
        guard let url = settings.url.revealed else { return nil }
        self.settings = WebhookSettings(
            url: url,
            secrets: [],
            network: settings.network,
            caFile: settings.caFile,
            nat64Prefixes: settings.nat64Prefixes,
            timeout: settings.timeout,
            userAgent: program
        )
        self.engine = engine
    }

    /// Calls once, with a GET, which every watcher understands; the request says nothing but who calls.
    ///
    /// - Returns: `delivered` for an answer with a status of 200 to 299; a redirect is not followed
    package func beat() async -> Verdict {
        HTTPVerdicts.verdict(on: await engine.post(WebRequest(settings: settings, headers: [], body: nil)))
    }
}
