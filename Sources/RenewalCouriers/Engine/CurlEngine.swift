import CCurl

/// Owns all libcurl handles and the threads that drive them; everyone else awaits.
///
/// Webhooks share one multi handle on one thread; mail has a pool of threads. Connections are reused after a success.
package final class CurlEngine: Sendable {
    private let mail: MailPool
    private let web: WebLoop

    /// Makes an engine; its threads start when there is something for them to do.
    ///
    /// - Parameter mailThreads: how many mails can be under way at once, 1…64
    package init(mailThreads: Int = 8) {
        precondition(Self.isLibraryReady, "libcurl could not be initialised; it is damaged or out of memory")
        mail = MailPool(limit: min(max(mailThreads, 1), 64))
        web = WebLoop()
    }

    /// An engine that is dropped without ``shutdown()`` ends its threads too, only unattended.
    deinit {
        mail.beginStop()
        web.beginStop()
    }

    /// Ends running transfers, answers waiting ones with a truthful verdict, and returns when all threads are gone.
    ///
    /// An attempt made afterwards comes back as `retry` at once.
    package func shutdown() async {
        await mail.stop()
        await web.stop()
    }

    func send(_ request: MailRequest) async -> SMTPTrace { await mail.send(request) }

    func post(_ request: WebRequest) async -> HTTPTrace { await web.post(request) }

    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
