import Foundation
import GRDB
import RenewalRules

/// The place where a page ended and the next one begins.
///
/// It is the key of a row, so it remains valid while rows are added and removed and when the file is replaced.
package struct PageCursor: Hashable, Sendable {
    /// The sections of a scan, in order.
    enum Section: CaseIterable {
        /// Recorded expiries inside the range.
        case dated
        /// Rows without a recorded expiry.
        case undated
        /// Rows outside the range with a pending application, whose marks count from the day of filing.
        case underway
        /// Rows outside the range with recent events: they ended, moved or were decided.
        case eventful
        /// Rows whose expiry is not a valid day; only a layout without constraints can have them.
        case malformed
        case qualifications, credentials, credentialApplications

        /// What its rows are.
        var recordType: RecordID.RecordType {
            switch self {
            case .dated, .undated, .underway, .eventful, .malformed: .registration
            case .qualifications: .qualification
            case .credentials: .credential
            case .credentialApplications: .credentialApplication
            }
        }

        var next: Section? {
            switch self {
            case .dated: .undated
            case .undated: .underway
            case .underway: .eventful
            case .eventful: .malformed
            case .malformed: .qualifications
            case .qualifications: .credentials
            case .credentials: .credentialApplications
            case .credentialApplications: nil
            }
        }
    }

    /// A key of a row as SQLite stores it.
    struct Key: Hashable {
        let value: DatabaseValue
        /// How it is written in a comparison.
        let placeholder: String

        /// Uses `damagedText` for a text that `value` cannot represent: a cursor made from the repaired one would have
        /// another place in the order, and skip rows or read them for ever.
        init(value: DatabaseValue, damagedText: [UInt8]? = nil) {
            self.value = damagedText.map { Data($0).databaseValue } ?? value
            placeholder = damagedText == nil ? "?" : "CAST(? AS TEXT)"
        }
    }

    /// The keys of the last row read.
    struct Position: Hashable {
        let validUntil: Key
        let id: Key

        init(validUntil: Key, id: Key) {
            self.validUntil = validUntil
            // Nothing compares greater than null, so a missing id is treated as the least value.
            self.id = id.value.isNull ? Key(value: Int64.min.databaseValue) : id
        }
    }

    var section: Section
    /// `nil` at the start of the section.
    var position: Position?

    /// Where a scan begins.
    package static let start = PageCursor(section: .dated)
    /// The end of the recorded expiries in the range.
    static let behindDated = PageCursor(section: .undated)

    /// The recorded expiry at the cursor; `nil` outside their section.
    var day: CalendarDate? {
        guard section == .dated, let position else { return nil }
        // A day followed by something, such as a time, sorts after it and before the next day.
        return String.fromDatabaseValue(position.validUntil.value).flatMap { CalendarDate(String($0.prefix(10))) }
    }
}
