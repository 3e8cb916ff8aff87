package import RenewalRules

/// A part of the registrations a scan has to look at.
package struct CandidatePage: Sendable {
    /// By recorded expiry and id; those without a recorded expiry last.
    package var dossiers: [RegistrationDossier]
    /// What could not be read: a registration named here is missing from `dossiers`, also when only its application
    /// cannot be read; one with an unknown language is there and gets the default.
    package var quarantined: [RowProblem]
    /// Where to go on.
    ///
    /// `nil` after the last page; a page before the last may be short or empty.
    package var next: PageCursor?

    package init(dossiers: [RegistrationDossier], quarantined: [RowProblem], next: PageCursor?) {
        self.dossiers = dossiers
        self.quarantined = quarantined
        self.next = next
    }
}
