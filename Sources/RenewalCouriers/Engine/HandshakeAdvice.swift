/// Advice for an administrator about a failed TLS handshake, in place of libcurl's and OpenSSL's words.
enum HandshakeAdvice {
    /// - Parameter explanation: libcurl's own words
    /// - Returns: what to check, or the words unchanged
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

    /// Whether the server ended TLS because we sent no certificate, so that it accepted nothing sent afterwards.
    ///
    /// - Source: RFC 8446 section 6.2
    static func wantsCertificate(_ explanation: String) -> Bool {
        ["alert certificate required", "alert handshake failure", "alert bad certificate"].contains {
            explanation.contains($0)
        }
    }
}
