import GRDB
import RenewalSQLite

/// The SQL that puts the rows of one file into a table, and the order of its values.
struct ImportStatements {
    let find: String
    let insert: String
    let update: String
    private let keyPlaces: [Int]
    /// All columns of the file but the time of the last change, which the import sets itself.
    private let contentPlaces: [Int]

    init(table: ReferenceTable, header: ImportHeader) {
        let names = header.columns.map(\.name)
        keyPlaces = table.key.compactMap(names.firstIndex)
        contentPlaces = names.indices.filter { names[$0] != ReferenceTable.updateTime }
        let content = contentPlaces.map { names[$0] }
        let written = content + (table.hasUpdateTime ? [ReferenceTable.updateTime] : [])
        let condition = table.key.map { "\($0) = ?" }.joined(separator: " AND ")
        let assignments = written.map { "\($0) = ?" }.joined(separator: ", ")
        let columns = written.joined(separator: ", ")
        find = "SELECT \(content.joined(separator: ", ")) FROM \(table.name) WHERE \(condition)"
        insert = "INSERT INTO \(table.name) (\(columns)) VALUES (\(placeholders(written.count)))"
        update = "UPDATE \(table.name) SET \(assignments) WHERE \(condition)"
    }

    func key<Value>(of values: [Value]) -> [Value] { keyPlaces.map { values[$0] } }
    func content(of values: [DatabaseValue]) -> [DatabaseValue] { contentPlaces.map { values[$0] } }
}
