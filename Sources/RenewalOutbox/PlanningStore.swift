package import RenewalRules

/// The outbox as planning sees it: what is due goes in, once each.
package protocol PlanningStore: OutboxLookups {
    // MARK: Notices

    /// Finds what records have been told: their notices, superseded ones included, and what was acknowledged of them.
    ///
    /// - Parameter records: up to a thousand
    /// - Returns: what there is; a record that has been told nothing is left out
    /// - Throws: `OutboxError` when the file cannot be read
    func history(of records: [RecordID]) async throws(OutboxError) -> RecordHistory

    /// Stores due notices and their deliveries, once each, in one transaction.
    ///
    /// Planning a known notice changes nothing, with two exceptions. When the address of a channel was corrected, the
    /// delivery that was not accepted yet is cancelled (`address_changed`) and one for the new address is planned;
    /// what was accepted, or is being sent, stays. And a notice that had nobody to go to gets its deliveries once it
    /// has. A new notice with recipients supersedes what still waits of earlier notices of its series and audience,
    /// and of the same application where it is about one.
    ///
    /// - Parameters:
    ///   - batch: in any order, up to some thousand
    ///   - superseded: marks that passed unseen; stored without deliveries
    ///   - limit: what a scan may plan: the part that makes it more is held in the same transaction; `nil` for what is
    ///     planned one by one
    ///   - now: the instant of planning
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing of the batch is stored then
    func plan(
        _ batch: [PlannedNotice],
        superseded: [Notice],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome

    /// Adds deliveries through other channels to a notice that was planned before.
    ///
    /// - Returns: how many are new
    func addDeliveries(
        _ recipients: [Recipient],
        to notice: Notice,
        at now: UnixTime
    ) async throws(OutboxError) -> Int

    // MARK: Digests

    /// What waits for the office's report; `nil` when every line is told.
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

    /// Whose digest is on its way to a mailbox, or has gone there on a day: a mailbox gets one a day.
    ///
    /// - Parameters:
    ///   - day: the day
    ///   - since: digests of days before it are done with, one way or another
    /// - Returns: the digests by mailbox, as `Employer.mailbox` spells it
    /// - Throws: `damaged`, `busy`
    func employerDigests(
        on day: CalendarDate,
        since: CalendarDate
    ) async throws(OutboxError) -> [String: DigestUnderWay]

    /// Plans digests and gives each the open lines of its records, in one transaction.
    ///
    /// While an earlier digest of the record still waits for its first attempt, that one takes the lines: what it
    /// says is written when it leaves. A digest of the day that has left already leaves the lines to the next one, and so
    /// does one that would reach nobody: its lines wait until a route or an address lets one out.
    ///
    /// - Parameters:
    ///   - digests: up to some thousand
    ///   - limit: what the scan may plan, digests and all
    ///   - now: the instant of planning
    /// - Returns: what was new
    /// - Throws: `writeFailed`, `busy`; nothing is stored then
    func planDigests(
        _ digests: [PlannedDigest],
        holdingAbove limit: FloodLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> PlanOutcome

    // MARK: Deliveries that were given up or go nowhere

    /// The deliveries given up since an instant that nobody was told of, the oldest first.
    func untoldFailures(since: UnixTime, limit: Int) async throws(OutboxError) -> [String]

    /// The urgent deliveries to holders that wait for a channel that is gone, or has been at fault for long.
    ///
    /// - Parameters:
    ///   - limit: the most to find
    ///   - since: the delivery waited, and the channel was at fault, by then already
    /// - Returns: the newest first
    /// - Throws: `damaged`, `busy`
    func strandedDeliveries(limit: Int, since: UnixTime) async throws(OutboxError) -> [DeliverySummary]

    /// The stranded deliveries that nobody was told of, by id.
    func untoldStranded(limit: Int, since: UnixTime) async throws(OutboxError) -> [String]

    /// Ends deliveries whose persons were told through another channel; what is on its way is left alone.
    func cancelTold(_ ids: [String], at now: UnixTime) async throws(OutboxError)

    // MARK: Scans

    /// When the last full pass over a day began, and the last pass at all; `nil` when another basis held then.
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
    /// An office that loads its registry anew empties it first. The hold ends by itself when the rows are back; until
    /// then what the last full pass found stands, and a smaller one counts only after an operator's release.
    ///
    /// - Parameters:
    ///   - sizes: the rows of each section that is read, whatever their state
    ///   - isFull: whether a full pass has begun, which later ones are compared with
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

    /// Ends the count of a scan that is over; one that broke off counts on when it is repeated the same day.
    ///
    /// - Throws: `writeFailed`, `busy`
    func endFloodCount() async throws(OutboxError)

    /// Notes a complete scan; call it after everything it found is planned.
    func recordScan(_ scan: ScanRecord) async throws(OutboxError)

    // MARK: No transaction

    /// Gives back the pages that are kept for what comes next.
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
