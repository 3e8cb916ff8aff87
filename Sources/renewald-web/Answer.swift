import HTTPTypes
import HummingbirdCore
import NIOCore
import RenewalReports
import RenewalRules

/// What is answered to a request.
struct Answer: Hashable {
    var status: HTTPResponse.Status = .ok
    var contentType = "text/plain; charset=utf-8"
    var text: String
    var allow: String?

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: its method, path and host
    ///   - isLocal: whether it came through a Unix socket, where the host says nothing
    ///   - watch: measures the service where that is asked for
    /// - Returns: what to answer
    static func answer(to request: HTTPRequest, isLocal: Bool, _ watch: Watch) async -> Answer {
        guard isLocal || isLoopback(request.authority) else {
            // A page of another site, whose name was made to lead here (DNS rebinding).
            return Answer(status: .misdirectedRequest, text: "this host is not served here\n")
        }
        guard request.method == .get || request.method == .head else {
            return Answer(status: .methodNotAllowed, text: "only GET and HEAD\n", allow: "GET, HEAD")
        }
        switch String(request.path?.prefix { $0 != "?" } ?? "") {
        case "/healthz": return Answer(text: "ok\n")
        case "/readyz": return readiness(await watch.look())
        case "/metrics":
            return Answer(contentType: Measurements.contentType, text: await watch.look().measurements.text)
        default: return Answer(status: .notFound, text: "there are /metrics, /healthz and /readyz\n")
        }
    }

    private static func readiness(_ finding: Watch.Finding) -> Answer {
        let reasons = finding.measurements.obstacles.map(\.sentence) + [finding.fault].compactMap(\.self)
        guard !reasons.isEmpty else { return Answer(text: "ready\n") }
        return Answer(status: .serviceUnavailable, text: reasons.map { $0.english + "\n" }.joined())
    }

    /// Whether a host is a name of this machine for itself; an old client names none.
    private static func isLoopback(_ authority: String?) -> Bool {
        guard let authority else { return true }
        let name = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return name == "localhost" || name == "[::1" || name.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
    }

    /// The answer on the wire; to HEAD without its content.
    func response(to method: HTTPRequest.Method) -> Response {
        var headers: HTTPFields = [
            .contentType: contentType, .contentLength: "\(text.utf8.count)", .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
        if let allow { headers[.allow] = allow }
        let body = method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: text))
        return Response(status: status, headers: headers, body: body)
    }
}
