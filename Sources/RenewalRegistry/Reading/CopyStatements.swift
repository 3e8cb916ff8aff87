import GRDB
import RenewalRules

/// The SQL that fills the tables of a ``PassCopy``: everything that the sections of a scan may contain, and its related
/// rows.
struct CopyStatements {
    /// A statement, and what it reads.
    struct Step {
        let sql: String
        var arguments: StatementArguments = []
        /// A description of what it reads in a layout.
        var object: (RegistryLayout) -> Phrase?

        func execute(in database: Database, of layout: RegistryLayout) throws {
            do {
                try database.execute(sql: sql, arguments: arguments)
            } catch let error as DatabaseError {
                throw ReadingFailure(object: object(layout), cause: .sqlite(error))
            }
        }
    }

    private(set) var steps: [Step] = []
    /// Copies further rows whose unfolded ids match; this reads all ids.
    private(set) var spellings: [(isNeeded: String, sql: String)] = []

    init(layout: RegistryLayout, range: CandidateRange) {
        let since = range.eventsSince.description
        let days = [range.expiries.lowerBound, range.expiries.upperBound].map(\.description)
        let (registration, events) = Self.registrations(with: layout.applications)
        copy(
            layout.registrations,
            RegistrationColumn.self,
            where: registration,
            days + [String](repeating: since, count: events),
            by: ["valid_until, id"]
        )
        copy(layout.qualifications, QualificationColumn.self, where: PageQuery.openQualification)
        copy(layout.credentials, CredentialColumn.self, where: PageQuery.liveCredential, [since, since, since])
        let open = PageQuery.openCredentialApplication
        copy(layout.credentialApplications, CredentialApplicationColumn.self, where: open, [since])
        addSpellings(layout)
        addCompanions(layout)
    }

    /// The rows of all registration sections; pages distinguish the sections when they are read.
    ///
    /// - Returns: a condition on two days and then so many times the day since which events count
    private static func registrations(with applications: String?) -> (condition: String, events: Int) {
        let own = """
            ifnull(valid_until BETWEEN ? AND ?, 1) OR \(PageQuery.isNoDay)
            OR valid_from >= ? OR moved_on >= ? OR ended_on >= ? OR change_recorded_on >= ? OR employer_renamed_on >= ?
            """
        guard let applications else { return (own, 5) }
        let filed = "SELECT registration_id FROM (\(applications)) WHERE \(PageQuery.isPending) OR decided_on >= ?"
        return ("\(own) OR id IN (\(filed))", 6)
    }

    /// What is read with the records, found by their ids.
    private mutating func addCompanions(_ layout: RegistryLayout) {
        let (registrations, holders) = (RegistrationColumn.copied("id"), RegistrationColumn.copied("holder_id"))
        let credentials = layout.credentials.map { _ in CredentialColumn.copied("id") } ?? "NULL"
        let applicants = layout.qualifications.map { _ in QualificationColumn.copied("holder_id") } ?? "NULL"
        copy(
            layout.applications,
            ApplicationColumn.self,
            where: "registration_id IN (\(registrations)) OR person_id IN (\(applicants))",
            by: ["registration_id", "person_id"]
        )
        copy(
            layout.subscriptions,
            SubscriptionColumn.self,
            where: "credential_id IN (\(credentials)) OR holder_id IN (\(holders))",
            by: ["credential_id", "holder_id"]
        )
        copy(
            layout.annotations,
            AnnotationColumn.self,
            where: "credential_id IN (\(credentials))",
            by: ["credential_id"]
        )
    }

    /// Records are found by their ids too.
    private mutating func copy<Column: MappedColumn>(
        _ select: String?,
        _ columns: Column.Type,
        where condition: String,
        _ arguments: [String] = [],
        by indexes: [String] = []
    ) {
        guard let select else { return }
        let names = Column.names.joined(separator: ", ")
        func add(_ sql: String, _ arguments: StatementArguments = []) {
            steps.append(Step(sql: sql, arguments: arguments) { $0.object(columns) })
        }
        add("CREATE TEMP TABLE \(Column.copyName) (\(names))")
        add(
            "INSERT INTO \(Column.copy) SELECT \(names) FROM (\(select)) WHERE \(condition)",
            StatementArguments(arguments)
        )
        for (number, index) in ((Column.names.contains("id") ? ["id"] : []) + indexes).enumerated() {
            let name = "temp.\(Column.copyName)_\(number)"
            add("CREATE INDEX \(name) ON \(Column.copyName) (\(index))")
        }
    }

    private mutating func addSpellings(_ layout: RegistryLayout) {
        let name = Self.spellingName
        steps.append(Step(sql: "CREATE TEMP TABLE \(name) (type, folded, id)") { _ in nil })
        steps.append(Step(sql: "CREATE INDEX temp.\(name)_0 ON \(name) (type, folded, id)") { _ in nil })
        let copies: [RecordID.RecordType: String] = [
            .registration: RegistrationColumn.copy, .qualification: QualificationColumn.copy,
            .credential: CredentialColumn.copy, .credentialApplication: CredentialApplicationColumn.copy,
        ]
        for (type, all) in layout.spellings {
            guard let copy = copies[type] else { continue }
            let folded = "\(FoldedID.sqlName)(id)"
            let unfolded = "SELECT \(folded) FROM \(copy) WHERE \(folded) <> id"
            let sql = """
                INSERT INTO temp.\(Self.spellingName)
                SELECT '\(type.rawValue)', folded, id FROM (\(all)) WHERE folded IN (\(unfolded))
                """
            spellings.append(("SELECT EXISTS (\(unfolded))", sql))
        }
    }

    fileprivate static let spellingName = "renewald_spelling"
}

extension MappedColumn {
    /// The name of the temporary table, which no office's table has.
    fileprivate static var copyName: String { "renewald_\(table)" }
    fileprivate static var copy: String { "temp.\(copyName)" }
    fileprivate static var copied: String { copied(names.joined(separator: ", ")) }

    fileprivate static func copied(_ columns: String) -> String { "SELECT \(columns) FROM \(copy)" }
}

extension RegistryLayout {
    /// The same layout reading from the tables of a ``PassCopy``.
    var copied: RegistryLayout {
        var layout = self
        layout.registrations = RegistrationColumn.copied
        layout.applications = applications.map { _ in ApplicationColumn.copied }
        layout.qualifications = qualifications.map { _ in QualificationColumn.copied }
        layout.credentials = credentials.map { _ in CredentialColumn.copied }
        layout.credentialApplications = credentialApplications.map { _ in CredentialApplicationColumn.copied }
        layout.subscriptions = subscriptions.map { _ in SubscriptionColumn.copied }
        layout.annotations = annotations.map { _ in AnnotationColumn.copied }
        for type in spellings.keys {
            layout.spellings[type] =
                "SELECT id, folded FROM temp.\(CopyStatements.spellingName) WHERE type = '\(type.rawValue)'"
        }
        return layout
    }
}
