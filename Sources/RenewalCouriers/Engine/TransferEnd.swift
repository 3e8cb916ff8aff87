import CCurl

/// How libcurl says a transfer ended, reduced to what the verdict tables distinguish.
enum TransferEnd: Hashable, Sendable, CaseIterable {
    case completed
    /// The name has no address.
    case unresolved
    case unconnected
    case timedOut
    /// The certificate is not valid, or ours or the authority's cannot be read.
    case untrusted
    case handshakeFailed
    /// TLS was required, but the other side does not offer it or refused it.
    case unencrypted
    case loginRefused
    /// The connection was lost while something was being sent or awaited.
    case lost
    /// The other side violated the protocol, or closed without a word.
    case broken
    /// Libcurl refused the request: the address or an option.
    case unusable

    /// - Parameters:
    ///   - code: what libcurl returned
    ///   - explanation: its own words, which alone distinguish a broken handshake from a refused one
    init(_ code: CURLcode, _ explanation: String) {
        // A result that a later libcurl may add is blamed on the other side.
        let end = Self.byEnd.first { $0.codes.contains(code) }?.end ?? .broken
        switch end {
        case .handshakeFailed where Self.isCut(explanation): self = .lost
        case .lost where HandshakeAdvice.wantsCertificate(explanation): self = .handshakeFailed
        default: self = end
        }
    }

    /// Whether what was sent over the connection may have been accepted although the transfer ended like this.
    ///
    /// No libcurl result rules that out, so everything sent counts. A server that ends TLS for lack of a certificate
    /// has accepted nothing (RFC 8446 section 6.2).
    var leavesOpenWhatWasSent: Bool {
        switch self {
        case .handshakeFailed: false
        case .completed, .unresolved, .unconnected, .timedOut, .untrusted, .unencrypted, .loginRefused, .lost, .broken,
            .unusable:
            true
        }
    }

    private static func isCut(_ explanation: String) -> Bool {
        ["SSL_ERROR_SYSCALL", "reset by peer", "unexpected eof", "timed out"].contains { explanation.contains($0) }
    }

    /// Every libcurl result, each in one row.
    static let byEnd: [(end: TransferEnd, codes: [CURLcode])] = [
        (.completed, [CURLE_OK]),
        (.unresolved, [CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY]),
        (
            .unconnected,
            [CURLE_COULDNT_CONNECT, CURLE_NO_CONNECTION_AVAILABLE, CURLE_QUIC_CONNECT_ERROR, CURLE_PROXY]
        ),
        (.timedOut, [CURLE_OPERATION_TIMEDOUT]),
        (
            .untrusted,
            [
                CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
                CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            ]
        ),
        (.handshakeFailed, [CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CLIENTCERT]),
        (.unencrypted, [CURLE_USE_SSL_FAILED]),
        (.loginRefused, [CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR]),
        (
            .lost,
            [
                CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND, CURLE_SSL_SHUTDOWN_FAILED, CURLE_AGAIN,
                CURLE_UNRECOVERABLE_POLL,
            ]
        ),
        (
            .unusable,
            [
                CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN,
                CURLE_FUNCTION_NOT_FOUND, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_INTERFACE_FAILED, CURLE_UNKNOWN_OPTION,
                CURLE_SETOPT_OPTION_SYNTAX, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
                CURLE_SSL_ENGINE_INITFAILED, CURLE_RECURSIVE_API_CALL,
            ]
        ),
        // Libcurl reports "out of memory" for a header or reply longer than it accepts.
        (
            .broken,
            [
                CURLE_OUT_OF_MEMORY, CURLE_WEIRD_SERVER_REPLY, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
                CURLE_HTTP2_STREAM, CURLE_HTTP3, CURLE_HTTP_RETURNED_ERROR, CURLE_HTTP_POST_ERROR,
                CURLE_TOO_MANY_REDIRECTS, CURLE_BAD_CONTENT_ENCODING, CURLE_FILESIZE_EXCEEDED, CURLE_WRITE_ERROR,
                CURLE_READ_ERROR, CURLE_UPLOAD_FAILED, CURLE_ABORTED_BY_CALLBACK, CURLE_CHUNK_FAILED,
                CURLE_REMOTE_ACCESS_DENIED, CURLE_QUOTE_ERROR, CURLE_RANGE_ERROR, CURLE_BAD_DOWNLOAD_RESUME,
                CURLE_REMOTE_DISK_FULL, CURLE_REMOTE_FILE_EXISTS, CURLE_REMOTE_FILE_NOT_FOUND,
            ]
        ),
        (.broken, ofOtherProtocols + obsolete),
    ]

    /// Results for protocols that no channel uses.
    private static let ofOtherProtocols = [
        CURLE_FTP_ACCEPT_FAILED, CURLE_FTP_WEIRD_PASS_REPLY, CURLE_FTP_ACCEPT_TIMEOUT, CURLE_FTP_WEIRD_PASV_REPLY,
        CURLE_FTP_WEIRD_227_FORMAT, CURLE_FTP_CANT_GET_HOST, CURLE_FTP_COULDNT_SET_TYPE, CURLE_FTP_COULDNT_RETR_FILE,
        CURLE_FTP_PORT_FAILED, CURLE_FTP_COULDNT_USE_REST, CURLE_FTP_PRET_FAILED, CURLE_FTP_BAD_FILE_LIST,
        CURLE_FILE_COULDNT_READ_FILE, CURLE_LDAP_CANNOT_BIND, CURLE_LDAP_SEARCH_FAILED, CURLE_TFTP_NOTFOUND,
        CURLE_TFTP_PERM, CURLE_TFTP_ILLEGAL, CURLE_TFTP_UNKNOWNID, CURLE_TFTP_NOSUCHUSER, CURLE_SSH,
        CURLE_RTSP_CSEQ_ERROR, CURLE_RTSP_SESSION_ERROR,
    ]

    /// Results that libcurl no longer returns.
    private static let obsolete = [
        CURLE_OBSOLETE20, CURLE_OBSOLETE24, CURLE_OBSOLETE29, CURLE_OBSOLETE32, CURLE_OBSOLETE40, CURLE_OBSOLETE44,
        CURLE_OBSOLETE46, CURLE_OBSOLETE50, CURLE_OBSOLETE51, CURLE_OBSOLETE57, CURLE_OBSOLETE62, CURLE_OBSOLETE75,
        CURLE_OBSOLETE76,
    ]
}
