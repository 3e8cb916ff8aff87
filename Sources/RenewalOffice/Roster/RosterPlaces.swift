import GRDB
import RenewalRegistry
import RenewalRules

/// The employers and review bodies of a roster, by name.
struct RosterPlaces {
    private var employers: [String: String]?
    private var bodies: [String: String]?
    private var said = SaidBefore(Self.columns.keys)

    /// The employer of a row; its contact is written, which the first row with one decides.
    ///
    /// - Returns: `nil` where the sheet says nothing, `.some(nil)` for an empty cell
    mutating func employer(
        _ row: inout RosterRow,
        in tables: inout RosterTables,
        changes: inout [RosterChange]
    ) throws -> String?? {
        guard let cell = row.values[.employer] else { return nil }
        guard let name = cell else { return .some(nil) }
        let spelling = Employer.spelling(of: name)
        let contact = tables.fields(row, Self.columns).filter { !$0.value.isNull }
        if employers == nil { employers = try Self.byName("employer", in: tables) }
        guard let id = employers?[spelling] else {
            let fields = contact.merging(["name": name.databaseValue]) { _, new in new }
            let id = try tables.insert("employer", "E", fields).id
            employers?[spelling] = id
            said.note(contact, of: id, in: row.number)
            return id
        }
        guard !contact.isEmpty, let employer = try tables.row("employer", id) else { return id }
        let (fields, differing) = said.settle(contact, of: employer, in: row.number)
        row.remarks += differing.map { column, earlier in
            CellRemark(field: Self.columns[column], fault: .employerDiffers(row: earlier))
        }
        for column in try tables.update(employer, fields).sorted() {
            guard let field = Self.columns[column] else { continue }
            changes.append(RosterChange(field: field, old: employer.text(column), new: row[field]))
        }
        return id
    }

    private static let columns: [String: RosterField] = ["phone": .employerPhone, "email": .employerEmail]

    /// The review body of a row.
    ///
    /// - Returns: `nil` where the sheet says nothing, `.some(nil)` for an empty cell
    mutating func reviewBody(_ row: RosterRow, in tables: inout RosterTables) throws -> String?? {
        guard let cell = row.values[.reviewBody] else { return nil }
        guard let name = cell else { return .some(nil) }
        if bodies == nil { bodies = try Self.byName("review_body", in: tables) }
        let spelling = Employer.spelling(of: name)
        if let id = bodies?[spelling] { return id }
        let id = try tables.insert("review_body", "B", ["name": name.databaseValue]).id
        bodies?[spelling] = id
        return id
    }

    private static func byName(_ table: String, in tables: RosterTables) throws -> [String: String] {
        let rows = try tables.rows(table, where: "name IS NOT NULL ORDER BY id", [])
        let pairs = rows.map { (Employer.spelling(of: FoldedText($0.text("name") ?? "").text), $0.id) }
        return Dictionary(pairs) { first, _ in first }
    }
}
