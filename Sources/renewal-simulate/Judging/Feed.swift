import Foundation
import GRDB
import RenewalConfig
import RenewalCouriers
import RenewalRules

/// What a program behind the webhook accepts over the years, and what it ought to know, as lines of JSON in order of
/// time.
///
/// `Tests/consumer` keeps a table from the one and compares it with the other. All of it runs on the event loop's one
/// thread.
final class Feed: @unchecked Sendable {
    private struct Line: Encodable {
        /// In milliseconds since 1970.
        let at: Int64
        var secret: String?
        /// From which severity on notices come singly, by audience; `nil` where all do.
        var singlyFrom: [String: String?]?
        var request: Request?
        var open: [OpenRecords.Row]?
        /// The records that are gone for now.
        var missing: [String]?
        /// When a scan that has ended began.
        var scan: Int64?
        var evening: Evening?
        /// Whether the program loses its table.
        var forgets: Bool?

        private enum CodingKeys: String, CodingKey {
            case at, secret, request, open, missing, scan, evening, forgets
            case singlyFrom = "singly_from"
        }
    }

    private struct Request: Encodable {
        let headers: [String: String]
        let body: String
    }

    /// What is under way to the program, and what was given up since the evening before: audience, type and id.
    private struct Evening: Encodable {
        var waiting: [[String]] = []
        var lost: [[String]] = []
    }

    private let file: FileHandle
    private let statePath: String
    private let mutant: Mutant?
    private let registry: OpenRecords
    private let encoder = JSONEncoder()
    private var dice: Dice
    private var open: [OpenRecords.Row] = []
    private var lastEvening = World.start
    private var digests = 0

    /// The key of the configuration's secret.
    static let key = [UInt8](repeating: 7, count: 32)
    static let secret = "whsec_\(Data(key).base64EncodedString())"

    init(path: String, configuration: Configuration, settings: Settings, dice: Dice) throws {
        try Data().write(to: URL(filePath: path))
        file = try FileHandle(forWritingTo: URL(filePath: path))
        (statePath, mutant, self.dice) = (configuration.statePath, configuration.mutant, dice)
        registry = try OpenRecords(path: configuration.registryPath, policy: settings.policy)
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let digests = settings.digests
        let singlyFrom = [
            "employer": digests.employer == .off ? nil : digests.employerSinglyFrom.rawValue,
            "administrator": digests.administrator == .off ? nil : digests.administratorSinglyFrom.rawValue,
        ]
        try write(Line(at: World.start.milliseconds, secret: Self.secret, singlyFrom: singlyFrom))
    }

    private func write(_ line: Line) throws { try file.write(contentsOf: encoder.encode(line) + Data("\n".utf8)) }

    /// The program has accepted a request, and each further part of a large digest.
    func accept(_ parcel: Parcel, at now: UnixTime) throws {
        for (id, body) in parcel.events {
            let body = mutated(body)
            let headers = StandardWebhooks.headers(id: id, timestamp: parcel.sentAt, body: body, keys: [Self.key])
            let request = Request(
                headers: Dictionary(uniqueKeysWithValues: headers),
                body: String(decoding: body, as: UTF8.self)
            )
            try write(Line(at: now.milliseconds, request: request))
        }
    }

    /// Looks at the registry after an event, or when a day has begun.
    ///
    /// - Returns: what plain SQL says otherwise
    func look(at page: OfficeBook.Page, missing: String?, _ now: UnixTime) throws -> String? {
        let day = now.day(utcOffset: .seconds(8 * 3600))
        let rows = try registry.rows(on: day)
        defer { open = rows }
        if rows != open { try write(Line(at: now.milliseconds, open: rows, missing: [missing].compactMap(\.self))) }
        return page.contradiction(to: rows, on: day)
    }

    func noteScan(since start: UnixTime, at now: UnixTime) throws {
        try write(Line(at: now.milliseconds, scan: start.milliseconds))
    }

    /// The end of a day: looks at what has not arrived, and now and then lets the program lose its table.
    func endDay(at now: UnixTime) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: statePath, configuration: configuration)
        var evening = Evening()
        for row in try queue.read({ try Row.fetchAll($0, sql: Self.arrears, arguments: [lastEvening.milliseconds]) }) {
            let what: [String] = [row["audience"], row["record_type"], row["record_id"]]
            if row["is_lost"] { evening.lost.append(what) } else { evening.waiting.append(what) }
        }
        try queue.close()
        lastEvening = now
        try write(Line(at: now.milliseconds, evening: evening))
        if dice.happens(onceIn: 500) { try write(Line(at: now.milliseconds, forgets: true)) }
    }

    private static let arrears = """
        SELECT n.audience, n.record_type, n.record_id, d.state = 'failed' AS is_lost
        FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id
        WHERE d.channel = 'feed' AND (
            d.state IN ('pending', 'deferred', 'sending', 'held') OR d.state = 'failed' AND d.updated_ms > ?
        )
        """

    /// With a planted bug every tenth table lacks its last row.
    private func mutated(_ body: [UInt8]) -> [UInt8] {
        guard mutant == .lostRow, let event = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
            var data = event["data"] as? [String: Any], let items = data["items"] as? [Any], !items.isEmpty
        else { return body }
        digests += 1
        guard digests.isMultiple(of: 10) else { return body }
        data["items"] = Array(items.dropLast())
        let changed = event.merging(["data": data]) { $1 }
        return (try? JSONSerialization.data(withJSONObject: changed)).map { Array($0) } ?? body
    }
}

extension OfficeBook.Page {
    /// Without the rules: what certainly is open, and what certainly is not.
    fileprivate func contradiction(to rows: [OpenRecords.Row], on day: CalendarDate) -> String? {
        let told = Dictionary(grouping: rows, by: \.id).mapValues { Set($0.map(\.audience)) }
        for (id, record) in records.sorted(by: { $0.key < $1.key }) where id.hasPrefix("R-") {
            let audiences = told[id] ?? []
            if record.state != "active", !pending.contains(id), !audiences.isEmpty {
                return "\(id) is \(record.state), and something is open"
            }
            guard record.state == "active", let last = record.validUntil, let person = record.person else { continue }
            let isIdle = !pending.contains(id) && declinedOn[person] == nil
            if isIdle, (0...330).contains(day.days(until: last)), !audiences.isSuperset(of: [.holder, .employer]) {
                return "\(id) ends on \(last), and nothing is open for \(audiences.count == 1 ? "somebody" : "anybody")"
            }
        }
        return nil
    }
}
