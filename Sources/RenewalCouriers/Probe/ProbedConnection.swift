import CCurl
import RenewalDelivery
import RenewalRules

/// What is known of a connection at the end of a probe: whom it reached, and with which certificate.
struct ProbedConnection: Hashable, Sendable {
    /// The address that it was made to; `nil` where none was.
    let address: String?
    let port: Int
    /// The first address of the host that the channel may not connect to.
    let refused: TargetAddress?
    /// The end of the server's certificate; `nil` without TLS, and where it was not trusted.
    let certificateEnd: UnixTime?

    /// Reads it from a transfer that has just ended.
    init(of handle: CurlHandle, through target: TargetGuard) {
        address = handle.text(CURLINFO_PRIMARY_IP).flatMap { $0.isEmpty ? nil : $0 }
        port = handle.number(CURLINFO_PRIMARY_PORT)
        refused = target.firstRefused
        certificateEnd = handle.certificateEnd
    }
}

extension ChannelProbe {

    /// Notes that a name has an address, which could not be reached.
    mutating func note(resolved host: String) { note(.resolve, Phrase("\(host) 有地址", "\(host) has an address")) }

    /// Notes the name, the address and the port that were reached.
    mutating func note(reached connection: ProbedConnection, of host: String) {
        let address = connection.address ?? "?"
        note(.resolve, Phrase("\(host) 的地址是 \(address)", "\(host) is \(address)"))
        note(
            .connect,
            Phrase("\(address) 的 \(connection.port) 端口可以连接", "port \(connection.port) of \(address) answers")
        )
    }

    /// Notes how long the server's certificate still holds.
    mutating func note(certificateOf connection: ProbedConnection, at now: UnixTime) {
        guard let end = connection.certificateEnd else {
            note(.tls, Phrase("已加密，证书可信", "encrypted, with a certificate that is trusted"))
            return
        }
        let term = CertificateTerm(until: end, at: now)
        note(.tls, term.isEnding ? .remark : .good, term.phrase)
    }

    /// Notes that no address of the host may be connected.
    mutating func note(refused connection: ProbedConnection, of host: String) {
        let address = connection.refused?.description ?? "?"
        note(.resolve, Phrase("\(host) 的地址是 \(address)", "\(host) is \(address)"))
        guard connection.refused?.reach() == .internalNetwork else {
            note(
                .connect,
                .misconfigured,
                Phrase(
                    "任何渠道都不得连接 \(address)（本机链路、云服务元数据等）；请更正 url",
                    "no channel may connect to \(address), which is link-local or for metadata; correct url"
                )
            )
            return
        }
        note(
            .connect,
            .misconfigured,
            Phrase(
                "\(address) 在内部网络中，本渠道只能连接外部网络；如属本单位的服务器，请为渠道写 `network: internal`",
                "\(address) is in an internal network, and this channel may use external ones only; if the server is the "
                    + "office's own, write `network: internal` for the channel"
            )
        )
    }

    /// Notes why there is no TLS, with what to do.
    mutating func note(untrusted explanation: String) {
        let (meaning, cure) = Self.cure(for: explanation)
        note(.tls, meaning, Phrase(verbatim: explanation) + cure)
    }

    private static func cure(for explanation: String) -> (Meaning, Phrase) {
        if explanation.contains("certificate has expired") {
            return (.unavailable, Phrase("；请对方的管理员更新证书", "; whoever runs the server has to renew the certificate"))
        }
        if explanation.contains("issuer") || explanation.contains("self-signed") || explanation.contains("self signed")
        {
            let cure = Phrase(
                "；证书的签发机构在本机不受信任：请用 ca_file 写明该机构证书的PEM文件",
                "; its issuer is not trusted here: name the PEM file of the issuer's certificate as ca_file"
            )
            return (.misconfigured, cure)
        }
        if explanation.contains("subject name") || explanation.contains("target host") {
            let cure = Phrase(
                "；证书属于其他主机名：请在 url 中写证书上的名称",
                "; the certificate is for another name: write that one in url"
            )
            return (.misconfigured, cure)
        }
        return (.unavailable, .empty)
    }
}
