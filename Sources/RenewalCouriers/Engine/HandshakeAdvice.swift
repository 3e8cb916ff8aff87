/// What a failed TLS handshake means to an administrator, in place of the words of libcurl and OpenSSL.
enum HandshakeAdvice {
    /// - Parameter explanation: libcurl's own words
    /// - Returns: what to look at, or the words as they are
    static func words(for explanation: String) -> String {
        if explanation.contains("wrong version number") {
            return "the server does not speak TLS from the start: smtps:// is for port 465, use smtp:// for port 587; "
                + "https:// needs a port that speaks it"
        }
        guard wantsCertificate(explanation) || explanation.contains("getpeername() failed with errno 107") else {
            return explanation
        }
        return "the server closed the connection during or right after the TLS handshake and probably asked for a "
            + "client certificate: \(explanation)"
    }

    /// The server ends TLS because no certificate of ours came; nothing that was sent after it is taken.
    ///
    /// - Source: RFC 8446 section 6.2
    static func wantsCertificate(_ explanation: String) -> Bool {
        ["alert certificate required", "alert handshake failure", "alert bad certificate"].contains {
            explanation.contains($0)
        }
    }
}
