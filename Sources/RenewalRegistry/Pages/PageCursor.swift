import Foundation
import GRDB
import RenewalRules

/// The place where a page ended and the next one begins.
///
/// It is the key of a row, so it stays good while rows come and go and when the file is replaced.
package struct PageCursor: Hashable, Sendable {
    /// The parts of a scan, in their order.
    enum Section: CaseIterable {
        /// Recorded expiries inside the range.
        case dated
        /// Rows without a recorded expiry.
        case undated
        /// Rows outside the range with an application under way, whose marks count from the day it was filed.
        case underway
        /// Rows outside the range to which something happened lately: they ended, moved, were decided about.
        case eventful
        /// Rows whose expiry is no day at all; only a layout without constraints can hold them.
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

        /// Takes `damagedText` for a text that `value` does not hold as it is: a cursor made of the repaired one would
        /// stand elsewhere in the order, and leave out rows or read them for ever.
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
            // Nothing compares as greater than null, so a missing id stands as the least value after it.
            self.id = id.value.isNull ? Key(value: Int64.min.databaseValue) : id
        }
    }

    var section: Section
    /// `nil` at the start of the section.
    var position: Position?

    /// Where a scan begins.
    package static let start = PageCursor(section: .dated)
    /// Where the recorded expiries inside the range end.
    static let behindDated = PageCursor(section: .undated)

    /// The recorded expiry it stands at; `nil` outside their section.
    var day: CalendarDate? {
        guard section == .dated, let position else { return nil }
        // What follows a day, such as a time, sorts behind it and before the next.
        return String.fromDatabaseValue(position.validUntil.value).flatMap { CalendarDate(String($0.prefix(10))) }
    }
}
