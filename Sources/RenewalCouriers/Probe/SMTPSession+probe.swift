import CCurl

extension SMTPSession {
    /// What a conversation without a mail came to.
    struct Probe: Sendable {
        let trace: SMTPTrace
        let greeting: SMTPGreeting
        let connection: ProbedConnection
    }

    /// Goes through everything before a mail, and says NOOP in its place; the session sends nothing afterwards.
    ///
    /// - Source: RFC 5321 section 4.1.1.9
    /// - Throws: ``CurlFailure``
    func probe() throws(CurlFailure) -> Probe {
        var greeting = SMTPGreeting()
        watch.onWords = { isOurs, line in if isOurs { greeting.sent(line) } else { greeting.received(line) } }
        try handle.set(CURLOPT_UPLOAD, 0)
        try handle.set(CURLOPT_NOBODY, 1)
        try handle.set(CURLOPT_CUSTOMREQUEST, "NOOP")
        connections.beginTransfer()
        handle.forgetExplanation()
        watch.begin([], CancelFlag())
        let code = curl_easy_perform(handle.raw)
        let trace = trace(of: code)
        watch.end()
        watch.onWords = { _, _ in }
        isHealthy = code == CURLE_OK
        return Probe(
            trace: trace,
            greeting: greeting,
            connection: ProbedConnection(of: handle, through: connections)
        )
    }
}
