package import GRDB
package import RenewalRules
import RenewalSQLite

/// Reads subjects through a layout with a few set-based queries; used inside one read transaction.
package struct RegistryReader: Sendable {
    let layout: RegistryLayout
    /// How far business time is ahead of UTC at an instant.
    let utcOffset: @Sendable (UnixTime) -> Duration
    /// Whether a value is too large, so that parts are tested before they are read.
    var readsApart = false

    /// Makes the reader of a layout.
    ///
    /// - Parameters:
    ///   - layout: what is read
    ///   - utcOffset: what business time is ahead of UTC at an instant (rule A12)
    package init(layout: RegistryLayout, utcOffset: @escaping @Sendable (UnixTime) -> Duration) {
        self.layout = layout
        self.utcOffset = utcOffset
    }

    /// More rows would keep a read open for long and fill memory.
    package static let largestPage = 1000
    /// Rows per lookup, four hundred for each id: an endless view must not fill memory.
    static let mostRows = 100_000
    /// Records of one employer read for its digest; no employer has more.
    package static let largestEmployer = 5000

    /// The page after `cursor`, filled up from the following sections.
    package func page(
        of range: CandidateRange,
        after cursor: PageCursor,
        limit: Int,
        in database: Database
    ) throws -> CandidatePage {
        var page = CandidatePage(subjects: [], quarantined: [], next: cursor)
        var room = min(max(limit, 1), Self.largestPage)
        while let cursor = page.next, room > 0 {
            room -= try layout.naming(layout.object(of: cursor.section)) {
                try aroundLargeValues { reader in
                    try reader.addRows(of: range, after: cursor, limit: room, to: &page, in: database)
                }
            }
        }
        return page
    }

    /// Adds rows of the section that `cursor` is in.
    ///
    /// - Returns: how many were read
    private func addRows(
        of range: CandidateRange,
        after cursor: PageCursor,
        limit: Int,
        to page: inout CandidatePage,
        in database: Database
    ) throws -> Int {
        guard let query = PageQuery(layout: layout, range: range, cursor: cursor, limit: limit) else {
            page.next = next(after: cursor.section, of: range)
            return 0
        }
        var batch = emptyBatch
        let (count, last) = try addRows(of: query, in: cursor.section, limit: limit, to: &batch, in: database)
        batch.settle(try servedSpellings(of: batch, in: database))
        try complete(&batch, in: database)
        page.subjects += batch.subjects
        page.quarantined += batch.problems
        let following = last.map { PageCursor(section: cursor.section, position: $0) }
        page.next = following ?? next(after: cursor.section, of: range)
        return count
    }

    /// Adds the rows of a query.
    ///
    /// - Returns: how many were read, and the position of the last one of a full page
    private func addRows(
        of query: PageQuery,
        in section: PageCursor.Section,
        limit: Int,
        to batch: inout RecordBatch,
        in database: Database
    ) throws -> (count: Int, last: PageCursor.Position?) {
        let statement = try database.cachedStatement(sql: readsApart ? query.keysAlone : query.sql)
        let rows = try Row.fetchCursor(statement, arguments: query.arguments)
        var (count, last, keys) = (0, PageCursor.Position?.none, [PageCursor.Key]())
        while try rows.next() != nil {
            // An overlong id is reported when it is read, and not stored until then.
            if readsApart, let key = key(of: statement) {
                keys.append(key)
            } else {
                add(statement, of: section, to: &batch)
            }
            count += 1
            if count == limit { last = position(of: statement, in: section) }
        }
        var seen: Set<PageCursor.Key> = []
        let ids = keys.filter { seen.insert($0).inserted }
        switch section {
        case .dated, .undated, .underway, .eventful, .malformed:
            try eachRowApart(of: query.rows(by: RegistrationColumn.id), ids[...], in: database) { batch.add($0) }
        case .qualifications:
            try eachRowApart(of: query.rows(by: QualificationColumn.id), ids[...], in: database) { batch.add($0) }
        case .credentials:
            try eachRowApart(of: query.rows(by: CredentialColumn.id), ids[...], in: database) { batch.add($0) }
        case .credentialApplications:
            try eachRowApart(of: query.rows(by: CredentialApplicationColumn.id), ids[...], in: database) {
                batch.add($0)
            }
        }
        return (count, last)
    }

    private func add(_ row: Statement, of section: PageCursor.Section, to batch: inout RecordBatch) {
        switch section {
        case .dated, .undated, .underway, .eventful, .malformed: batch.add(Cells<RegistrationColumn>(row))
        case .qualifications: batch.add(Cells<QualificationColumn>(row))
        case .credentials: batch.add(Cells<CredentialColumn>(row))
        case .credentialApplications: batch.add(Cells<CredentialApplicationColumn>(row))
        }
    }

    /// The id of a row, the first column of each section; `nil` when it is too long.
    private func key(of row: Statement) -> PageCursor.Key? {
        let cells = Cells<RegistrationColumn>(row)
        do {
            _ = try cells.text(.id)
        } catch {
            guard error != .tooLong(RegistrationColumn.id.name) else { return nil }
        }
        return cells.key(.id)
    }

    /// The keys of a row.
    private func position(of row: Statement, in section: PageCursor.Section) -> PageCursor.Position {
        let undated = PageCursor.Key(value: .null)
        switch section {
        case .dated, .undated, .underway, .eventful, .malformed:
            let cells = Cells<RegistrationColumn>(row)
            return PageCursor.Position(validUntil: cells.key(.validUntil), id: cells.key(.id))
        case .qualifications:
            return PageCursor.Position(validUntil: undated, id: Cells<QualificationColumn>(row).key(.id))
        case .credentials:
            return PageCursor.Position(validUntil: undated, id: Cells<CredentialColumn>(row).key(.id))
        case .credentialApplications:
            return PageCursor.Position(validUntil: undated, id: Cells<CredentialApplicationColumn>(row).key(.id))
        }
    }

    /// The subjects of some records; missing ones are left out.
    func subjects(of records: [RecordID], in database: Database) throws -> RecordBatch {
        try aroundLargeValues { try $0.readRecords(of: records, in: database) }
    }

    private func readRecords(of records: [RecordID], in database: Database) throws -> RecordBatch {
        var batch = emptyBatch
        let ids = Dictionary(grouping: Set(records), by: \.type).mapValues { $0.map(\.id).sorted() }
        try eachRow(layout.registrations, RegistrationColumn.id, ids[.registration] ?? [], in: database) {
            batch.add($0)
        }
        try eachRow(layout.qualifications, QualificationColumn.id, ids[.qualification] ?? [], in: database) {
            batch.add($0)
        }
        try eachRow(layout.credentials, CredentialColumn.id, ids[.credential] ?? [], in: database) { batch.add($0) }
        let steps = ids[.credentialApplication] ?? []
        try eachRow(layout.credentialApplications, CredentialApplicationColumn.id, steps, in: database) {
            batch.add($0)
        }
        batch.settle(try foldedRows(besides: batch, in: database))
        try complete(&batch, in: database)
        // Only a request for a single credential needs them; a pass over all of them does not.
        try eachRow(layout.inquiries, InquiryColumn.credentialId, ids[.credential] ?? [], in: database) {
            batch.addInquiry($0)
        }
        return batch
    }

    /// The records of an employer.
    func subjects(ofEmployer employer: String, in database: Database) throws -> RecordBatch {
        try aroundLargeValues { reader in
            var batch = try reader.rows(ofEmployer: employer, limit: Self.largestEmployer, in: database)
            batch.settle(try reader.foldedRows(besides: batch, in: database))
            try reader.complete(&batch, in: database)
            return batch
        }
    }

    /// An employer's contact data according to a few of its records, preferring one with an address.
    func employer(_ id: String, in database: Database) throws -> Employer? {
        var first: Employer?
        for limit in [1, Self.contactRows] {
            let employers = try aroundLargeValues { try $0.rows(ofEmployer: id, limit: limit, in: database) }
                .subjects.compactMap(\.employer)
            if let reached = employers.first(where: { $0.email != nil }) { return reached }
            first = first ?? employers.first
        }
        return first
    }

    /// Rows searched for an employer's address: rows of a foreign layout may differ.
    private static let contactRows = 20

    private func rows(ofEmployer employer: String, limit: Int, in database: Database) throws -> RecordBatch {
        var batch = emptyBatch
        let spellings = Employer.likelySpellings(of: employer)
        try eachRow(layout.registrations, RegistrationColumn.employerId, spellings, limit: limit, in: database) {
            batch.add($0)
        }
        try eachRow(layout.credentials, CredentialColumn.employerId, spellings, limit: limit, in: database) {
            batch.add($0)
        }
        guard batch.subjects.isEmpty else { return batch }
        // Without ids an employer is identified by its name (`RegistryMapping`).
        try eachRow(layout.registrations, RegistrationColumn.employerName, spellings, limit: limit, in: database) {
            if $0.isEmpty(.employerId) { batch.add($0) }
        }
        try eachRow(layout.credentials, CredentialColumn.employerName, spellings, limit: limit, in: database) {
            if $0.isEmpty(.employerId) { batch.add($0) }
        }
        guard batch.subjects.isEmpty else { return batch }
        // Without a name it is identified by the record.
        try eachRow(layout.registrations, RegistrationColumn.id, [employer], in: database) {
            if $0.isEmpty(.employerId), $0.isEmpty(.employerName) { batch.add($0) }
        }
        try eachRow(layout.credentials, CredentialColumn.id, [employer], in: database) {
            if $0.isEmpty(.employerId), $0.isEmpty(.employerName) { batch.add($0) }
        }
        return batch
    }

    /// The employers that some records name, with the address of each record's own row.
    func employers(of records: [RecordID], in database: Database) throws -> [RecordID: Employer] {
        try aroundLargeValues { try $0.readEmployers(of: records, in: database) }
    }

    private func readEmployers(
        of records: [RecordID],
        in database: Database
    ) throws -> [RecordID: Employer] {
        var batch = emptyBatch
        let ids = Dictionary(grouping: Set(records), by: \.type).mapValues { $0.map(\.id).sorted() }
        try eachRow(layout.registrations, RegistrationColumn.id, ids[.registration] ?? [], in: database) {
            batch.add($0)
        }
        try eachRow(layout.credentials, CredentialColumn.id, ids[.credential] ?? [], in: database) { batch.add($0) }
        return batch.subjects.reduce(into: [:]) { $0[$1.record] = $1.employer }
    }

    /// The records changed since an instant.
    ///
    /// - Returns: `nil` when the layout does not record it, or there are more than `limit`
    func changes(since: UnixTime, limit: Int, in database: Database) throws -> Set<RecordID>? {
        guard let changes = layout.changes else { return nil }
        let statement = try database.cachedStatement(sql: "\(changes) LIMIT ?2")
        let rows = try Row.fetchAll(statement, arguments: [since.rfc3339, limit + 1])
        guard rows.count <= limit else { return nil }
        let records = rows.compactMap { row -> RecordID? in
            guard let id = String.fromDatabaseValue(row[1]) else { return nil }
            return RecordID.RecordType(rawValue: row[0]).map { RecordID(type: $0, id: id) }
        }
        return Set(records)
    }

    func counts(in database: Database) throws -> RegistryCounts {
        let registrations = try layout.naming(layout.object(RegistrationColumn.self)) {
            try layout.sizes[.registration].flatMap { try Int.fetchOne(database, sql: $0) }
        }
        let applications = try layout.naming(layout.object(ApplicationColumn.self)) {
            try layout.applications.flatMap { try Int.fetchOne(database, sql: "SELECT count(*) FROM (\($0))") }
        }
        return RegistryCounts(registrations: registrations ?? 0, applications: applications ?? 0)
    }

    func count(overdueBefore day: CalendarDate, in database: Database) throws -> Int {
        let query = """
            SELECT count(*) FROM (\(layout.registrations)) WHERE valid_until < ? AND ifnull(state, 'active') = 'active'
            """
        return try layout.naming(layout.object(RegistrationColumn.self)) {
            try Int.fetchOne(database.cachedStatement(sql: query), arguments: [day.description]) ?? 0
        }
    }

    /// The ids of active registrations that end before one day or after another.
    func registrations(
        outside days: ClosedRange<CalendarDate>,
        limit: Int,
        in database: Database
    ) throws -> [String] {
        let (first, last) = (days.lowerBound.description, days.upperBound.description)
        let rows = try layout.naming(layout.object(RegistrationColumn.self)) {
            let statement = try database.cachedStatement(sql: Self.activeOutside(layout.registrations))
            return try Row.fetchAll(statement, arguments: [first, last, limit])
        }
        return rows.compactMap { String.fromDatabaseValue($0[0]) }
    }

    /// The query for active registrations that end before one day or after another.
    static func activeOutside(_ registrations: String) -> String {
        """
        SELECT id FROM (\(registrations))
        WHERE (valid_until < ?1 OR valid_until > ?2) AND ifnull(state, 'active') = 'active' LIMIT ?3
        """
    }

    /// A batch for the rows of one read.
    var emptyBatch: RecordBatch {
        RecordBatch(utcOffset: utcOffset, unrecorded: layout.unrecorded, sharesTables: !layout.isMapped)
    }

    private func next(after section: PageCursor.Section, of range: CandidateRange) -> PageCursor? {
        guard let next = section.next, range.span == nil else { return nil }
        return next == .malformed && layout.checksDays ? self.next(after: next, of: range) : PageCursor(section: next)
    }
}

