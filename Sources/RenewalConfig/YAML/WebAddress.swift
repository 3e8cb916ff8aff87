import Foundation

/// A URL with one host and without credentials.
///
/// Messages never repeat the URL: path and query of a webhook are often its password.
struct WebAddress: Equatable {
    let text: String
    let scheme: String
    let host: String

    init(_ text: String, schemes: [String]) throws(Complaint) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw Complaint(
                "网址含有空格、控制字符、全角符号或汉字；请改为半角，中文域名请写成xn--形式，其余请用百分号编码",
                "the URL has a space, a control character or one outside ASCII; write it in ASCII, the name of a host as "
                    + "xn--…, the rest percent-encoded"
            )
        }
        guard text.utf8.count <= Self.byteLimit else {
            throw Complaint(
                "网址超过\(Self.byteLimit)字节；请缩短",
                "the URL is longer than \(Self.byteLimit) bytes; shorten it"
            )
        }
        let parts = URLComponents(string: text, encodingInvalidCharacters: false)
        guard let parts, let scheme = parts.scheme?.lowercased(), schemes.contains(scheme) else {
            let starts = schemes.map { "\($0)://" }
            throw Complaint(
                "网址应以\(starts.joined(separator: "或"))开头",
                "the URL must start with \(starts.joined(separator: " or "))"
            )
        }
        guard let host = parts.host, !host.isEmpty else {
            throw Complaint(
                "网址没有主机名；请写\(scheme)://主机名",
                "the URL names no host; write \(scheme)://HOST"
            )
        }
        try Self.checkExtras(of: parts)
        self.text = text
        self.scheme = scheme
        self.host = host.lowercased().trimmingCharacters(in: ["[", "]"])
    }

    /// Whether the host is this machine, judged by its spelling alone.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.wholeMatch(of: /127\.\d+\.\d+\.\d+/) != nil
    }

    private static let byteLimit = 2048

    private static func checkExtras(of parts: URLComponents) throws(Complaint) {
        guard parts.user == nil, parts.password == nil else {
            throw Complaint(
                "网址含有用户名或密码；请删去，并改用相应的配置项",
                "the URL carries a user name or password; remove it and use the keys for secrets"
            )
        }
        guard parts.fragment == nil else {
            throw Complaint(
                "网址含有片段（#），不会发送；请删去",
                "the URL has a fragment (#), which is never sent; remove it"
            )
        }
        // `port` is nil for a number beyond Int, as if there were none; an empty one means the default.
        let digits = parts.rangeOfPort.flatMap { range in parts.string.map { $0[range] } } ?? ""
        guard digits.isEmpty || (1...65_535).contains(Int(digits) ?? 0) else {
            throw Complaint("网址的端口超出范围；应为1至65535", "the port of the URL is out of range; write 1 to 65535")
        }
    }
}

extension ScalarForm where Value == WebAddress {
    /// A URL without credentials, parsed.
    static func address(schemes: [String]) -> ScalarForm {
        ScalarForm { text throws(Complaint) in try WebAddress(text, schemes: schemes) }
    }
}

extension ScalarForm where Value == String {
    /// A URL without credentials, unchanged.
    static func url(schemes: [String]) -> ScalarForm {
        ScalarForm { text throws(Complaint) in try WebAddress(text, schemes: schemes).text }
    }
}
