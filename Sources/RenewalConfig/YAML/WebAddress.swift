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
            throw Complaint("the URL has a space, a control character or one outside ASCII; percent-encode it")
        }
        guard text.utf8.count <= Self.byteLimit else {
            throw Complaint("the URL is longer than \(Self.byteLimit) bytes; shorten it")
        }
        let parts = URLComponents(string: text, encodingInvalidCharacters: false)
        guard let parts, let scheme = parts.scheme?.lowercased(), schemes.contains(scheme) else {
            throw Complaint("the URL must start with \(schemes.map { "\($0)://" }.joined(separator: " or "))")
        }
        guard let host = parts.host, !host.isEmpty else {
            throw Complaint("the URL names no host; write \(scheme)://HOST")
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
            throw Complaint("the URL carries a user name or password; remove it and use the keys for secrets")
        }
        guard parts.fragment == nil else {
            throw Complaint("the URL has a fragment (#), which is never sent; remove it")
        }
        // `port` is nil for a number beyond Int, as if there were none; an empty one means the default.
        let digits = parts.rangeOfPort.flatMap { range in parts.string.map { $0[range] } } ?? ""
        guard digits.isEmpty || (1...65_535).contains(Int(digits) ?? 0) else {
            throw Complaint("the port of the URL is out of range; write 1 to 65535")
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
