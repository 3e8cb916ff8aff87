import GRDB
package import RenewalRules

extension Registry {
    package func sizes() async throws(RegistryError) -> [RecordID.RecordType: Int] {
        try await read(for: .pass) { reader, database in
            var sizes: [RecordID.RecordType: Int] = [:]
            for (type, sql) in reader.layout.sections {
                sizes[type] = try reader.layout.naming(reader.layout.object(of: type)) {
                    try Int.fetchOne(database.cachedStatement(sql: sql))
                }
            }
            return sizes
        }
    }
}

extension RegistryLayout {
    /// The statements that count the rows of each section; the reference schema is counted without its joins.
    fileprivate var sections: [RecordID.RecordType: String] {
        var sections: [RecordID.RecordType: String] = [.registration: registrationCount]
        let others: [(RecordID.RecordType, String?, String?, String)] = [
            (.qualification, qualifications, ReferenceSelects.qualifications, "qualification"),
            (.credential, credentials, ReferenceSelects.credentials, "credential"),
            (
                .credentialApplication, credentialApplications, ReferenceSelects.credentialApplications,
                "credential_application"
            ),
        ]
        for (type, select, reference, table) in others {
            guard let select else { continue }
            sections[type] = "SELECT count(*) FROM " + (select == reference ? table : "(\(select))")
        }
        return sections
    }
}
