package import RenewalDelivery
package import RenewalRules

/// The outbox as a lane sees it: what may leave comes out, and what became of it goes in.
package protocol DeliveryStore: OutboxLookups {
    // MARK: The start

    /// Makes this daemon the one that has the state file, and holds sending when the file or the clock looks wrong.
    ///
    /// A copy has another inode or stands on another machine; a restored backup has fewer starts than the lock file
    /// remembers; a file that takes the place of a lost one has another id than the lock file or the registry's memory
    /// tells. A machine rolled back as a whole shows only by its clock.
    ///
    /// - Parameters:
    ///   - machine: what tells this machine from others; empty when it has nothing
    ///   - served: which state file served the registry last; `nil` when nobody remembers
    ///   - earliest: a clock before it is not set yet, which is no reason to hold anything for ever
    ///   - now: the wall clock
    /// - Throws: `writeFailed`, `busy`, `unreadable` (the lock file)
    func takeOver(
        machine: String,
        serving served: ServedRegistry?,
        earliest: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Frees everything that is being sent; only for the daemon that has just started and holds the lock.
    ///
    /// Whatever was under way when the last process ended may have arrived: its attempt is marked ambiguous.
    ///
    /// - Returns: how many deliveries were freed
    func releaseOwnLeases(
        onAmbiguous policy: AmbiguityPolicy,
        at now: UnixTime
    ) async throws(OutboxError) -> Int

    // MARK: What is due

    /// Tells when something of a channel becomes claimable.
    ///
    /// - Returns: the instant 0 when something waits already; `nil` when nothing does or the channel is disabled
    func nextAttempt(
        channel: String,
        minimumSeverity: Severity
    ) async throws(OutboxError) -> UnixTime?

    /// Looks once for what ``due(channel:limit:besides:minimumSeverity:lostLeases:at:)`` finds.
    ///
    /// - Returns: what is in the queue, and whether more belongs there
    /// - Throws: `damaged`, `busy`
    func lookForDue(
        channel: String,
        limit: Int,
        besides known: Set<String>,
        minimumSeverity: Severity,
        lostLeases: AmbiguityPolicy?,
        at now: UnixTime
    ) async throws(OutboxError) -> DueFindings

    /// Puts what has become due again in the queue: deferred deliveries, and those whose lease has ended.
    ///
    /// It stays short however many wait: the rest follows with the next look.
    ///
    /// - Parameters:
    ///   - channel: the channel's name in the configuration
    ///   - lostLeases: what becomes of deliveries whose lease has ended; `nil` leaves them alone
    ///   - now: the instant of the look
    /// - Throws: `writeFailed`, `busy`
    func putBack(
        channel: String,
        lostLeases: AmbiguityPolicy?,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Holds deliveries that this version cannot read, so that they stop no others.
    ///
    /// - Throws: `writeFailed`, `busy`
    func holdUnreadable(_ ids: [String], at now: UnixTime) async throws(OutboxError)

    // MARK: The way of a delivery

    /// Claims deliveries of one channel for one attempt each, and stores the messages that will be sent.
    ///
    /// A delivery that has changed since it was looked at is left alone, and so are all when the channel was disabled or
    /// sending held, or when the lease would have ended by now. The claim is on disk before the call returns, so a crash
    /// during the attempt leaves its trace.
    ///
    /// - Parameters:
    ///   - ready: what is to leave; the first message of a delivery stays for good
    ///   - lease: at least the longest attempt; counts from the look
    ///   - now: the instant of the claim
    /// - Returns: the ids of those that were claimed; only they may be sent
    /// - Throws: `writeFailed`, `busy`; nothing is claimed then
    func claim(
        _ ready: [Envelope],
        lease: Duration,
        at now: UnixTime
    ) async throws(OutboxError) -> Set<String>

    /// Gives attempts under way more time.
    ///
    /// One that has lost its delivery meanwhile stays without it.
    ///
    /// - Parameters:
    ///   - running: the ids of the deliveries, with the numbers of their attempts
    ///   - lease: the new end
    ///   - now: the instant of the renewal
    /// - Throws: `writeFailed`, `busy`; none is renewed then
    func renewLeases(
        _ running: [String: Int],
        until lease: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Writes the results of attempts.
    ///
    /// A result is believed only while its attempt holds the delivery. The result of a lost lease is written to its
    /// attempt, marked late, and does not change the delivery.
    ///
    /// - Returns: the ids of the deliveries whose results were not believed
    /// - Throws: `writeFailed`, `busy`; no receipt of the call is stored then
    func record(_ receipts: [Receipt], at now: UnixTime) async throws(OutboxError) -> [String]

    /// Cancels deliveries that were looked at and are no longer true, and plans those that take their place, in one
    /// transaction.
    ///
    /// One that has changed since the look is left alone.
    /// Replacements are planned as by `plan`: the same notices with the addresses that now stand in the records.
    func withdraw(
        _ withdrawals: [Withdrawal],
        replacements: [PlannedNotice],
        at now: UnixTime
    ) async throws(OutboxError)

    /// Lets deliveries wait that were looked at and can neither leave now nor be given up.
    ///
    /// One that has changed since the look is left alone.
    func postpone(
        _ deliveries: [DueDelivery],
        until: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Puts postponed deliveries back in the queue before their time.
    ///
    /// As with those whose time has come, no entry tells of it.
    ///
    /// - Parameter deliveries: up to a thousand
    /// - Throws: `writeFailed`, `busy`
    func endPostponement(of deliveries: [String]) async throws(OutboxError)

    // MARK: Channels

    /// Notes that a channel is at fault and rests; since when it is at fault stays as it was.
    ///
    /// - Parameters:
    ///   - name: the channel's name in the configuration
    ///   - fault: what an administrator reads
    ///   - rests: the rests since the channel last worked, this one included
    ///   - until: the end of the rest
    ///   - now: the instant of the fault
    /// - Throws: `writeFailed`, `busy`
    func channelRests(
        _ name: String,
        fault: String,
        rests: Int,
        until: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Notes that a channel works again; a pause stays.
    func channelWorks(_ name: String) async throws(OutboxError)

    /// Stops a channel for good, because its endpoint said it is gone; the first reason stays.
    func disableChannel(_ name: String, reason: String, at now: UnixTime) async throws(OutboxError)

    /// Ends all rests: something was put right, and one attempt of each channel shows whether it helped.
    func endRests() async throws(OutboxError)

    // MARK: No transactions

    /// Notes that this state file serves a registry.
    ///
    /// - Throws: `unreadable`
    func remember(_ served: ServedRegistry?) throws(OutboxError)

    /// Hangs the bell that ``ringBell()`` rings; `nil` where there cannot be one.
    func hangBell() -> Bell?
}
