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
    let certificateEnds: UnixTime?

    /// Reads it from a transfer that has just ended.
    init(of handle: CurlHandle, through target: TargetGuard) {
        address = handle.text(CURLINFO_PRIMARY_IP).flatMap { $0.isEmpty ? nil : $0 }
        port = handle.number(CURLINFO_PRIMARY_PORT)
        refused = target.firstRefused
        certificateEnds = Self.certificateEnd(of: handle)
    }

    /// The host that an address names, without its port: `mail.example.test`, `[::1]`.
    static func host(of url: String) -> String {
        let place = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        guard let colon = place.lastIndex(of: ":"), place[place.index(after: colon)...].allSatisfy(\.isNumber) else {
            return String(place)
        }
        return String(place[..<colon])
    }

    /// The server's own certificate is the first of the chain.
    private static func certificateEnd(of handle: CurlHandle) -> UnixTime? {
        var found: UnsafeMutablePointer<curl_certinfo>?
        guard renewald_curl_get_certificates(handle.raw, &found) == CURLE_OK, let chain = found?.pointee,
            chain.num_of_certs > 0
        else { return nil }
        var line = chain.certinfo[0]
        while let entry = line?.pointee {
            let text = entry.data.map { String(cString: $0) } ?? ""
            if text.hasPrefix(endMark) { return instant(String(text.dropFirst(endMark.count))) }
            line = entry.next
        }
        return nil
    }

    private static let endMark = "Expire date:"

    /// Reads `Dec  2 21:40:00 2026 GMT`; `nil` for anything else.
    ///
    /// - Source: ASN1_TIME_print(3)
    static func instant(_ text: String) -> UnixTime? {
        let words = text.split(separator: " ")
        guard words.count >= 4, let month = months.firstIndex(of: String(words[0])), let day = Int(words[1]) else {
            return nil
        }
        let clock = words[2].split(separator: ":").compactMap { Int64($0) }
        let number = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        guard clock.count == 3, let date = CalendarDate("\(words[3])-\(number(month + 1))-\(number(day))") else {
            return nil
        }
        return UnixTime(seconds: Int64(date.dayNumber) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension ChannelProbe {
    /// A certificate that ends within this time is worth a remark: most are renewed automatically a month before.
    private static let certificateNotice: Int64 = 21

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
        guard let ends = connection.certificateEnds else {
            note(.tls, Phrase("已加密，证书可信", "encrypted, with a certificate that is trusted"))
            return
        }
        let (day, days) = (String(ends.rfc3339.prefix(10)), (ends.seconds - now.seconds) / 86_400)
        let words = Phrase(
            "证书有效期至\(day)，还有\(days)天",
            "certificate until \(day), \(days) \(days == 1 ? "day" : "days") left"
        )
        let advice = Phrase("；请对方的管理员更新", "; whoever runs the server should renew it")
        note(
            .tls,
            days < Self.certificateNotice ? .remark : .good,
            days < Self.certificateNotice ? words + advice : words
        )
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
