package import RenewalDelivery
package import RenewalRules

/// The outbox as a lane sees it: what may leave comes out, and what became of it goes in.
package protocol DeliveryStore: OutboxLookups {
    // MARK: The start

    /// Takes the state file over for this daemon, and holds sending when the file or the clock looks wrong.
    ///
    /// A copy has another inode or is on another machine; a restored backup has fewer starts than the lock file
    /// remembers; a replacement for a lost file has another id than the lock file or the registry's memory. A machine
    /// rolled back as a whole is revealed only by its clock.
    ///
    /// - Parameters:
    ///   - machine: what identifies this machine; empty when it has nothing
    ///   - served: which state file served the registry last; `nil` when nobody remembers
    ///   - earliest: an earlier clock has not been set yet, which must not hold anything for ever
    ///   - now: the wall clock
    /// - Throws: `writeFailed`, `busy`, `unreadable` (the lock file)
    func takeOver(
        machine: String,
        serving served: ServedRegistry?,
        earliest: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Releases everything in state `sending`; only for the daemon that has just started and has the lock.
    ///
    /// Attempts running when the last process ended may have arrived, so they are marked ambiguous.
    ///
    /// - Returns: how many deliveries were released
    func releaseOwnLeases(
        onAmbiguous policy: AmbiguityPolicy,
        at now: UnixTime
    ) async throws(OutboxError) -> Int

    // MARK: Events

    /// Takes numbers for events, greater than all that were taken before.
    ///
    /// - Returns: the first of `count` numbers in a row
    /// - Throws: `writeFailed`, `busy`
    func takeSequence(of count: Int, at now: UnixTime) async throws(OutboxError) -> Int64

    // MARK: What is due

    /// Says when something on a channel becomes claimable.
    ///
    /// - Returns: the instant 0 when something is waiting already; `nil` when nothing is or the channel is disabled
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
    /// A delivery that has changed since the lookup is skipped, as are all when the channel was disabled, sending is
    /// held, or the lease would already be over. The claim is on disk before the call returns, so that a crash during
    /// the attempt leaves a trace.
    ///
    /// - Parameters:
    ///   - ready: what to send; the first message of a delivery is kept for good
    ///   - lease: at least the longest attempt; counts from the look
    ///   - limit: what the recipients of this channel get in a day, where that is limited; what is over it is postponed
    ///   - now: the instant of the claim
    /// - Returns: the ids of the claimed ones; only they may be sent
    /// - Throws: `writeFailed`, `busy`; nothing is claimed then
    func claim(
        _ ready: [Envelope],
        lease: Duration,
        within limit: RecipientLimit?,
        at now: UnixTime
    ) async throws(OutboxError) -> Set<String>

    /// Extends the leases of running attempts.
    ///
    /// An attempt that has lost its delivery does not get it back.
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
    /// A result counts only while its attempt has the delivery. After a lost lease it is stored with the attempt,
    /// marked late, and does not change the delivery.
    ///
    /// - Returns: the ids of the deliveries whose results did not count
    /// - Throws: `writeFailed`, `busy`; no receipt of the call is stored then
    func record(_ receipts: [Receipt], at now: UnixTime) async throws(OutboxError) -> [String]

    /// Records what a mail server reports of an accepted delivery.
    ///
    /// One that it has given up counts as bounced from then on. When the last mails to an address came back because there
    /// is no such address, nothing is mailed there any more: the same mute that an operator orders, by ``Mute/ours``.
    ///
    /// - Parameters:
    ///   - bounce: from outside; what matches no accepted delivery to its address changes nothing
    ///   - limit: when an address is left alone
    ///   - now: the instant of the report
    /// - Returns: what became of it
    /// - Throws: `writeFailed`, `busy`
    func record(
        _ bounce: Bounce,
        leavingAlone limit: BounceLimit,
        at now: UnixTime
    ) async throws(OutboxError) -> BounceOutcome

    /// Cancels deliveries found to be no longer true, and plans their replacements, in one transaction.
    ///
    /// A delivery that has changed since the lookup is skipped.
    /// Replacements are planned as by `plan`: the same notices with the addresses that now stand in the records.
    func withdraw(
        _ withdrawals: [Withdrawal],
        replacements: [PlannedNotice],
        at now: UnixTime
    ) async throws(OutboxError)

    /// Postpones deliveries that can neither leave now nor be given up.
    ///
    /// One that has changed since the look is left alone.
    ///
    /// - Parameters:
    ///   - deliveries: each with the instant at which it is due again
    ///   - reason: what the pace of sending has to do with it; `nil` where they cannot leave
    ///   - now: the instant of the order
    /// - Throws: `writeFailed`, `busy`; none is postponed then
    func postpone(
        _ deliveries: [(delivery: DueDelivery, until: UnixTime)],
        because reason: PaceReason?,
        at now: UnixTime
    ) async throws(OutboxError)

    /// Puts postponed deliveries back in the queue before their time.
    ///
    /// As for those that become due, there is no evidence entry.
    ///
    /// - Parameter deliveries: up to a thousand
    /// - Throws: `writeFailed`, `busy`
    func endPostponement(of deliveries: [String]) async throws(OutboxError)

    // MARK: Channels

    /// Records that a channel is at fault and rests; the beginning of its fault is kept.
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

    /// Records that a channel works again; a pause is kept.
    func channelWorks(_ name: String) async throws(OutboxError)

    /// Ends the rest of a channel whose server takes connections again, and puts back what could not reach it.
    ///
    /// As for what becomes due, there is no evidence entry.
    ///
    /// - Parameter name: the channel's name in the configuration
    /// - Throws: `writeFailed`, `busy`
    func channelAnswers(_ name: String) async throws(OutboxError)

    /// Stops a channel for good, because its endpoint said it is gone; the first reason stays.
    func disableChannel(_ name: String, reason: String, at now: UnixTime) async throws(OutboxError)

    /// Ends all rests, and what waits for a channel at fault is due: something was fixed, and one attempt per channel shows
    /// whether it helped.
    func endRests() async throws(OutboxError)

    // MARK: No transactions

    /// Records that this state file serves a registry.
    ///
    /// - Throws: `unreadable`
    func remember(_ served: ServedRegistry?) throws(OutboxError)

    /// Creates the bell that ``ringBell()`` rings; `nil` where there cannot be one.
    func hangBell() -> Bell?
}
