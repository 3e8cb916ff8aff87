import RenewalRules

extension RosterHeader {
    /// Whether no column says when anything ends.
    package var lacksEnd: Bool {
        !has(.validUntil) && !has(.credentialUntil) && !(has(.validFrom) && has(.term))
    }

    /// Whether the sheet holds the rows of another that an import did not take.
    package var isOfRejects: Bool {
        columns.contains { [RejectedRows.reason.chinese, RejectedRows.reason.english].contains($0.title) }
    }
}
