import CCurl

/// One POST under way on the multi handle; touched only by the web thread.
final class WebTransfer {
    let handle: CurlHandle
    private let answer = WebAnswer()
    private let target: TargetGuard
    /// A request left before libcurl made another connection for it.
    private var wasSentBefore = false
    /// Whether the connection of now has had the request.
    private var hasBegunRequest = false
    private let headers: CurlTextList
    private let bodyCount: Int

    /// The answer's body is worth its first lines; an endless one is cut here.
    static let answerByteLimit = 65_536

    init(_ request: WebRequest) throws(CurlFailure) {
        let settings = request.settings
        handle = try CurlHandle()
        target = TargetGuard(
            networks: NetworkPolicy(
                allowsPrivateNetwork: settings.network == .internal,
                nat64Prefixes: settings.nat64Prefixes
            )
        )
        // `Expect` is taken out: a receiver that does not know it would make every attempt wait a second.
        headers = try CurlTextList(request.headers + ["Accept: */*", "Expect:"])
        bodyCount = request.body.count
        try handle.makeSafe(protocols: "https,http", caFile: settings.caFile)
        try target.install(on: handle)
        try answer.install(on: handle)
        try handle.set(CURLOPT_URL, settings.url)
        try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: settings.connectTimeout)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds: settings.timeout)
        try handle.set(CURLOPT_USERAGENT, settings.userAgent)
        try handle.set(CURLOPT_HTTPHEADER, headers)
        try copyBody(request.body)
        target.onOpen = { [unowned self] in hasBegunRequest = false }
        target.mayRequest = { [unowned self] in mayRequest() }
    }

    /// When a connection that is used again dies before the first byte of an answer, libcurl repeats the request by
    /// itself, up to five times.
    ///
    /// A request that has left may have been taken: repeating it is not libcurl's to decide. One of which not a byte has
    /// left goes over another connection at once. Libcurl counts the bytes of all tries together, and those of the body
    /// for the current one alone.
    private func mayRequest() -> Bool {
        wasSentBefore = hasSentSomething
        hasBegunRequest = true
        return !wasSentBefore
    }

    private var hasSentSomething: Bool { handle.number(CURLINFO_REQUEST_SIZE) > 0 }

    /// Whether the transfer ended on the way to another connection.
    private func isConnectingAnew(_ end: TransferEnd) -> Bool {
        // A name that cannot be resolved any more leads to no connection.
        !hasBegunRequest || end == .unresolved
    }

    private var isSent: Bool { bodyCount > 0 && handle.offset(CURLINFO_SIZE_UPLOAD_T) == Int64(bodyCount) }

    private func copyBody(_ body: [UInt8]) throws(CurlFailure) {
        let size = renewald_curl_set_offset(handle.raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        try handle.check(size, CURLOPT_POSTFIELDSIZE_LARGE)
        let copy = body.withUnsafeBytes { bytes in
            let start = bytes.baseAddress.map(UnsafeMutableRawPointer.init(mutating:))
            return renewald_curl_set_pointer(handle.raw, CURLOPT_COPYPOSTFIELDS, start)
        }
        try handle.check(copy, CURLOPT_COPYPOSTFIELDS)
    }

    /// What is known now; `code` is libcurl's result, or the wrong one it gives when we end the transfer.
    func trace(of code: CURLcode, _ interruption: Interruption? = nil) -> HTTPTrace {
        let wait = handle.offset(CURLINFO_RETRY_AFTER)
        let explanation = code == CURLE_OK ? "" : handle.explanation(of: code)
        let end = TransferEnd(code, explanation)
        let wasSentBefore = wasSentBefore || hasSentSomething && isConnectingAnew(end)
        return HTTPTrace(
            end: end,
            status: answer.status,
            hasCompleteHeaders: answer.hasCompleteHeaders,
            isSent: isSent,
            wasSentBefore: wasSentBefore,
            interruption: interruption ?? (target.hasBlocked ? .refusedTarget : nil),
            retryAfter: wait > 0 ? .seconds(wait) : nil,
            redirectHost: handle.text(CURLINFO_REDIRECT_URL).map(Self.host),
            body: answer.beginning,
            explanation: wasSentBefore ? "the connection was closed before an answer came" : explanation
        )
    }

    /// The host of an address and nothing else of it: paths and logins may be secrets.
    private static func host(of url: String) -> String {
        guard let parts = curl_url() else { return "another host" }
        defer { curl_url_cleanup(parts) }
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
            curl_url_get(parts, CURLUPART_HOST, &text, 0) == CURLUE_OK, let text
        else { return "another host" }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
