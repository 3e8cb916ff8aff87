import Foundation
import RenewalTestSupport

/// A test's own registration office: a registry, a configuration, a sink.
final class Office: Sendable {
    let directory: TemporaryDirectory
    var configuration: String { directory.path("renewald.yaml") }
    var registry: String { directory.path("registry.db") }
    var state: String { directory.path("state.db") }
    var arrivals: String { directory.path("arrivals.jsonl") }
    /// With the secret of its events this tells the office's own mails and events from those of strangers.
    let sender = "office-\(UUID().uuidString.lowercased())@example.test"

    /// The sink's: nobody else gets them while the office lives.
    private let smtpPort: HeldPort
    private let httpPort: HeldPort

    init() throws {
        directory = try TemporaryDirectory()
        (smtpPort, httpPort) = (try HeldPort(), try HeldPort())
        let secret = "whsec_" + Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try write(secret, to: "webhook.secret")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: directory.path("webhook.secret")
        )
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: directory.url.appending(path: file))
    }

    /// Creates registrations of one employer that expire the given number of days from today.
    func fill(_ count: Int, daysLeft: (Int) -> Int) throws {
        let today = Self.today()
        var people = "id,name,email,language\n"
        var registrations = "id,registration_no,person_id,employer_id,category,valid_until,state\n"
        for number in 1...count {
            people += "P-\(number),张伟\(number),p\(number)@example.test,zh-CN\n"
            let expires = Self.day(today, plus: daysLeft(number))
            registrations += "R-\(number),4401\(1_000_000 + number),P-\(number),E-1,化工安全,\(expires),active\n"
        }
        try write(people, to: "person.csv")
        try write("id,name,email\nE-1,示例化工有限公司,hr@example.test\n", to: "employer.csv")
        try write(registrations, to: "registration.csv")
        _ = try renewald(["registry", "init", "--registry", registry])
        let files = ["employer.csv", "person.csv", "registration.csv"].map(directory.path)
        _ = try renewald(["registry", "import", "--registry", registry, "--write"] + files)
    }

    /// Writes a configuration whose mail and events go to the sink's ports.
    ///
    /// Employers get single messages, so that each record makes two deliveries; `digests` changes that.
    func configure(
        smtpPort: Int,
        httpPort: Int,
        parallel: Int = 4,
        rules: String = "{}",
        digests: String = "{employer: off, administrator: off}",
        mapping: String? = nil
    ) throws {
        let mapped = mapping.map { ", mapping: {registrations: \"\($0)\"}" } ?? ""
        try write(
            """
            version: 1
            timezone: \(Self.zone)
            registry: {sqlite: registry.db\(mapped)}
            state: {sqlite: state.db}
            schedule: {send_between: "00:00-24:00"}
            rules: \(rules)
            digests: \(digests)
            channels:
              office-mail: {type: smtp, url: "smtp://127.0.0.1:\(smtpPort)", from: \(sender), tls: none,
                network: internal, parallel: \(parallel)}
              hr-system: {type: webhook, url: "http://127.0.0.1:\(httpPort)/events",
                secret: {file: webhook.secret}, network: internal, parallel: \(parallel)}
            routes:
              - {match: {audience: holder}, send: [office-mail]}
              - {match: {audience: employer}, send: [hr-system]}

            """,
            to: "renewald.yaml"
        )
    }

    /// Runs the program and insists on success.
    @discardableResult
    func renewald(_ arguments: [String]) throws -> String {
        let (status, output, errors) = try Program.run("renewald", arguments)
        guard status == 0 else {
            throw Program.Impatience(description: "\(arguments) ended with \(status): \(errors)\(output)")
        }
        return output
    }

    /// Starts a sink that takes what is this office's own, adding to its arrivals.
    func startSink(_ options: [String] = []) throws -> (sink: Program, smtpPort: Int, httpPort: Int) {
        let (smtp, http) = (smtpPort.number, httpPort.number)
        let sink = try Program(
            "renewal-sink",
            [
                "--smtp-port", "\(smtp)", "--http-port", "\(http)", "--secret-file", directory.path("webhook.secret"),
                "--sender", sender, "--log", arrivals,
            ] + options
        )
        try sink.wait("the sink") { sink.output.contains("ready smtp=\(smtp) http=\(http)\n") }
        return (sink, smtp, http)
    }

    /// The office's own arrivals so far, in order.
    func arrived() throws -> [Arrival] {
        // The sink makes the file when it starts.
        guard FileManager.default.fileExists(atPath: arrivals) else { return [] }
        let text = String(decoding: try Data(contentsOf: URL(filePath: arrivals)), as: UTF8.self)
        let lines = text.split(separator: "\n").filter { $0.hasSuffix("}") }
        return try lines.map { try JSONDecoder().decode(Arrival.self, from: Data($0.utf8)) }
            .filter { $0.signature != "bad" }
    }

    /// The deliveries that `plan` announces, in order: notice, channel and address.
    func announced(since: String) throws -> [String] {
        let script = """
            import json, sys
            for line in map(json.loads, sys.stdin.buffer):
                for to in line.get("deliveries", []):
                    print(line["key"], to["channel"], to["to"])
            """
        let plan = try renewald(["plan", "--config", configuration, "--since", since, "--format", "json"])
        let lines = try ForeignProgram.python(script, arguments: [], input: Array(plan.utf8))
        return lines.split(separator: "\n").map(String.init).sorted()
    }

    /// The delivery ids in the state file, by notice, channel and address.
    func deliveries() throws -> [String: String] {
        let script = """
            import json, sys
            for line in map(json.loads, sys.stdin.buffer):
                if line["event"] == "planned" and line["delivery_id"]:
                    print(line["key"], line["channel"], line["to"], line["delivery_id"], sep="\\t")
            """
        let chain = try renewald(["evidence", "export", "--config", configuration])
        let lines = try ForeignProgram.python(script, arguments: [], input: Array(chain.utf8))
        return lines.split(separator: "\n").reduce(into: [:]) { ids, line in
            let parts = line.split(separator: "\t").map(String.init)
            ids[parts.dropLast().joined(separator: " ")] = parts.last
        }
    }

    /// A time zone in which it was early morning when the tests began, so that none runs across midnight.
    static let zone: String = {
        let hour = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: Date()).hour ?? 0
        let ahead = (6 - hour + 24) % 24
        // The signs of these zones are the wrong way round.
        return ahead > 12 ? "Etc/GMT+\(24 - ahead)" : ahead > 0 ? "Etc/GMT-\(ahead)" : "Etc/GMT"
    }()

    static func today() -> String { day(nil, plus: 0) }

    static func day(_ base: String?, plus days: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let format = Date.ISO8601FormatStyle(timeZone: calendar.timeZone).year().month().day()
        let start = base.flatMap { try? format.parse($0) } ?? Date()
        return (calendar.date(byAdding: .day, value: days, to: start) ?? start).formatted(format)
    }
}

/// A mail or event as the sink saw it.
struct Arrival: Decodable {
    let type: String
    let id: String
    let recipient: String
    let signature: String?
    let hash: String

    /// The delivery id inside a `Message-ID` or `webhook-id`.
    var deliveryID: String {
        id.firstMatch(of: /[a-z2-7]{26}/).map { String($0.0) } ?? id
    }
}
