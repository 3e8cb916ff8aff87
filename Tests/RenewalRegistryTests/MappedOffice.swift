import RegistryFixtures
import RenewalTestSupport

@testable import RenewalRegistry

/// An office with its own tables for each record type, and rows of every sort in them.
struct MappedOffice {
    let file: TestRegistry

    static let mapping = RegistryMapping(
        registrations: """
            SELECT nr AS id, replace(ends, '/', '-') AS valid_until, state, ended AS ended_on, person AS holder_id,
                'x@example.test' AS holder_email FROM zc
            """,
        applications: "SELECT nr AS id, zc AS registration_id, person AS person_id, kind AS procedure, "
            + "replace(filed, '/', '-') AS submitted_on, state, decided AS decided_on FROM sq",
        qualifications: "SELECT nr AS id, person AS holder_id, got AS obtained_on, got AS collected_on, "
            + "nr LIKE '%1' AS is_registered FROM zg",
        credentials: "SELECT nr AS id, ends AS valid_until, state, ended AS state_on, person AS holder_id FROM pz",
        credentialApplications: "SELECT nr AS id, state, since AS step_since, person AS holder_id FROM step",
        subscriptions: "SELECT pz AS credential_id, party AS party_id, person AS holder_id FROM sub",
        annotations: "SELECT nr AS id, pz AS credential_id, ends AS valid_until FROM note"
    )

    init() throws {
        file = try TestRegistry.foreign(
            """
            CREATE TABLE zc (nr TEXT, ends, state TEXT, ended TEXT, person TEXT);
            CREATE TABLE sq (nr TEXT, zc TEXT, person TEXT, kind TEXT, filed TEXT, state TEXT, decided TEXT);
            CREATE TABLE zg (nr TEXT, person TEXT, got TEXT);
            CREATE TABLE pz (nr TEXT, ends TEXT, state TEXT, ended TEXT, person TEXT);
            CREATE TABLE step (nr TEXT, state TEXT, since TEXT, person TEXT);
            CREATE TABLE sub (pz TEXT, party TEXT, person TEXT);
            CREATE TABLE note (nr TEXT, pz TEXT, ends TEXT);
            """
        )
    }

    func connection() throws -> RegistryConnection {
        try RegistryConnection(path: file.path, mapping: Self.mapping, time: .unlimited) { _ in .zero }
    }

    init(_ random: inout SplitMix) throws {
        try self.init()
        var rows: [String] = []
        func some(_ values: String...) -> String { values.randomElement(using: &random) ?? "NULL" }
        func number() -> Int { Int.random(in: 1...30, using: &random) }
        func day() -> String {
            let near = "'2026-05-0\(Int.random(in: 1...9, using: &random))'"
            return some("NULL", "'2025-06-01'", "'2026-02-03'", near, "'2030-01-01'")
        }
        for place in 1...40 {
            // Each spelling only once: the order of rows with equal ids is undefined.
            let other = some("'R-\(place / 2) '", "'Ｒ-\(place / 2)'", "'甲\(place)'")
            let id = place.isMultiple(of: 2) ? "'R-\(place / 2)'" : other
            let ends = some(day(), day(), day(), "20260301", "'2026/03/1\(place % 10)'", "'soon'")
            let state = some("'active'", "'cancelled'", "'?'")
            rows.append("INSERT INTO zc VALUES (\(id), \(ends), \(state), \(day()), 'P-\(number())')")
            let (kind, step) = (some("'renewal'", "'initial'"), some("'submitted'", "'rejected'", "'approved'", "'?'"))
            let (record, person) = ("'R-\(number())'", "'P-\(number())'")
            rows.append(
                "INSERT INTO sq VALUES ('A-\(place)', \(record), \(person), \(kind), \(day()), \(step), \(day()))"
            )
            let certificate = some("'Q-\(place)'", "'Q-\(place - 1) '")
            rows.append("INSERT INTO zg VALUES (\(certificate), 'P-\(number())', \(day()))")
            let standing = some("'active'", "'void'", "'superseded'")
            rows.append("INSERT INTO pz VALUES ('C-\(place)', \(day()), \(standing), \(day()), 'P-\(number())')")
            let since = some("'preparing'", "'delivered'")
            rows.append("INSERT INTO step VALUES ('S-\(place)', \(since), \(day()), 'P-\(number())')")
            rows.append("INSERT INTO sub VALUES ('C-\(number())', 'Y-\(number())', 'P-\(number())')")
            rows.append("INSERT INTO note VALUES ('N-\(place)', 'C-\(number())', \(day()))")
        }
        try file.execute(rows.joined(separator: ";"))
    }
}
