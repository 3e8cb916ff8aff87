import CCurl
import Foundation

/// One question to an endpoint that carries no event: whether it is there, and lets our origin send to it.
///
/// - Source: RFC 9110 section 9.3.7; CloudEvents HTTP Webhook 1.0 section 4.1
final class WebhookProbe {
    /// What it came to.
    struct Outcome: Sendable {
        let trace: HTTPTrace
        let connection: ProbedConnection
        let isConnected: Bool
        /// The origins that may send, as the endpoint names them; `nil` where it does not know the question.
        let allowedOrigin: String?
    }

    private let handle: CurlHandle
    private let answer = WebAnswer()
    private let target: TargetGuard
    private let headers: CurlTextList

    /// - Parameters:
    ///   - settings: how the endpoint is reached
    ///   - origin: the name of this host
    /// - Throws: ``CurlFailure``
    init(_ settings: WebhookSettings, from origin: String) throws(CurlFailure) {
        handle = try CurlHandle()
        target = TargetGuard(of: settings.network, nat64Prefixes: settings.nat64Prefixes)
        headers = try CurlTextList(["WebHook-Request-Origin: \(origin)", "Accept: */*"])
        try handle.makeSafe(protocols: "https,http", caFile: settings.caFile)
        try target.install(on: handle)
        try answer.install(on: handle)
        try handle.set(CURLOPT_URL, settings.url)
        try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try handle.set(CURLOPT_NOBODY, 1)
        try handle.set(CURLOPT_CUSTOMREQUEST, "OPTIONS")
        try handle.set(CURLOPT_CERTINFO, 1)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: settings.connectTimeout)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds: settings.timeout)
        try handle.set(CURLOPT_USERAGENT, settings.userAgent)
        try handle.set(CURLOPT_HTTPHEADER, headers)
    }

    func perform() -> Outcome {
        target.beginTransfer()
        let code = curl_easy_perform(handle.raw)
        let explanation = code == CURLE_OK ? "" : handle.explanation(of: code)
        return Outcome(
            trace: HTTPTrace(
                end: TransferEnd(code, explanation),
                status: answer.status,
                hasCompleteHeaders: answer.hasCompleteHeaders,
                interruption: target.hasBlocked ? .refusedTarget : nil,
                explanation: explanation
            ),
            connection: ProbedConnection(of: handle, through: target),
            // The time is recorded only after TLS, the port earlier.
            isConnected: handle.offset(CURLINFO_CONNECT_TIME_T) > 0 || handle.number(CURLINFO_LOCAL_PORT) > 0,
            allowedOrigin: header("WebHook-Allowed-Origin")
        )
    }

    private func header(_ name: String) -> String? {
        var found: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(handle.raw, name, 0, UInt32(CURLH_HEADER), -1, &found) == CURLHE_OK,
            let value = found?.pointee.value
        else { return nil }
        return String(cString: value)
    }
}
