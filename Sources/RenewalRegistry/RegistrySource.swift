package import RenewalRules

/// A registration office's records as the daemon reads them: candidates page by page, and look-ups of some.
///
/// Reads are short, and nothing is ever written. Each sees the records as they are then, and may find another registry
/// in place of the one before. ``Registry`` reads a SQLite file; how one is opened is its own matter.
package protocol RegistrySource: AnyObject, Sendable {
    /// Reads that run side by side; more of them wait.
    var parallelReads: Int { get }

    /// Reads the next candidates: registrations whose recorded expiry lies in the range, those without a recorded one,
    /// those to which something happened lately, and the certificates that are not done with.
    ///
    /// Each page is one short read; what changes between pages is seen as it is then. A mapped registry is read at the
    /// first page, whatever that costs, and its pages are of that moment.
    ///
    /// - Parameters:
    ///   - range: what counts as a candidate
    ///   - cursor: `next` of the page before; `nil` for the first page
    ///   - limit: rows to read, 1…1000
    /// - Returns: up to `limit` rows; the last page has no `next`
    /// - Throws: ``RegistryError``; unreadable rows are no errors but listed in the page
    func page(
        of range: CandidateRange,
        after cursor: PageCursor?,
        limit: Int
    ) async throws(RegistryError) -> CandidatePage

    /// Finds the records to which something happened: their own row was changed, or one they are read with.
    ///
    /// - Parameters:
    ///   - since: changes noted from this instant on, by the clocks of those who made them
    ///   - limit: the most to name
    /// - Returns: `nil` when the registry cannot tell, or there are more
    /// - Throws: ``RegistryError``
    func changes(since: UnixTime, limit: Int) async throws(RegistryError) -> Set<RecordID>?

    /// Reads some records as they are now.
    ///
    /// - Parameter records: up to 500 for a short read
    /// - Returns: those that are there, in no order, and what cannot be read of them
    /// - Throws: ``RegistryError``
    func subjects(_ records: [RecordID]) async throws(RegistryError) -> CandidatePage

    /// Reads the registrations and credentials of an employer as they are now.
    ///
    /// - Returns: what can be read of them, the registrations first, at most 5,000 each
    /// - Throws: ``RegistryError``
    func subjects(ofEmployer employer: String) async throws(RegistryError) -> [Subject]

    /// Finds out which employer each of some records names, and the address it gives for it.
    ///
    /// - Parameter records: registrations and credentials, up to 500 for a short read
    /// - Returns: those that can be read and have an employer
    /// - Throws: ``RegistryError``
    func employers(
        of records: [RecordID]
    ) async throws(RegistryError) -> [RecordID: Employer]

    /// Finds out how an employer is reached.
    ///
    /// - Returns: `nil` when it has no records
    /// - Throws: ``RegistryError``
    func employer(_ id: String) async throws(RegistryError) -> Employer?

    /// Counts what there is, for progress and summaries.
    ///
    /// - Throws: ``RegistryError``
    func counts() async throws(RegistryError) -> RegistryCounts

    /// Counts the active registrations whose recorded expiry lies before a day.
    ///
    /// - Throws: ``RegistryError``
    func counts(overdueBefore day: CalendarDate) async throws(RegistryError) -> Int

    /// Counts all rows of each section that is read, whatever their state: most of them do not come and go.
    ///
    /// - Throws: ``RegistryError``
    func sizes() async throws(RegistryError) -> [RecordID.RecordType: Int]

    /// Finds active registrations that end on a day so far away that it looks like a slip in the year: no pass over
    /// what is due comes near them.
    ///
    /// - Parameters:
    ///   - policy: the rules expiries are computed by
    ///   - day: today in the business time zone
    ///   - limit: the most to look at
    /// - Returns: what looks wrong, in no order
    /// - Throws: ``RegistryError``
    func suspicions(
        policy: RenewalPolicy,
        on day: CalendarDate,
        limit: Int
    ) async throws(RegistryError) -> [RowProblem]

    /// Which file the path leads to by now, in words that another file does not share.
    ///
    /// - Throws: ``RegistryError``
    func identity() async throws(RegistryError) -> String

    /// Gives back the pages that are kept for the next read.
    func releaseMemory() async
}
