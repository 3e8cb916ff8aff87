import GRDB
import RenewalRules

/// Why a part of the registry could not be read, before the file is known.
struct ReadingFailure: Error {
    /// A description of the table or setting that was read; `nil` if there were several.
    let object: Phrase?
    let cause: Cause

    enum Cause {
        case sqlite(DatabaseError)
        /// The time limit was exceeded.
        case tooLong(Duration)
        /// SQLite took more memory than any office's data need, in bytes.
        case tooLarge(Int64)
        /// More rows than anybody has.
        case tooMany(Int)
        /// More nested views than anybody has.
        case tooManyViews
    }
}

extension RegistryLayout {
    /// Adds what is being read to the errors of `body`.
    func naming<Value>(_ object: @autoclosure () -> Phrase, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw ReadingFailure(object: object(), cause: .sqlite(error))
        } catch let failure as ReadingFailure where failure.object == nil {
            throw ReadingFailure(object: object(), cause: failure.cause)
        }
    }

    /// The table, or the setting whose SQL stands for it.
    func object<Column: MappedColumn>(_ columns: Column.Type) -> Phrase {
        isMapped
            ? Phrase(verbatim: "registry.mapping.\(Column.setting)")
            : Phrase("\(Column.table)表", "the rows of \(Column.table)")
    }

    /// The same, given the type of the records.
    func object(of type: RecordID.RecordType) -> Phrase {
        switch type {
        case .qualification: object(QualificationColumn.self)
        case .credential: object(CredentialColumn.self)
        case .credentialApplication: object(CredentialApplicationColumn.self)
        default: object(RegistrationColumn.self)
        }
    }

    func object(of section: PageCursor.Section) -> Phrase { object(of: section.recordType) }
}
