package import RenewalRules

/// The outbox as planning sees it: what is due goes in, once each.
package protocol PlanningStore: OutboxLookups {
    // MARK: Notices

    /// Looks up the notices of records, including superseded ones, with their acknowledgements and those that a muted
    /// recipient has not had.
    ///
    /// - Parameter records: up to a thousand
    /// - Returns: records without any notice are left out
    /// - Throws: `OutboxError` when the file cannot be read
    func history(of records: [RecordID]) async throws(OutboxError) -> RecordHistory

    /// Finds the records of which a correction of the last day has a muted delivery, so that it is told after the mute.
    ///
    /// - Throws: `OutboxError` when the file cannot be read
    func mutedCorrections() async throws(OutboxError) -> Set<RecordID>

    /// Stores due notices and their deliveries, once each, in one transaction.
    ///
    /// Planning a known notice changes nothing, with three exceptions. When an address was corrected, a delivery not yet
    /// accepted is cancelled (`address_changed`) and one to the new address is planned; what was accepted or is being
    /// sent stays. A notice without recipients gets its deliveries once there are some. And what was cancelled because a
    /// recipient was muted waits again once that recipient is not muted any more. A new notice with
    /// recipients supersedes waiting deliveries of earlier notices of its series and audience, and of the same
    /// application if it is about one.
    ///
    /// - Parameters:
    ///   - batch: in any order, up to some thousand
    ///   - superseded: marks that were missed; stored without deliveries
    ///   - limit: what a scan may plan: the part that exceeds it is held in the same transaction; `nil` for single
    ///     notices
    ///   - now: the instant of planning
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing of the batch is stored then
    func plan(
        _ batch: [PlannedNotice],
        superseded: [Notice],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome

    /// Takes back lines that are no longer true from digests that nobody has, or may have.
    ///
    /// - Parameters:
    ///   - lines: the keys of notices; those that no such digest waits with stay as they are
    ///   - now: the instant of the pass
    /// - Throws: `writeFailed`, `busy`; nothing is taken back then
    func takeBack(lines: [NoticeKey], at now: UnixTime) async throws(OutboxError)

    /// Adds deliveries through other channels to a notice that was planned before.
    ///
    /// - Returns: how many are new
    func addDeliveries(
        _ recipients: [Recipient],
        to notice: Notice,
        at now: UnixTime
    ) async throws(OutboxError) -> Int

    // MARK: Digests

    /// What waits for the office's report; `nil` when every line has been sent.
    ///
    /// - Throws: `damaged`, `busy`
    func openReport() async throws(OutboxError) -> OpenDigest?

    /// The notices that wait for the digest of an employer, by employer.
    ///
    /// - Parameters:
    ///   - last: the last line of the page before; `nil` for the first page
    ///   - limit: lines to read
    /// - Returns: fewer than `limit` on the last page
    /// - Throws: `damaged`, `busy`
    func openLines(after last: OpenLine?, limit: Int) async throws(OutboxError) -> [OpenLine]

    /// The digests waiting for each mailbox or sent to it on a day: a mailbox gets one a day.
    ///
    /// - Parameters:
    ///   - day: the day
    ///   - since: digests of earlier days are settled, one way or another
    /// - Returns: the digests by mailbox, as `Employer.mailboxes` spells it
    /// - Throws: `damaged`, `busy`
    func employerDigests(
        on day: CalendarDate,
        since: CalendarDate
    ) async throws(OutboxError) -> [String: DigestUnderWay]

    /// The employers whose table was planned since a day with something in it.
    func snapshots(since day: CalendarDate) async throws(OutboxError) -> Set<String>

    /// Plans digests and gives each the open lines of its records, in one transaction.
    ///
    /// While an earlier digest of the record waits for its first attempt, it takes the lines, because it is composed
    /// when it leaves. A digest of the day that has already left leaves the lines to the next one, as does one without
    /// a recipient: its lines wait for a route or an address.
    ///
    /// - Parameters:
    ///   - digests: up to some thousand
    ///   - limit: what the scan may plan, including digests
    ///   - now: the instant of planning
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing is stored then
    func planDigests(
        _ digests: [PlannedDigest],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome

    // MARK: What is open

    /// What is open about some records, as far as it is kept for programs.
    ///
    /// - Parameter records: up to a thousand
    /// - Returns: records with nothing open are left out
    /// - Throws: `OutboxError` when the file cannot be read
    func openThreads(of records: [RecordID]) async throws(OutboxError) -> [RecordID: [KeptThread]]

    /// The records with something open, in the order of their ids.
    ///
    /// - Parameters:
    ///   - last: the last record of the page before; `nil` for the first page
    ///   - limit: records to read
    /// - Returns: fewer than `limit` on the last page
    /// - Throws: `OutboxError` when the file cannot be read
    func openRecords(after last: RecordID?, limit: Int) async throws(OutboxError) -> [RecordID]

    /// How many lines are open with each employer, or with what stands in for each holder.
    func countOpenThreads(for audience: Audience) async throws(OutboxError) -> [String: Int]

    /// Changes the list of what is open and plans the withdrawals, in one transaction.
    ///
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing is changed then
    func change(
        _ changes: ThreadChanges,
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome

    // MARK: Deliveries that were given up or go nowhere

    /// Deliveries that were given up or came back since an instant, without a notice about them, oldest first.
    func untoldFailures(since: UnixTime, limit: Int) async throws(OutboxError) -> [String]

    /// Urgent deliveries to holders waiting for a channel that is gone or has long been at fault.
    ///
    /// - Parameters:
    ///   - limit: the most to find
    ///   - since: by then the delivery was already waiting and the channel at fault
    /// - Returns: the newest first
    /// - Throws: `damaged`, `busy`
    func strandedDeliveries(limit: Int, since: UnixTime) async throws(OutboxError) -> [DeliverySummary]

    /// The stranded deliveries without a notice about them, by id.
    func untoldStranded(limit: Int, since: UnixTime) async throws(OutboxError) -> [String]

    /// Ends deliveries whose recipients were reached through another channel; those in progress are left alone.
    func cancelTold(_ ids: [String], at now: UnixTime) async throws(OutboxError)

    // MARK: Scans

    /// When the last full pass of a day and the last pass of any kind began; `nil` when they had another basis.
    ///
    /// Between the two lie only passes over what had changed.
    func latestPasses(
        over day: CalendarDate,
        basis: String
    ) async throws(OutboxError) -> (full: UnixTime, latest: UnixTime)?

    /// How many rows the last full pass could not read; 0 before the first.
    func lastQuarantined() async throws(OutboxError) -> Int

    /// Compares the registry with what the last full pass found in it, and holds sending when most of it is gone.
    ///
    /// An office that reloads its registry empties it first. The hold ends by itself when the rows are back; until then
    /// the last full pass remains the measure, and a smaller registry is accepted only after an operator's release.
    ///
    /// - Parameters:
    ///   - sizes: the rows of each section, in any state
    ///   - isFull: whether this is a full pass, which later ones are compared with
    ///   - now: the instant of the look
    /// - Returns: whether most of a section is gone
    /// - Throws: `writeFailed`, `busy`
    func compareRegistry(
        _ sizes: [RecordID.RecordType: Int],
        isFull: Bool,
        at now: UnixTime
    ) async throws(OutboxError) -> Bool

    /// Holds all sending for a reason until an operator lets it go on; the first detail of a reason stays.
    func holdSending(
        _ reason: SendingHold.Reason,
        detail: String,
        figures: [String: Int],
        at now: UnixTime
    ) async throws(OutboxError)

    /// Records a complete scan; call it after everything it found is planned, and before its digests, which tell of it.
    func recordScan(_ scan: ScanRecord) async throws(OutboxError)

    /// Ends a scan: adds what its digests planned to its record, and ends the count of what it planned.
    ///
    /// An interrupted one continues its count when it is repeated the same day.
    ///
    /// - Parameter total: with the digests; `nil` where nothing was recorded
    /// - Throws: `writeFailed`, `busy`
    func endScan(_ total: ScanRecord?) async throws(OutboxError)

    // MARK: No transaction

    /// Frees the page cache.
    func releaseMemory() async
}

extension PlanningStore {
    /// Holds all sending for a reason without figures.
    package func holdSending(
        _ reason: SendingHold.Reason,
        detail: String,
        at now: UnixTime
    ) async throws(OutboxError) {
        try await holdSending(reason, detail: detail, figures: [:], at: now)
    }
}
