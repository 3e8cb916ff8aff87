package import GRDB
import RenewalRules
import RenewalSQLite

/// The SQL that yields each record type under the documented names, whatever the tables behind it.
///
/// The reference schema is read by the same mechanism as an office's own layout. Except for registrations, a text is
/// `nil` when the office records nothing of the kind.
package struct RegistryLayout: Hashable, Sendable {
    /// One `SELECT` that yields the columns of ``RegistrationColumn``; the others accordingly.
    var registrations: String
    var applications: String?
    var qualifications: String?
    var credentials: String?
    var credentialApplications: String?
    var subscriptions: String?
    var annotations: String?
    /// Inquiries about reissues, which only the reference schema records.
    let inquiries: String?
    /// The ids of registrations affected by events since a day, which is the parameter six times; `nil` where only
    /// their own rows show that.
    let events: String?
    /// The ids of employers with the channels of their own programs; `nil` where the registry has no column for them.
    let programs: String?
    /// The statement that counts the records of each type.
    let sizes: [RecordID.RecordType: String]
    /// The type and id of each record changed since an instant; `nil` where nothing records that.
    let changes: String?
    /// The parts for which registrations have no columns.
    let unrecorded: Set<RegistrationRecord.Part>
    /// Whether the schema's constraints exclude invalid expiries.
    let checksDays: Bool
    /// Whether the office's own SQL yields the registrations, so that the cost of finding a row is unknown.
    let isMapped: Bool
    /// Whether it says from which sheets its rows came.
    let knowsSheets: Bool
    /// Whether columns of the reference schema are missing that a command adds, after which the layout is another.
    let isOlder: Bool
    /// Where the ids of all rows and their folded forms are found, by type.
    var spellings: [RecordID.RecordType: String] = [:]

    /// Checks a mapping against the open database.
    ///
    /// - Parameters:
    ///   - mapping: how an office's own layout is read; empty for the reference schema
    ///   - database: the registry
    ///   - path: where it lies, for messages
    /// - Throws: ``RegistryError``, or what SQLite says
    package init(_ mapping: RegistryMapping, in database: Database, path: String) throws {
        try ReachedViews(in: database).check(mapping.selects + ReferenceSelects.tables.map { "FROM \($0)" })
        let isReference = try ReferenceSchema.isIn(database, path: path)
        var faults: [(setting: String, reason: Phrase)] = []
        func select<Column: MappedColumn>(_ text: String?, _ columns: Column.Type, _ key: String, _ reference: String)
            throws -> String?
        {
            guard let text else { return mapping.registrations == nil ? reference : nil }
            do {
                let setting = "registry.mapping.\(key)"
                return try MappedSelect<Column>(text, setting: setting, of: mapping, in: database).sql
            } catch RegistryError.mapping(let setting, let reason) {
                // The others are looked at all the same.
                faults.append((setting, reason))
                return nil
            }
        }
        let reference = ReferenceSelects.self
        let version = mapping.registrations == nil ? try reference.version(of: database) : ReferenceSchema.version
        isOlder = version < ReferenceSchema.version
        registrations =
            try select(
                mapping.registrations,
                RegistrationColumn.self,
                "registrations",
                reference.registrations(of: version)
            ) ?? reference.registrations
        applications = try select(
            mapping.applications,
            ApplicationColumn.self,
            "applications",
            reference.applications(of: version)
        )
        qualifications = try select(
            mapping.qualifications,
            QualificationColumn.self,
            "qualifications",
            reference.qualifications(of: version)
        )
        credentials = try select(
            mapping.credentials,
            CredentialColumn.self,
            "credentials",
            reference.credentials(of: version)
        )
        credentialApplications = try select(
            mapping.credentialApplications,
            CredentialApplicationColumn.self,
            "credential_applications",
            reference.credentialApplications(of: version)
        )
        subscriptions = try select(
            mapping.subscriptions,
            SubscriptionColumn.self,
            "subscriptions",
            reference.subscriptions(of: version)
        )
        annotations = try select(mapping.annotations, AnnotationColumn.self, "annotations", reference.annotations)
        if let error = RegistryError(mapping: faults) { throw error }
        unrecorded = try mapping.registrations.map { try Self.unrecorded(in: $0, of: mapping, database) } ?? []
        isMapped = mapping.registrations != nil
        inquiries = isMapped ? nil : reference.inquiries
        checksDays = isReference && !isMapped
        knowsSheets = checksDays && version >= 5
        let hasMoves = version >= 4
        events = checksDays && hasMoves && mapping.applications == nil ? reference.events : nil
        programs = try Self.programs(in: mapping, of: database) ?? (hasMoves && !isMapped ? reference.programs : nil)
        let isUnmapped = isReference && mapping == RegistryMapping()
        changes = isUnmapped && Self.isReadable(reference.changes, in: database) ? reference.changes : nil
        let selects: [RecordID.RecordType: String?] = [
            .registration: registrations, .qualification: qualifications, .credential: credentials,
            .credentialApplication: credentialApplications,
        ]
        spellings = selects.compactMapValues(\.self).mapValues(Self.spellings)
        let isOwn: [RecordID.RecordType: Bool] = [
            .registration: isMapped, .qualification: mapping.qualifications != nil,
            .credential: mapping.credentials != nil, .credentialApplication: mapping.credentialApplications != nil,
        ]
        sizes = selects.compactMapValues(\.self).reduce(into: [:]) { sizes, section in
            let isCounted = isReference && isOwn[section.key] == false
            sizes[section.key] =
                isCounted
                ? reference.count(of: section.key.rawValue, in: version) : "SELECT count(*) FROM (\(section.value))"
        }
        try prepare(in: database, path: path)
    }

    /// The parts for which a mapping has no column, so that nobody can supply them in the registry.
    private static func unrecorded(
        in text: String,
        of mapping: RegistryMapping,
        _ database: Database
    ) throws -> Set<RegistrationRecord.Part> {
        let setting = "registry.mapping"
        let select = try MappedSelect<RegistrationColumn>(text, setting: setting, of: mapping, in: database)
        let needed: [RegistrationRecord.Part: [RegistrationColumn]] = [
            .holderEmail: [.holderEmail], .reviewBody: [.reviewBodyId, .reviewBodyName, .reviewBodyContact],
        ]
        return Set(needed.filter { select.found.isDisjoint(with: $0.value.map(\.name)) }.keys)
    }

    /// What the mapped rows say of the programs of employers; `nil` where they have no such column.
    private static func programs(in mapping: RegistryMapping, of database: Database) throws -> String? {
        var selects: [String] = []
        func add<Column: MappedColumn>(_ text: String?, _ columns: Column.Type, _ employer: String) throws {
            guard let text else { return }
            let setting = "registry.mapping"
            let found = try MappedSelect<Column>(text, setting: setting, of: mapping, in: database).found
            guard found.isSuperset(of: ["\(employer)_id", "\(employer)_channel"]) else { return }
            selects.append("SELECT \(employer)_id, \(employer)_channel FROM (\(text)) WHERE \(employer)_channel <> ''")
        }
        try add(mapping.registrations, RegistrationColumn.self, "employer")
        try add(mapping.registrations, RegistrationColumn.self, "new_employer")
        try add(mapping.credentials, CredentialColumn.self, "employer")
        return selects.isEmpty ? nil : selects.joined(separator: " UNION ")
    }

    private static func spellings(of select: String) -> String {
        "SELECT id, \(FoldedID.sqlName)(id) AS folded FROM (\(select))"
    }

    /// A reference registry of another origin may lack the optional columns.
    private static func isReadable(_ select: String, in database: Database) -> Bool {
        (try? database.makeStatement(sql: select)) != nil
    }

    private func prepare(in database: Database, path: String) throws {
        let selects = [
            registrations, applications, qualifications, credentials, credentialApplications, subscriptions,
            annotations, inquiries,
        ]
        do {
            for select in selects.compactMap(\.self) { _ = try database.makeStatement(sql: select) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            let said =
                error.message == nil
                ? Phrase("数据表与参考结构不符", "its tables are not those of the reference") : error.said
            throw RegistryError.layout(path: path, reason: said)
        }
    }
}

extension RegistryError {
    /// All that is wrong with the SQL of a mapping, in one; `nil` where nothing is.
    fileprivate init?(mapping faults: [(setting: String, reason: Phrase)]) {
        guard let first = faults.first else { return nil }
        let others = faults.dropFirst().map { Phrase(verbatim: $0.setting) + .colon + $0.reason }
        self = .mapping(setting: first.setting, reason: ([first.reason] + others).joined(.semicolon))
    }
}
