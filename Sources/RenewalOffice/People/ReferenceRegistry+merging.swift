import GRDB
import RenewalRegistry
import RenewalRules

extension ReferenceRegistry {
    /// Makes one person of two: what belongs to the second belongs to the first, whose empty fields are filled.
    ///
    /// Ids of records stay. The history tells of each row, and of the second person that they are the first now.
    ///
    /// - Parameters:
    ///   - second: the id of the person who is no more
    ///   - first: the id of the person who stays
    ///   - writes: whether it is done; otherwise it is only tried
    ///   - context: when and by whom
    /// - Returns: what changes, and where they differ
    /// - Throws: ``RecordingError`` when one does not exist, both are the same, or they have different identity numbers
    package func merge(
        _ second: String,
        into first: String,
        writes: Bool,
        _ context: RecordingContext
    ) throws(RecordingError) -> PersonMerge {
        let doing = Phrase("将人员\(second)并入\(first)", "merging person \(second) into person \(first)")
        return try record("person.merged", doing: doing, context, ending: writes ? .commit : .rollback) { session in
            let (kept, gone) = (try session.row("person", first), try session.row("person", second))
            guard kept.id != gone.id else { throw session.impossible("已是同一人", "they are the same person already") }
            var merge = PersonMerge(kept: kept.id, gone: gone.id)
            merge.moved = try session.move(from: gone, to: kept)
            let hash = try session.identityHash(of: gone, and: kept)
            merge.add(gone, to: kept)
            try session.remove(gone, nowKnownAs: kept)
            try session.update(kept, merge.filled.map { ($0.column, $0.gone) })
            try session.keep(identityHash: hash, of: kept)
            merge.isWritten = writes
            return merge
        }
    }
}

extension PersonMerge {
    /// Compares what people say of themselves.
    fileprivate mutating func add(_ gone: StoredRow, to kept: StoredRow) {
        for column in ["name", "email", "phone", "language", "declined_renewal_on", "birth_year"] {
            let (old, new) = (kept.field(column), gone.field(column))
            guard let new, new != old else { continue }
            let field = Field(column: column, kept: old, gone: new)
            if old == nil { filled.append(field) } else { differing.append(field) }
        }
    }
}

extension StoredRow {
    /// What a file would have in the column; `nil` for nothing.
    fileprivate func field(_ column: String) -> String? { text(column) ?? number(column).map(String.init) }
}

extension RecordingSession {
    /// Gives everything that belongs to one person to another, the rows that left their sheets too.
    fileprivate func move(from gone: StoredRow, to kept: StoredRow) throws -> [RowName] {
        try ReferenceTable.ofPeople.flatMap { table in
            let rows = try storedRows(table, where: "person_id", is: gone.id)
            for row in rows { try update(row, ["person_id": kept.id]) }
            return rows.map(\.name)
        }
    }

    /// The one identity number of two people.
    ///
    /// - Throws: `RecordingError.impossible` when they have two
    fileprivate func identityHash(of gone: StoredRow, and kept: StoredRow) throws -> String? {
        let hashes = try String.fetchSet(
            database,
            sql: "SELECT identity_hash FROM person WHERE id IN (?, ?) AND identity_hash IS NOT NULL",
            arguments: [gone.id, kept.id]
        )
        guard hashes.count < 2 else {
            throw impossible("身份证号不同，是两个人", "they have different identity numbers, so they are two people")
        }
        return hashes.first
    }

    fileprivate func keep(identityHash hash: String?, of person: StoredRow) throws {
        guard let hash else { return }
        let sql = "UPDATE person SET identity_hash = ? WHERE id = ? AND identity_hash IS NULL"
        try database.execute(sql: sql, arguments: [hash, person.id])
    }

    /// Removes a person to whom nothing belongs any more, and has the history tell who they are.
    fileprivate func remove(_ gone: StoredRow, nowKnownAs kept: StoredRow) throws {
        try database.execute(
            sql: "UPDATE OR IGNORE sighting SET record_id = ? WHERE record_type = 'person' AND record_id = ?",
            arguments: [kept.id, gone.id]
        )
        try database.execute(
            sql: "DELETE FROM sighting WHERE record_type = 'person' AND record_id = ?",
            arguments: [gone.id]
        )
        try database.execute(sql: "DELETE FROM person WHERE id = ?", arguments: [gone.id])
        let change = FieldChange(from: gone.id.databaseValue, to: kept.id.databaseValue)
        try remember(["id": change], of: gone.name)
    }
}
