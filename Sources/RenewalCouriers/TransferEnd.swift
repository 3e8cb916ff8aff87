import CCurl

/// How libcurl says a transfer ended, reduced to what the verdict tables tell apart.
enum TransferEnd: Hashable, Sendable, CaseIterable {
    case completed
    /// The name has no address.
    case unresolved
    case unconnected
    case timedOut
    /// The certificate does not hold, or ours or the authority's cannot be read.
    case untrusted
    case handshakeFailed
    /// TLS was demanded and the other side does not offer it or refused it.
    case unencrypted
    case loginRefused
    /// The connection was cut while something was sent or awaited.
    case lost
    /// The other side answered what the protocol does not know, or nothing and closed.
    case broken
    /// Nothing was tried: the address, an option or memory.
    case unusable

    /// - Parameters:
    ///   - code: what libcurl returned
    ///   - explanation: its own words, which alone tell a handshake that was cut from one that was refused
    init(_ code: CURLcode, _ explanation: String) {
        let end = Self.byCode.first { $0.codes.contains(code) }?.end ?? .broken
        switch end {
        case .handshakeFailed where Self.isCut(explanation): self = .lost
        case .lost where HandshakeAdvice.wantsCertificate(explanation): self = .handshakeFailed
        default: self = end
        }
    }

    private static func isCut(_ explanation: String) -> Bool {
        ["SSL_ERROR_SYSCALL", "reset by peer", "unexpected eof", "timed out"].contains { explanation.contains($0) }
    }

    private static let byCode: [(codes: [CURLcode], end: TransferEnd)] = [
        ([CURLE_OK], .completed),
        ([CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY], .unresolved),
        ([CURLE_COULDNT_CONNECT], .unconnected),
        ([CURLE_OPERATION_TIMEDOUT], .timedOut),
        ([CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM], .untrusted),
        ([CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS], .untrusted),
        ([CURLE_SEND_ERROR, CURLE_RECV_ERROR], .lost),
        ([CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CLIENTCERT], .handshakeFailed),
        ([CURLE_USE_SSL_FAILED], .unencrypted),
        ([CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR], .loginRefused),
        ([CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN, CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY], .unusable),
        ([CURLE_UNKNOWN_OPTION, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_SSL_ENGINE_NOTFOUND], .unusable),
    ]
}
