import GRDB
package import RenewalRules

extension Registry {
    package func sizes() async throws(RegistryError) -> [RecordID.RecordType: Int] {
        try await read(for: .pass) { reader, database in
            var sizes: [RecordID.RecordType: Int] = [:]
            for (type, sql) in reader.layout.sizes {
                sizes[type] = try reader.layout.naming(reader.layout.object(of: type)) {
                    try Int.fetchOne(database.cachedStatement(sql: sql))
                }
            }
            return sizes
        }
    }
}
