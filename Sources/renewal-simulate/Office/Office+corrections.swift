import GRDB
import RenewalRules

/// What happens to rows besides the events of an office: they are corrected, or go and may come back.
extension Office {
    /// A row that was taken out, and when it returns.
    struct RemovedRow {
        let table: String
        let id: String
        let row: Row
        let returns: UnixTime
    }

    func correct() throws -> String {
        let table = dice.happens(onceIn: 4) ? "credential" : "registration"
        guard let id = dice.pick(ids(table, where: "state = 'active'")) else { return "nothing to correct" }
        switch dice.int(0...6) {
        case 0...2:
            guard let last = book.current?.records[id]?.validUntil else { return "no day to correct" }
            let day = last.adding(days: dice.pick([-400, -31, -1, 1, 31, 400]) ?? 1)
            try load("id,valid_until\n\(id),\(day)\n", table)
            return "last day of \(id) is corrected to \(day)"
        case 3:
            let employer = dice.pick(Self.employers) ?? "E-1"
            try load("id,employer_id\n\(id),\(employer)\n", table)
            return "employer of \(id) is corrected to \(employer)"
        case 4:
            guard let person = dice.pick(ids("person")) else { return "nobody else holds it" }
            try load("id,person_id\n\(id),\(person)\n", table)
            return "holder of \(id) is corrected to \(person)"
        default: return try remove(id, from: table)
        }
    }

    /// Takes a row out for hours, for longer than a reload lasts, or for good.
    private func remove(_ id: String, from table: String) throws -> String {
        guard removed == nil else { return "one row is missing already" }
        let hours = dice.pick([3, 30, 50, 200, 2000]) ?? 3
        try withRegistry { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM \(table) WHERE id = ?", arguments: [id])
            else { return }
            removed = RemovedRow(
                table: table,
                id: id,
                row: row,
                returns: time.now + .seconds(Int64(hours) * 3600)
            )
            try database.execute(sql: "DELETE FROM \(table) WHERE id = ?", arguments: [id])
        }
        return "\(id) is missing for \(hours) hours"
    }

    /// Puts the missing row back once its time has come.
    func restore() throws -> String? {
        guard let removed, time.now >= removed.returns else { return nil }
        self.removed = nil
        let columns = Array(removed.row.columnNames)
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        try withRegistry { database in
            try database.execute(
                sql: "INSERT INTO \(removed.table) (\(columns.joined(separator: ", "))) VALUES (\(places))",
                arguments: StatementArguments(removed.row.databaseValues)
            )
        }
        return "\(removed.id) is there again"
    }

    /// Changes the registry as a tool of the office's own would: without looking at references.
    private func withRegistry(_ change: (Database) throws -> Void) throws {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write(change)
        try queue.close()
    }
}
