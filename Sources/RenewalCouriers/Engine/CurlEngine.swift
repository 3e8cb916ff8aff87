import CCurl

/// Owns all libcurl handles and the threads that drive them; everyone else awaits.
///
/// Webhooks share one multi handle on one thread; mail has a pool of threads. Connections are reused after a success.
package final class CurlEngine: Sendable {
    private let mail: MailPool
    private let web: WebLoop

    /// Creates an engine; its threads start when there is work.
    ///
    /// - Parameter mailThreads: how many mails can be sent at once, 1…64
    package init(mailThreads: Int = 8) {
        precondition(Self.isLibraryReady, "libcurl could not be initialised; it is damaged or out of memory")
        mail = MailPool(limit: min(max(mailThreads, 1), 64))
        web = WebLoop()
    }

    /// An engine dropped without ``shutdown()`` also ends its threads, but nobody waits for them.
    deinit {
        mail.beginStop()
        web.beginStop()
    }

    /// Cancels running transfers, answers waiting ones with a truthful verdict, and returns when all threads have
    /// ended.
    ///
    /// A later attempt returns `retry` at once.
    package func shutdown() async {
        await mail.stop()
        await web.stop()
    }

    func send(_ request: MailRequest) async -> SMTPTrace { await mail.send(request) }

    func post(_ request: WebRequest) async -> HTTPTrace { await web.post(request) }

    static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
