import Foundation
import RenewalTestSupport

/// The rows of a hostile registry as SQL.
struct HostileRows {
    let layout: HostileOffice.Layout

    init(_ layout: HostileOffice.Layout) { self.layout = layout }

    /// How the foreign layout is mapped; `nil` for the reference schema.
    var mapping: String? {
        guard layout == .foreign else { return nil }
        return """
            SELECT nr AS id, ends AS valid_until, name AS holder_name, mail AS holder_email, category,
            number AS registration_no, firm AS employer_name, 'E-' || nr AS employer_id, body AS review_body_name
            FROM people
            """.replacing("\n", with: " ")
    }

    /// A few rows differ: STRICT tables turn a number into text, and there is no row for a missing holder.
    func fate(of input: HostileInput) -> HostileInput.Fate {
        guard layout == .reference, case .integer = input.values[.id] else { return input.fate }
        return .told
    }

    /// Fills the file and returns the reasons for rejected rows, by tag.
    func fill(_ path: String) throws -> [String: String] {
        let good = (1...HostileOffice.goodCount).map { statements(id: .text("G-\($0)"), tag: "g\($0)", values: [:]) }
        let hostile = HostileInput.all.map { statements(id: nil, tag: $0.tag, values: $0.values) }
        let tags = (1...HostileOffice.goodCount).map { "g\($0)" } + HostileInput.all.map(\.tag)
        let rows = zip(tags, good + hostile).map { Row(tag: $0, sql: $1) }
        let table = "CREATE TABLE people (nr, ends, name, mail, category, number, firm, body)"
        let output = try ForeignProgram.python(
            Self.script,
            arguments: [path, layout == .foreign ? table : ""],
            input: Array(try JSONEncoder().encode(rows))
        )
        return try JSONDecoder().decode([String: String].self, from: Data(output.utf8))
    }

    private struct Row: Encodable {
        let tag: String
        let sql: [String]
    }

    private static let script = """
        import json, sqlite3, sys
        database = sqlite3.connect(sys.argv[1], isolation_level=None)
        database.execute("PRAGMA foreign_keys = 1")
        if sys.argv[2]: database.execute(sys.argv[2])
        refused = {}
        for row in json.load(sys.stdin):
            database.execute("BEGIN")
            try:
                for statement in row["sql"]: database.execute(statement)
                database.execute("COMMIT")
            except (sqlite3.IntegrityError, sqlite3.OperationalError) as error:
                refused[row["tag"]] = str(error)
                database.execute("ROLLBACK")
        print(json.dumps(refused))
        """

    private func statements(
        id: HostileInput.Value?,
        tag: String,
        values: [HostileInput.Column: HostileInput.Value]
    ) -> [String] {
        func sql(_ column: HostileInput.Column, _ standard: String) -> String {
            (values[column] ?? .text(standard)).sql
        }
        let id = values[.id]?.sql ?? id?.sql ?? HostileInput.Value.text("H-\(tag)").sql
        let expiry = sql(.validUntil, Office.day(nil, plus: 7))
        let (name, email) = (sql(.name, "李伟 \(tag)"), sql(.email, "\(tag)@holder.test"))
        let (category, number) = (sql(.category, "化工安全"), sql(.number, "44011000001"))
        let (firm, body) = (sql(.firm, "示例化工有限公司"), sql(.body, "示例注册中心"))
        if layout == .foreign {
            return [
                "INSERT INTO people VALUES (\(id),\(expiry),\(name),\(email),\(category),\(number),\(firm),\(body))"
            ]
        }
        let (person, stamp) = ("'P-\(tag)'", "'2026-01-01T00:00:00Z'")
        let holds = values[.name]?.isNull == true ? "NULL" : person
        return [
            "INSERT INTO person (id, name, email) VALUES (\(person),\(name),\(email))",
            "INSERT INTO employer (id, name) VALUES ('E-\(tag)',\(firm))",
            "INSERT INTO review_body (id, name) VALUES ('B-\(tag)',\(body))",
            """
            INSERT INTO registration (id, valid_until, person_id, category, registration_no, employer_id,
            review_body_id, updated_at)
            VALUES (\(id),\(expiry),\(holds),\(category),\(number),'E-\(tag)','B-\(tag)',\(stamp))
            """,
        ]
    }
}

extension HostileInput.Value {
    var isNull: Bool { if case .null = self { true } else { false } }

    /// A literal that yields exactly these bytes.
    fileprivate var sql: String {
        switch self {
        case .text(let text): "CAST(x'\(Self.hex(Array(text.utf8)))' AS TEXT)"
        case .bytes(let bytes): "CAST(x'\(Self.hex(bytes))' AS TEXT)"
        case .blob(let bytes): "x'\(Self.hex(bytes))'"
        case .integer(let number): "\(number)"
        case .null: "NULL"
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
