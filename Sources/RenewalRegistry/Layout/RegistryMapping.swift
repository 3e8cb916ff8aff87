/// How a registry in the office's own layout is read: SQL written by the administrator in place of the reference
/// tables.
///
/// Each text is one `SELECT` that yields the documented column names in any order; columns left out read as null.
/// Days are written as ``dateFormat`` says and ids are text, converted in the SQL where the office stores them otherwise.
/// A pass copies each of them once, whatever they compute (``PassCopy``); before a message leaves, its record is read again
/// by its id, which an index on the column behind it keeps fast. The names of the columns are those of
/// ``RegistrationColumn`` and its siblings.
///
/// With a mapping of registrations, a missing text means that the office records nothing of the kind; without one, the
/// reference schema is read.
package struct RegistryMapping: Hashable, Sendable {
    /// Yields one row per registration.
    ///
    /// Required: `id` and either `valid_until` or both `valid_from` and `term_years`. A holder without `holder_id`
    /// goes by the registration's id, an employer without `employer_id` by its name.
    package var registrations: String?
    /// One row per application; required: `id`, `registration_id`, `procedure`, `submitted_on`, `state`.
    package var applications: String?
    /// One row per qualification certificate; required: `id`.
    package var qualifications: String?
    /// One row per electronic credential, with its latest loss report and reissue; required: `id`.
    package var credentials: String?
    /// One row per application for a credential; required: `id`, `state`, `step_since`.
    package var credentialApplications: String?
    /// One row per relying party and credential; required: `credential_id`, `party_id`.
    package var subscriptions: String?
    /// One row per annotation; required: `id`, `credential_id`.
    package var annotations: String?
    /// How days are written in all of them.
    package var dateFormat = DateFormat.iso
    /// Files that they read besides, at most ``AttachedFile/most``.
    package var attached: [AttachedFile] = []

    package init(
        registrations: String? = nil,
        applications: String? = nil,
        qualifications: String? = nil,
        credentials: String? = nil,
        credentialApplications: String? = nil,
        subscriptions: String? = nil,
        annotations: String? = nil
    ) {
        self.registrations = registrations
        self.applications = applications
        self.qualifications = qualifications
        self.credentials = credentials
        self.credentialApplications = credentialApplications
        self.subscriptions = subscriptions
        self.annotations = annotations
    }

    /// All of its SQL.
    var selects: [String] {
        [registrations, applications, qualifications, credentials, credentialApplications, subscriptions, annotations]
            .compactMap(\.self)
    }
}
