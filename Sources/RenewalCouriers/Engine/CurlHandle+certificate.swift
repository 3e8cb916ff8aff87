import CCurl
import RenewalRules

extension CurlHandle {
    /// The last instant of the server's own certificate, the first of its chain.
    ///
    /// `nil` without TLS, where it was not trusted, and over a connection that was there before this transfer.
    var certificateEnd: UnixTime? {
        var found: UnsafeMutablePointer<curl_certinfo>?
        guard renewald_curl_get_certificates(raw, &found) == CURLE_OK, let chain = found?.pointee,
            chain.num_of_certs > 0
        else { return nil }
        var line = chain.certinfo[0]
        while let entry = line?.pointee {
            let text = entry.data.map { String(cString: $0) } ?? ""
            if text.hasPrefix(Self.endMark) {
                return CertificateTime.instant(String(text.dropFirst(Self.endMark.count)))
            }
            line = entry.next
        }
        return nil
    }

    private static let endMark = "Expire date:"
}

/// Times as OpenSSL prints them in certificates.
enum CertificateTime {
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
