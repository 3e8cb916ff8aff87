import GRDB
import RenewalRules
import RenewalSQLite

extension RegistryMapping {
    /// Prepares a connection for its SQL: the function that reads days, and the files it reads besides.
    ///
    /// Attached files are opened as the registry is: for reading only.
    func prepare(_ database: Database, utcOffset: @escaping @Sendable (UnixTime) -> Duration) throws {
        let format = dateFormat
        database.add(
            function: DatabaseFunction(Self.dayFunction, argumentCount: 1, pure: true) { values in
                // What is no day stays as it is, and is reported when it is read.
                guard let value = values.first else { return nil }
                return format.day(of: value, utcOffset: utcOffset)?.description.databaseValue ?? value
            }
        )
        try ConnectionLimits.attaching(attached.count, to: database) {
            for file in attached {
                try database.execute(sql: "ATTACH DATABASE ? AS \"\(file.name)\"", arguments: [file.path])
            }
        }
    }

    /// The SQL that gives a column of a SELECT as the rest of the program reads it.
    func reading<Column: MappedColumn>(_ name: String, of columns: Column.Type) -> String {
        guard dateFormat != .iso, Column.days.contains(name) else { return name }
        return "\(Self.dayFunction)(\(name)) AS \(name)"
    }

    private static let dayFunction = "renewald_day"
}
