/// The office's own data in every notice: the system, contacts, and the version of the rules.
package struct OfficeTexts: Hashable, Sendable {
    /// The registration system's address (rules R32, A20); a notice has one link at most, that of its matter.
    package var systemURL: String
    /// Where the examination centre announces the collection of certificates (rule R10).
    package var examURL: String?
    /// Where electronic certificates are applied for, renewed, reported lost and issued anew (rules R42, R79).
    package var credentialURL: String?
    /// The office that sends the reminders: a telephone number or address in its own words.
    package var contact: String?
    /// Where to report lost certificates and get new ones (rules R86, R89).
    package var serviceCenter: String?
    /// The telephone number for it.
    package var hotline: String?
    /// The examination centre that hands out qualification certificates (rule R10).
    package var examCenter: String?
    /// Where a qualification certificate can be looked up (rule R37).
    package var lookupHint: String?
    /// The version of the program whose rules decided.
    package var rulesVersion: String?

    package init(
        systemURL: String,
        examURL: String? = nil,
        credentialURL: String? = nil,
        contact: String? = nil,
        serviceCenter: String? = nil,
        hotline: String? = nil,
        examCenter: String? = nil,
        lookupHint: String? = nil,
        rulesVersion: String? = nil
    ) {
        self.systemURL = systemURL
        self.examURL = examURL
        self.credentialURL = credentialURL
        self.contact = contact
        self.serviceCenter = serviceCenter
        self.hotline = hotline
        self.examCenter = examCenter
        self.lookupHint = lookupHint
        self.rulesVersion = rulesVersion
    }
}
