/// How a registry in the office's own layout is read: SQL the administrator writes, in place of the reference tables.
///
/// Each text is one `SELECT` that yields the documented column names in any order; columns left out read as null.
/// Days are text `YYYY-MM-DD` and ids are text, converted in the SQL where the office stores them otherwise.
/// An index on the column behind `valid_until` (and the id) keeps a pass fast.
package struct RegistryMapping: Hashable, Sendable {
    /// Yields one row per registration; `nil` reads the reference schema.
    ///
    /// Required: `id` and either `valid_until` or both `valid_from` and `term_years`. Optional: `registration_no`,
    /// `category`, `state` (null: active), `ended_on`, `new_employer_id`, `new_category`, and the columns beginning
    /// with `holder_`, `employer_` and `review_body_` that ``RegistrationColumn`` lists. A holder without
    /// `holder_id` goes by the registration's id, an employer without `employer_id` by its name.
    package var registrations: String?
    /// Yields `id`, `registration_id`, `procedure`, `submitted_on`, `state`, `decided_on`, one row per application.
    ///
    /// `nil` beside a mapping of registrations means that no applications are recorded; otherwise it reads the
    /// reference schema.
    package var applications: String?

    package init(registrations: String? = nil, applications: String? = nil) {
        self.registrations = registrations
        self.applications = applications
    }
}
