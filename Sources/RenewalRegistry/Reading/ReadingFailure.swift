import GRDB
import RenewalRules

/// What kept a part of the registry from being read, before it is known which file it was.
struct ReadingFailure: Error {
    /// The table or the setting that was read, in words; `nil` where several were.
    let object: String?
    let cause: Cause

    enum Cause {
        case sqlite(DatabaseError)
        /// The limit was over.
        case tooLong(Duration)
        /// SQLite took more memory than any office's data need, in bytes.
        case tooLarge(Int64)
        /// Nobody has so many rows.
        case tooMany(Int)
        /// Nobody has so many views inside each other.
        case tooManyViews
    }
}

extension RegistryLayout {
    /// Names what is being read in the errors of `body`.
    func naming<Value>(_ object: @autoclosure () -> String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ReadingFailure(object: object(), cause: .sqlite(error))
        } catch let failure as ReadingFailure where failure.object == nil {
            throw ReadingFailure(object: object(), cause: failure.cause)
        }
    }

    /// The table, or the setting whose SQL stands for it.
    func object<Column: MappedColumn>(_ columns: Column.Type) -> String {
        isMapped ? "registry.mapping.\(Column.setting)" : "the rows of \(Column.table)"
    }

    /// The same by the records that the rows are.
    func object(of type: RecordID.RecordType) -> String {
        switch type {
        case .qualification: object(QualificationColumn.self)
        case .credential: object(CredentialColumn.self)
        case .credentialApplication: object(CredentialApplicationColumn.self)
        default: object(RegistrationColumn.self)
        }
    }

    func object(of section: PageCursor.Section) -> String { object(of: section.recordType) }
}
