import RenewalRules

/// A row of a roster as it was understood: what it says, and what is wrong with it.
package struct RosterRow: Hashable, Sendable {
    /// Its number in the sheet, 1 for the first.
    package let number: Int
    /// What each filled cell says; a field whose cell is empty holds `nil`, one that cannot be used is absent.
    var values: [RosterField: String?] = [:]
    /// What was passed over or guessed; the row is taken.
    package var remarks: [CellRemark] = []
    /// Why the row is not taken.
    package var faults: [CellRemark] = []

    /// What a field says; `nil` where it is empty, not usable or has no column.
    package subscript(field: RosterField) -> String? { values[field] ?? nil }

    /// Whether it says how long a registration runs.
    var hasRegistration: Bool { self[.validUntil] != nil || (self[.validFrom] != nil && self[.term] != nil) }

    /// By what a row is recognised the next time.
    static let recognised: [RosterField] = [.registrationNumber, .serial, .identityNumber, .phone, .email]

    /// Without the key an identity number says nothing.
    mutating func missIdentityKey() {
        let remark = CellRemark(field: .identityNumber, fault: .noIdentityKey)
        if Self.recognised.contains(where: { $0 != .identityNumber && self[$0] != nil }) {
            remarks.append(remark)
        } else {
            faults.append(remark)
        }
    }
}

/// Something about one cell of a row.
package struct CellRemark: Hashable, Sendable {
    /// `nil` when the whole row is meant.
    package let field: RosterField?
    package let fault: CellFault
}
