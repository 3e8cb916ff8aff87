package import RenewalRules

/// A registration office's records as the daemon reads them: candidates page by page, and look-ups of some.
///
/// Reads are short, and nothing is ever written. Each sees the records as they are then, and may find another registry
/// in place of the one before. ``Registry`` reads a SQLite file; how one is opened is its own matter.
package protocol RegistrySource: AnyObject, Sendable {
    /// Reads that run in parallel; further ones wait.
    var parallelReads: Int { get }

    /// Reads the next candidates: registrations with a recorded expiry in the range, without one, or with recent
    /// events, and the certificates that are still open.
    ///
    /// Each page is one short read, and changes between pages are seen. A mapped registry is read completely at the
    /// first page, and all its pages show that moment.
    ///
    /// - Parameters:
    ///   - range: what counts as a candidate
    ///   - cursor: `next` of the page before; `nil` for the first page
    ///   - limit: rows to read, 1…1000
    /// - Returns: up to `limit` rows; the last page has no `next`
    /// - Throws: ``RegistryError``; unreadable rows are not errors but listed in the page
    func page(
        of range: CandidateRange,
        after cursor: PageCursor?,
        limit: Int
    ) async throws(RegistryError) -> CandidatePage

    /// Finds changed records: their own row changed, or one they are read with.
    ///
    /// - Parameters:
    ///   - since: changes from this instant on, by the clocks of those who made them
    ///   - limit: the most to return
    /// - Returns: `nil` when the registry cannot tell, or there are more
    /// - Throws: ``RegistryError``
    func changes(since: UnixTime, limit: Int) async throws(RegistryError) -> Set<RecordID>?

    /// Reads some records as they are now.
    ///
    /// - Parameter records: up to 500 for a short read
    /// - Returns: the existing ones, unordered, and their problems
    /// - Throws: ``RegistryError``
    func subjects(_ records: [RecordID]) async throws(RegistryError) -> CandidatePage

    /// Reads the registrations and credentials of an employer as they are now.
    ///
    /// - Returns: the readable ones, registrations first, at most 5,000 of each
    /// - Throws: ``RegistryError``
    func subjects(ofEmployer employer: String) async throws(RegistryError) -> [Subject]

    /// Finds the employer that each of some records names, and the address it gives.
    ///
    /// - Parameter records: registrations and credentials, up to 500 for a short read
    /// - Returns: those that can be read and have an employer
    /// - Throws: ``RegistryError``
    func employers(
        of records: [RecordID]
    ) async throws(RegistryError) -> [RecordID: Employer]

    /// Finds an employer's contact data.
    ///
    /// - Returns: `nil` when it has no records
    /// - Throws: ``RegistryError``
    func employer(_ id: String) async throws(RegistryError) -> Employer?

    /// The channels of the programs that employers have of their own, by the employer's id.
    ///
    /// - Throws: ``RegistryError``
    func programsOfEmployers() async throws(RegistryError) -> [String: String]

    /// Finds the records that answer to what a caller has: by a number or its end, a name, an address, an id.
    ///
    /// All rows are read once, which takes seconds for a million of them. The reference tables are read page by page, a
    /// mapped registry in one read; the time of a read bounds either.
    ///
    /// - Parameters:
    ///   - clue: what the caller has
    ///   - limit: the most records to return, at most 500
    /// - Returns: the best ones, and how many there are in all
    /// - Throws: ``RegistryError``
    func records(answering clue: Clue, limit: Int) async throws(RegistryError) -> AnsweringRecords

    /// Counts the records, for progress and summaries.
    ///
    /// - Throws: ``RegistryError``
    func counts() async throws(RegistryError) -> RegistryCounts

    /// Counts the active registrations whose recorded expiry lies before a day.
    ///
    /// - Throws: ``RegistryError``
    func counts(overdueBefore day: CalendarDate) async throws(RegistryError) -> Int

    /// Counts all rows of each section in any state, because most of them never disappear.
    ///
    /// - Throws: ``RegistryError``
    func sizes() async throws(RegistryError) -> [RecordID.RecordType: Int]

    /// Finds active registrations with an expiry so far away that the year looks like a typo: no pass ever reads them.
    ///
    /// - Parameters:
    ///   - policy: the rules for computing expiries
    ///   - day: today in the business time zone
    ///   - limit: the most to look at
    /// - Returns: the implausible rows, unordered
    /// - Throws: ``RegistryError``
    func suspicions(
        policy: RenewalPolicy,
        on day: CalendarDate,
        limit: Int
    ) async throws(RegistryError) -> [RowProblem]

    /// Finds what somebody has to look at in the sheets that fill the registry.
    ///
    /// - Parameters:
    ///   - day: records that left their sheets since then count
    ///   - limit: the most to name
    /// - Returns: nothing for a registry in a layout of its own, or one that no sheet ever filled
    /// - Throws: ``RegistryError``
    func sheetNews(since day: CalendarDate, limit: Int) async throws(RegistryError) -> SheetNews

    /// A description of the file at the path that no other file shares.
    ///
    /// - Throws: ``RegistryError``
    func identity() async throws(RegistryError) -> String

    /// Frees the page caches.
    func releaseMemory() async
}