extension RegistryReader {
    /// Adds related rows from other tables.
    private func complete(_ batch: inout RecordBatch, in database: Database) throws {
        let registrations = batch.ids(of: .registration)
        let credentials = batch.ids(of: .credential)
        try eachRow(layout.applications, ApplicationColumn.registrationId, registrations, in: database) {
            batch.addApplication($0)
        }
        let applicants = batch.holders(of: .qualification)
        try eachRow(layout.applications, ApplicationColumn.personId, applicants, in: database) {
            batch.addInitialApplication($0)
        }
        try eachRow(layout.annotations, AnnotationColumn.credentialId, credentials, in: database) {
            batch.addAnnotation($0)
        }
        try eachRow(layout.subscriptions, SubscriptionColumn.credentialId, credentials, in: database) {
            batch.addSubscription($0)
        }
        let holders = batch.holders(of: .registration)
        try eachRow(layout.subscriptions, SubscriptionColumn.holderId, holders, in: database) {
            batch.addSubscriptionOfHolder($0)
        }
    }

    func eachRow<Column: MappedColumn>(
        _ select: String?,
        _ key: Column,
        _ ids: [String],
        limit: Int? = nil,
        in database: Database,
        _ body: (Cells<Column>) -> Void
    ) throws {
        guard let select else { return }
        try layout.naming(layout.object(Column.self)) {
            for start in stride(from: 0, to: ids.count, by: Lookup.largest) {
                let part = ids[start..<min(start + Lookup.largest, ids.count)]
                guard !readsApart else {
                    let keys = Array(Set(part)).sorted().map { PageCursor.Key(value: $0.databaseValue) }
                    let rows = KeyedRows(select: select, key: key, limit: limit)
                    try eachRowApart(of: rows, keys[...], in: database, body)
                    continue
                }
                let filled = part.filledUp
                let sql = Self.lookup(select, by: key, count: filled.count) + (limit.map { " LIMIT \($0)" } ?? "")
                let statement = try database.cachedStatement(sql: sql)
                try statement.setArguments(StatementArguments(filled))
                try eachRow(of: statement) { body(Cells($0)) }
            }
        }
    }

    /// The query for rows whose key is one of `count` values.
    static func lookup<Column: MappedColumn>(_ select: String, by key: Column, count: Int) -> String {
        let columns = Column.names.joined(separator: ", ")
        return "SELECT \(columns) FROM (\(select)) WHERE \(key.name) IN (\(placeholders(count)))"
    }
}
