import GRDB
package import RenewalRegistry
package import RenewalRules

extension ReferenceRegistry {
    /// Checks the whole registry: the file, its references and the data that reminders depend on.
    ///
    /// - Parameters:
    ///   - policy: the rules for computing expiries
    ///   - day: today in the business time zone
    ///   - utcOffset: how far business time is ahead of UTC at an instant (rule A12)
    /// - Returns: the counts and the problems
    /// - Throws: ``RegistryError`` when the file cannot be read; problems in it are in the result
    package func check(
        policy: RenewalPolicy,
        on day: CalendarDate,
        utcOffset: @escaping @Sendable (UnixTime) -> Duration
    ) throws(RegistryError) -> RegistryCheck {
        do {
            return try queue.read { database in
                var check = RegistryCheck()
                let findings = try String.fetchAll(database, sql: "PRAGMA integrity_check")
                check.damage = findings == ["ok"] ? [] : findings
                check.counts = try Self.tables.map { table in
                    let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
                    return RegistryCheck.TableCount(table: table, rows: rows ?? 0)
                }
                try Self.checkReferences(in: database, into: &check)
                let recordCheck = RecordCheck.ofReference(policy: policy, day: day)
                let layout = try RegistryLayout(RegistryMapping(), in: database, path: path)
                let reader = RegistryReader(layout: layout, utcOffset: utcOffset)
                try Self.checkRecords(readBy: reader, in: database, by: recordCheck, into: &check)
                return check
            }
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    private static func checkReferences(in database: Database, into check: inout RegistryCheck) throws {
        let violations = try database.foreignKeyViolations()
        while let violation = try violations.next() {
            let table = violation.originTable
            let id = try violation.originRowID.flatMap { row in
                try String.fetchOne(database, sql: "SELECT * FROM \(table) WHERE rowid = ?", arguments: [row])
            }
            let target = violation.destinationTable
            let reason = Phrase("在\(target)表中没有对应的行", "names no row of \(target)")
            check.add(
                RowProblem(table: table, id: id ?? "", column: nil, reason: reason, consequence: .contradiction)
            )
        }
    }

    private static func checkRecords(
        readBy reader: RegistryReader,
        in database: Database,
        by recordCheck: RecordCheck,
        into check: inout RegistryCheck
    ) throws {
        // Several registrations may share an employer or a holder with one bad address.
        var reported: Set<RowProblem> = []
        var cursor: PageCursor? = .start
        while let place = cursor {
            let page = try reader.page(
                of: .all,
                after: place,
                limit: RegistryReader.largestPage,
                in: database
            )
            for problem in page.quarantined + page.subjects.flatMap(recordCheck.problems) {
                guard reported.count >= RegistryCheck.problemLimit || reported.insert(problem).inserted else {
                    continue
                }
                check.add(problem)
            }
            cursor = page.next
        }
    }
}
