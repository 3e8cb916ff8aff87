package import RenewalRules

/// Questions to an outbox that more than one role asks; each is one read.
package protocol OutboxLookups: Sendable {
    /// Tells this outbox from a copy made elsewhere; 32 hexadecimal digits, empty while there is none.
    var instanceID: String { get }

    /// Makes the ids of its deliveries and what stands in for ids of people.
    ///
    /// `nil` while there is no outbox, and for a backup of a build without one.
    var secret: FileSecret? { get }

    /// What outsiders get in place of an id that is an identity number: always the same from this state file, and
    /// different from every other.
    ///
    /// - Returns: 26 characters of `a–z2–7`
    func standIn(for id: String) -> String

    // MARK: What waits and went

    /// Counts the deliveries in each state; a state without any is left out.
    func counts() async throws(OutboxError) -> [DeliveryState: Int]

    /// How the queue and the passes stand.
    ///
    /// - Parameter instant: since when what was accepted and given up is counted
    /// - Returns: all of one moment
    /// - Throws: `damaged`, `busy`
    func standing(since instant: UnixTime) async throws(OutboxError) -> OutboxStanding

    /// Lists deliveries, the newest first.
    func deliveries(_ filter: DeliveryFilter) async throws(OutboxError) -> [DeliverySummary]

    /// Counts the deliveries that a filter lets through by state, beyond its limit too; a state without any is left out.
    func counts(_ filter: DeliveryFilter) async throws(OutboxError) -> [DeliveryState: Int]

    /// Reads everything about one delivery.
    ///
    /// - Parameter id: the id or a unique prefix of at least six characters
    /// - Returns: `nil` when there is none
    /// - Throws: `ambiguousID`
    func delivery(id: String) async throws(OutboxError) -> DeliveryDetail?

    /// Reads the message of a delivery as it was handed over last.
    ///
    /// - Parameter id: the whole id
    /// - Returns: `nil` before the first attempt, and when it is erased
    /// - Throws: `damaged`, `busy`
    func message(of id: String) async throws(OutboxError) -> FrozenMessage?

    /// Reads one notice with its deliveries.
    ///
    /// - Parameter id: the printed number or a unique prefix of at least six characters
    /// - Returns: `nil` when there is none
    /// - Throws: `ambiguousID`
    func notice(id: String) async throws(OutboxError) -> NoticeHistory?

    /// Reads all notices of a record with their deliveries, by due day.
    func notices(record: RecordID) async throws(OutboxError) -> [NoticeHistory]

    /// The channels through which some notices have arrived or are being sent.
    func ways(of noticeIDs: Set<String>) async throws(OutboxError) -> [String: NoticeWays]

    // MARK: What is held, and how channels do

    /// The holds of all or parts of the sending, oldest first; normally empty.
    func sendingHolds() async throws(OutboxError) -> [SendingHold]

    /// Counts the waiting deliveries of each channel, so that those of a channel that is gone are noticed.
    func waitingChannels() async throws(OutboxError) -> [String: Int]

    /// The channels that send nothing until an administrator enables them again, with the reason of each.
    func disabledChannels() async throws(OutboxError) -> [String: String]

    /// The channels that are at fault or paused, by name.
    func channelStates() async throws(OutboxError) -> [String: ChannelState]

    /// The state of one channel; empty for one that works and is not paused.
    func channelState(of name: String) async throws(OutboxError) -> ChannelState

    /// The servers of all channels, as the latest attempts found them; with those that no channel uses any more.
    func channelServers() async throws(OutboxError) -> [ChannelServer]

    // MARK: Deliveries that go nowhere

    /// Whether an urgent delivery to anybody waits for a channel that is gone or has long been at fault.
    func isStranded(_ id: String, since: UnixTime) async throws(OutboxError) -> Bool

    /// How many urgent deliveries of a channel are stranded.
    func strandedCount(of channel: String, since: UnixTime) async throws(OutboxError) -> Int

    /// Whether a delivery has come back since the last pass began, so that the next one is to find another way for it.
    func hasNewBounces() async throws(OutboxError) -> Bool

    /// How many deliveries of a channel were given up or came back in a span of time.
    func failures(of channel: String, during span: Range<UnixTime>) async throws(OutboxError) -> Int

    // MARK: What records were told

    /// The latest day that was scanned to the end, not after `day`; `nil` before the first scan.
    ///
    /// A later day was recorded under a wrong clock, and must not silence the days until then.
    func lastScan(notAfter day: CalendarDate) async throws(OutboxError) -> CalendarDate?

    /// The days on which series of some records were acknowledged; a series without acknowledgement is left out.
    ///
    /// Ask for up to a thousand at a time.
    func acknowledgements(
        of records: [RecordID]
    ) async throws(OutboxError) -> [NoticeSeries: CalendarDate]

    /// All acknowledgements, in the order of the orders.
    func acknowledgements() async throws(OutboxError) -> [AcknowledgedSeries]

    /// Who is muted, in the order of the orders, with those whose last day has passed; few.
    func mutes() async throws(OutboxError) -> [Mute]

    /// The notices that told some records' last days, with what became of each, so that a corrected day is told.
    ///
    /// Ask for up to a thousand at a time.
    func tellings(of records: [RecordID]) async throws(OutboxError) -> [RecordID: [Telling]]

    /// The reminders of some lines that arrived or may have arrived, and the other events about their records to the same
    /// audience, the earliest first.
    ///
    /// Ask for up to a thousand at a time.
    func told(_ threads: Set<OpenThread>) async throws(OutboxError) -> [OpenThread: [ToldReminder]]

    /// The records with something open for an audience, without those that are not in the registry just now.
    ///
    /// - Parameters:
    ///   - audience: whom it is open for
    ///   - party: the only employer; `nil` for all
    ///   - limit: the most to return
    /// - Returns: by type and id
    /// - Throws: `OutboxError` when the file cannot be read
    func openRecords(
        for audience: Audience,
        of party: String?,
        limit: Int
    ) async throws(OutboxError) -> [RecordID]

    /// The records whose lines a digest has taken, its own record first.
    func digestRecords(of digest: Notice) async throws(OutboxError) -> [RecordID]

    /// The notices in a digest, most pressing first.
    func digestLines(of noticeID: String) async throws(OutboxError) -> [Notice]

    /// Collects the content of the daily report.
    ///
    /// - Parameters:
    ///   - day: the business day it is written on
    ///   - span: the instants whose deliveries it counts
    ///   - week: the first day of the week, by which open data problems are found
    /// - Returns: the report; all zero where there is no state yet
    /// - Throws: `damaged`, `busy`
    func dailyReport(
        on day: CalendarDate,
        span: Range<UnixTime>,
        week: CalendarDate
    ) async throws(OutboxError) -> DailyReport
}
