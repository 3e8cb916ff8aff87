import Foundation
import RenewalTestSupport

/// `renewald serve` of an office, and a client of it.
final class Monitor: Sendable {
    let port: HeldPort
    let program: Program

    /// An answer as the client got it.
    struct Reply: Decodable {
        let status: Int
        let headers: [String: String]
        let body: String
    }

    /// Adds where to listen to the configuration, and waits until the program does.
    init(of office: Office) throws {
        port = try HeldPort()
        let text = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(text + "web: {listen: \"127.0.0.1:\(port.number)\"}\n", to: "renewald.yaml")
        program = try Program("renewald", ["serve", "--config", office.configuration])
        try program.wait("the monitor") { try port.isAnswered() }
    }

    /// Asks for a page, with Python's client.
    func ask(_ path: String, method: String = "GET", headers: [String: String] = [:]) throws -> Reply {
        let script = """
            import http.client, json, sys
            port, method, path, headers = sys.argv[1:]
            connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=600)
            connection.request(method, path, headers=json.loads(headers))
            answer = connection.getresponse()
            body = answer.read().decode()
            print(json.dumps({"status": answer.status, "headers": {name.lower(): value for name, value in
                  answer.getheaders()}, "body": body}))
            """
        let heads = String(decoding: try JSONEncoder().encode(headers), as: UTF8.self)
        let answer = try ForeignProgram.python(script, arguments: ["\(port.number)", method, path, heads])
        return try JSONDecoder().decode(Reply.self, from: Data(answer.utf8))
    }

    /// The value of a metric; `nil` where there is none.
    func metric(_ name: String) throws -> String? {
        try ask("/metrics").body.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            .map { String($0.dropFirst(name.count + 1)) }
    }
}

extension Office {
    /// An office with registrations, a relay and a consumer that answer.
    static func served(_ count: Int = 2) throws -> (office: Office, sink: Program) {
        let office = try Office()
        try office.fill(count) { _ in 60 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        return (office, sink)
    }
}
