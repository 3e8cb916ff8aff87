import CCurl

/// One request in progress on the multi handle; touched only by the web thread.
final class WebTransfer {
    let handle: CurlHandle
    private let answer = WebAnswer()
    private let target: TargetGuard
    /// A request was sent before libcurl made another connection for it.
    private var wasSentBefore = false
    /// Whether the request was written to the present connection.
    private var hasBegunRequest = false
    private let headers: CurlTextList
    private let bodyCount: Int

    /// Only the first lines of an answer are worth reading; an endless one is cut here.
    static let answerByteLimit = 65_536

    init(_ request: WebRequest) throws(CurlFailure) {
        let settings = request.settings
        handle = try CurlHandle()
        target = TargetGuard(of: settings.network, nat64Prefixes: settings.nat64Prefixes)
        // `Expect` is removed: a receiver that does not know it would delay every attempt by a second.
        headers = try CurlTextList(request.headers + ["Accept: */*", "Expect:"])
        bodyCount = request.body?.count ?? 0
        try handle.makeSafe(protocols: "https,http", caFile: settings.caFile)
        try target.install(on: handle)
        try answer.install(on: handle)
        try handle.set(CURLOPT_URL, settings.url)
        try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: settings.connectTimeout)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds: settings.timeout)
        try handle.set(CURLOPT_MAXAGE_CONN, Int(settings.idleTimeout.components.seconds))
        try handle.set(CURLOPT_USERAGENT, settings.userAgent)
        try handle.set(CURLOPT_HTTPHEADER, headers)
        try handle.set(CURLOPT_CERTINFO, 1)
        if let body = request.body { try copyBody(body) }
        target.onOpen = { [unowned self] in hasBegunRequest = false }
        target.mayRequest = { [unowned self] in mayRequest() }
    }

    /// When a reused connection dies before the first byte of an answer, libcurl resends the request by itself, up to
    /// five times.
    ///
    /// A request that was sent may have been accepted, so resending it is not libcurl's decision. One of which no byte
    /// was sent may use another connection at once. Libcurl counts the bytes of all tries together, but those of the
    /// body only for the current one.
    private func mayRequest() -> Bool {
        wasSentBefore = hasSentSomething
        hasBegunRequest = true
        return !wasSentBefore
    }

    private var hasSentSomething: Bool { handle.number(CURLINFO_REQUEST_SIZE) > 0 }

    /// Whether the transfer ended while connecting again.
    private func isConnectingAnew(_ end: TransferEnd) -> Bool {
        // A name that can no longer be resolved leads to no connection.
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

    /// The facts known now; `code` is libcurl's result, or the unrelated one it gives when we end the transfer.
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
            certificateEnd: handle.certificateEnd,
            redirectHost: handle.text(CURLINFO_REDIRECT_URL).map(Self.host),
            body: answer.beginning,
            explanation: wasSentBefore ? "the connection was closed before an answer came" : explanation
        )
    }

    /// The host of an address without the rest, because paths and logins may be secret.
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
