package import RenewalRules

/// A row of the reference registry, by its table and id.
package struct RowName: Hashable, Sendable, Speakable, CustomStringConvertible {
    package let table: String
    package let id: String

    package init(_ table: String, _ id: String) {
        self.table = table
        self.id = id
    }

    /// `挂失 L-1`, `loss report L-1`.
    package var phrase: Phrase {
        let name = Phrase(TableWords.of(table).chinese, table.replacing("_", with: " "))
        return Phrase("\(name.chinese) \(id)", "\(name.english) \(id)")
    }
}

/// What an event has changed, and its consequences.
package struct Recorded: Hashable, Sendable {
    /// The record the event was about.
    package let record: RowName
    /// Its state afterwards, as the table spells it; `nil` where the table has none.
    package var state: String?
    /// The record that the event created.
    package var created: RowName?
    /// The last valid day of what was created, or of the record.
    package var expires: CalendarDate?
    package var effects: [TransitionEffect] = []
    /// Whether the holder had declined, which a filing cancels.
    package var hasResumed = false
    /// The number of other records affected: registrations of a renamed employer, relying parties of a voided
    /// credential.
    package var concerned = 0
    /// Remarks on an event that was accepted nevertheless.
    package var remarks: [RecordedRemark] = []
}

/// A remark on an accepted event.
package enum RecordedRemark: Hashable, Sendable {
    /// A loss was reported more than a day after it was noticed (rule R77).
    case lossReportedLate(discoveredOn: CalendarDate)
    /// The holder is over the age limit in the year of filing (rule V20).
    case overAge(Int, limit: Int)
    /// A first registration is filed after the day for an ordinary one (rule V4).
    case lateInitial(deadline: CalendarDate)
    /// A revocation whose reason nobody gave, which bars a new registration all the same (rule V10).
    case revokedWithoutReason
    /// The category is none of the seven (rule V7).
    case doubtfulCategory(CategoryDoubt)
}

extension [RecordedRemark] {
    /// The remark on a recorded category; none without one.
    static func remarks(onCategory text: String?) -> [RecordedRemark] {
        text.flatMap { CategoryName($0).doubt }.map { [.doubtfulCategory($0)] } ?? []
    }
}
