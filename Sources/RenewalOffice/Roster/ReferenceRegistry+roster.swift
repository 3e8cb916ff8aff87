import GRDB
package import RenewalRegistry
import RenewalRules

extension ReferenceRegistry {
    /// Takes the rows of a roster into the registry, all in one transaction: persons, employers, review bodies,
    /// registrations and certificates.
    ///
    /// A row is recognised by its registration number or serial, a person by identity number, else by name with phone or
    /// address. What the sheet has no column for keeps its value, and so does a cell that cannot be used; an empty cell
    /// empties the value. A dry run performs the same steps and rolls them back.
    ///
    /// - Parameters:
    ///   - roster: the rows of the sheet, read one by one
    ///   - key: the key of identity numbers; without it they are not used
    ///   - options: whether to write, and what to do about bad rows and vanished ones
    ///   - generator: makes the ids of what is new
    ///   - progress: called now and then with the rows done
    /// - Returns: what became of each row, and what the sheet no longer holds
    /// - Throws: what the database answered; nothing is written then
    package func importRoster(
        _ roster: Roster,
        key: IdentityKey?,
        options: RosterOptions,
        generator: any RandomNumberGenerator = SystemRandomNumberGenerator(),
        progress: (Int) -> Void = { _ in }
    ) throws(RegistryError) -> RosterReport {
        var report = RosterReport(header: roster.header)
        do {
            try queue.inTransaction(.immediate) { database in
                var session = RosterSession(database, roster, options, key: key, ids: RecordIDs(generator))
                for (place, row) in roster.rows.enumerated() {
                    if place < Self.sampleRows { report.sample.append(row) }
                    try session.take(row, into: &report)
                    if place.isMultiple(of: Self.progressStep) { progress(place) }
                }
                try session.findVanished(into: &report)
                report.obstacle = session.obstacle(of: report)
                report.written = options.writes && report.obstacle == nil
                if report.written { try session.finish(report) }
                return report.written ? .commit : .rollback
            }
        } catch {
            throw RegistryError(error, path: path)
        }
        return report
    }

    private static let sampleRows = 3
    /// Rows between two calls of `progress`.
    private static let progressStep = 500

    /// The key for the identity numbers of a roster.
    ///
    /// A registry of an earlier version has none yet: it is made when the first roster with such numbers is written.
    ///
    /// - Parameters:
    ///   - roster: what is to be imported
    ///   - writes: whether the import may write
    /// - Returns: `nil` when the registry's key is not there, or another one lies in its place
    /// - Throws: ``RegistryError``
    package func identityKey(for roster: Roster, writes: Bool) throws(RegistryError) -> IdentityKey? {
        guard roster.header.has(.identityNumber) else { return nil }
        do {
            let known = try queue.read { try String.fetchOne($0, sql: "SELECT fingerprint FROM identity_key") }
            let key = try IdentityKey(besideRegistry: path)
            guard known == nil else { return known == key?.fingerprint ? key : nil }
            // For a dry run one that nobody keeps tells the people of the sheet apart as well.
            return writes ? try makeIdentityKey() : key ?? IdentityKey()
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// Makes the key beside the registry, unless another registry there has one, and remembers its fingerprint.
    package func makeIdentityKey() throws(RegistryError) -> IdentityKey {
        let known = try IdentityKey(besideRegistry: path)
        let key: IdentityKey
        if let known { key = known } else { key = try IdentityKey.create(besideRegistry: path) }
        do {
            try queue.write { database in
                try database.execute(
                    sql: "INSERT INTO identity_key (fingerprint) VALUES (?)",
                    arguments: [key.fingerprint]
                )
            }
        } catch {
            throw RegistryError(error, path: path)
        }
        return key
    }
}

/// A sheet as a roster: which columns it has, and what its rows say.
package struct Roster: Sendable {
    package let header: RosterHeader
    private let sheet: ArraySlice<SheetRow>
    private let reader: RosterReader

    /// Understands the rows of a sheet; `nil` when no row names two columns that a roster can have.
    ///
    /// - Parameters:
    ///   - rows: all rows, from the first on
    ///   - map: what titles mean that the office has named itself, folded
    package init?(_ rows: [SheetRow], map: [String: RosterField] = [:]) {
        guard let header = RosterHeader(in: rows, map: map) else { return nil }
        self.header = header
        sheet = rows[(rows.firstIndex { $0.number > header.row } ?? rows.endIndex)...]
        reader = RosterReader(header)
    }

    /// The rows with something in them, each understood when it is its turn: a long sheet is held only once.
    package var rows: some Sequence<RosterRow> { sheet.lazy.compactMap(reader.read) }

    /// The most rows there can be.
    package var rowCount: Int { sheet.count }
}
