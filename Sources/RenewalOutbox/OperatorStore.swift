package import RenewalRules

/// The outbox as an operator works on it.
package protocol OperatorStore: OutboxLookups {
    // MARK: Orders

    /// Puts failed, held or deferred deliveries back in the queue, with their whole time for retries ahead.
    ///
    /// `all` means all failed and deferred ones; what was held waits for `release`. The rests of their channels end.
    ///
    /// - Returns: how many
    /// - Throws: `unknownDelivery`, `ambiguousID`, `notPossible`; none is changed then
    func retry(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int

    /// Cancels what waits for a channel.
    ///
    /// - Parameters:
    ///   - channel: the channel's name, whether the configuration still has it or not
    ///   - reason: a word or sentence, not empty
    ///   - now: when the order is given
    /// - Returns: how many ended, and the ids of what stays because it is on its way
    /// - Throws: `writeFailed`, `busy`
    func cancel(
        channel: String,
        reason: String,
        at now: UnixTime
    ) async throws(OutboxError) -> ChannelClearance

    /// Ends deliveries that are not on their way; `all` means all that are not yet sent.
    ///
    /// - Parameters:
    ///   - selection: which ones
    ///   - reason: a word or sentence, not empty
    ///   - now: when the order is given
    /// - Returns: how many
    /// - Throws: `unknownDelivery`, `ambiguousID`, `notPossible`; none is changed then
    func cancel(
        _ selection: DeliverySelection,
        reason: String,
        at now: UnixTime
    ) async throws(OutboxError) -> Int

    /// Keeps waiting deliveries back until they are released; `all` means all waiting ones.
    ///
    /// - Returns: how many
    /// - Throws: `unknownDelivery`, `ambiguousID`, `notPossible`; none is changed then
    func hold(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int

    /// Lets the next deliveries go that a hold keeps back, and ends the hold with the last of them.
    ///
    /// - Parameters:
    ///   - hold: one of ``sendingHolds()``
    ///   - limit: the most to let go
    ///   - now: when the order is given
    /// - Returns: whether the hold has ended; otherwise it still keeps deliveries back
    /// - Throws: `writeFailed`, `busy`
    func release(
        _ hold: SendingHold,
        atMost limit: Int,
        at now: UnixTime
    ) async throws(OutboxError) -> Bool

    /// Puts held deliveries back in the queue, and ends the rests of their channels.
    ///
    /// `all` means all held ones.
    ///
    /// - Returns: how many
    /// - Throws: `unknownDelivery`, `ambiguousID`, `notPossible`; none is changed then
    func release(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int

    /// Moves what waits for one channel to another, for a channel that was renamed or goes.
    ///
    /// Only what was never handed over, and is not held on purpose or given up on the other channel, moves: it is
    /// cancelled (`moved`) and planned anew in the same transaction, or only cancelled where the other channel has the
    /// notice already. The rest stays. Before each leaves, the record is read once more, and the routes have to name the
    /// new channel by then.
    ///
    /// - Parameters:
    ///   - from: the channel's name, whether the configuration still has it or not
    ///   - to: the name of a channel that the configuration has
    ///   - isProgram: the other channel posts events; its address is its own name
    ///   - now: when the order is given
    /// - Returns: what moved, what ended, and the ids of what stays
    /// - Throws: `notMovable` when events would have to become mails
    func move(
        from: String,
        to: String,
        isProgram: Bool,
        at now: UnixTime
    ) async throws(OutboxError) -> ChannelClearance

    /// Notes that the series of a notice was acknowledged on a day; the latest day counts.
    ///
    /// - Parameters:
    ///   - noticeID: the id, or the first characters of it, at least six, if no other notice begins so
    ///   - now: the instant, kept with it
    ///   - day: the business day that counts for the rules
    /// - Throws: `unknownNotice`, `ambiguousID`
    /// - Source: rule D9
    func acknowledge(
        noticeID: String,
        at now: UnixTime,
        on day: CalendarDate
    ) async throws(OutboxError)

    /// Lets a channel send again, at once, and what was held because its endpoint was gone; one that is enabled stays so.
    ///
    /// - Returns: how many deliveries go on with it
    @discardableResult
    func enableChannel(_ name: String, at now: UnixTime) async throws(OutboxError) -> Int

    // MARK: Care

    /// Removes the personal data of deliveries that were settled before an instant: address, name, message and the
    /// replies of the other side; and what endpoints and relays said before it of channels that are still at fault.
    ///
    /// What stays says that there was such a delivery, of which notice, through which channel, when and with what
    /// outcome; its id still proves the address to who knows it and has the file. Nothing of it can be read any more in
    /// what the outbox is kept in when nothing is left to erase.
    ///
    /// - Parameters:
    ///   - instant: deliveries changed last before it
    ///   - limit: the most in one transaction, so that nothing else waits long
    ///   - now: kept with each
    /// - Returns: how many were erased; less than `limit` when that was all
    /// - Throws: `writeFailed`, `busy`
    func eraseSettled(
        before instant: UnixTime,
        limit: Int,
        at now: UnixTime
    ) async throws(OutboxError) -> Int

    /// Writes a consistent copy of the state file to a new file, while the daemon goes on.
    ///
    /// The copy is complete, checked and on disk under its name, or not there at all. A daemon started on it sends
    /// nothing until an operator releases it.
    ///
    /// - Parameter target: a path at which there is nothing yet
    /// - Returns: the size of the copy in bytes
    /// - Throws: `missing` without a state file, `exists`, `unreadable`, `unsafe`, `damaged`, `writeFailed`
    func backUp(to target: String) async throws(OutboxError) -> Int

    // MARK: No transaction

    /// Tells the running daemon that something was changed; call it after the change.
    func ringBell() -> Bell.Answer
}
