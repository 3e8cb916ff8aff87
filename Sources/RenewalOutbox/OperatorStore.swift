package import RenewalDelivery
package import RenewalRules

/// The outbox as an operator works on it.
package protocol OperatorStore: OutboxLookups {
    // MARK: Orders

    /// Requeues failed, bounced, held or deferred deliveries, with their full time for retries.
    ///
    /// `all` means all failed and deferred ones; held ones wait for `release`, and bounced ones have to be named. The rests
    /// of their channels end.
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
    /// - Returns: how many ended, and the ids of those that stay because they are being sent
    /// - Throws: `writeFailed`, `busy`
    func cancel(
        channel: String,
        reason: String,
        at now: UnixTime
    ) async throws(OutboxError) -> ChannelClearance

    /// Cancels deliveries that are not being sent; `all` means all that are not sent yet.
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

    /// Holds waiting deliveries until they are released; `all` means all waiting ones.
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

    /// Requeues held deliveries, and ends the rests of their channels.
    ///
    /// `all` means all held ones.
    ///
    /// - Returns: how many
    /// - Throws: `unknownDelivery`, `ambiguousID`, `notPossible`; none is changed then
    func release(_ selection: DeliverySelection, at now: UnixTime) async throws(OutboxError) -> Int

    /// Moves what waits for one channel to another, when a channel is renamed or removed.
    ///
    /// Only deliveries that were never handed over, and are neither held on purpose nor given up on the other channel,
    /// move: they are cancelled (`moved`) and planned again in the same transaction, or only cancelled where the other
    /// channel already has the notice. The rest stays. Each is rechecked before it leaves, and by then the routes must
    /// name the new channel.
    ///
    /// - Parameters:
    ///   - from: the channel's name, whether the configuration still has it or not
    ///   - to: the name of a channel that the configuration has
    ///   - isProgram: the other channel posts events; its address is its own name
    ///   - now: when the order is given
    /// - Returns: how many moved and ended, and the ids of those that stay
    /// - Throws: `notMovable` when events would have to become mails
    func move(
        from: String,
        to: String,
        isProgram: Bool,
        at now: UnixTime
    ) async throws(OutboxError) -> ChannelClearance

    /// Records that the series of a notice was acknowledged; the latest day counts.
    ///
    /// - Parameters:
    ///   - noticeID: the id or a unique prefix of at least six characters
    ///   - acknowledgement: on which day, by whom and why
    /// - Throws: `unknownNotice`, `ambiguousID`; `isSummary` for a digest or the daily report
    /// - Source: rule D9
    func acknowledge(noticeID: String, _ acknowledgement: Acknowledgement) async throws(OutboxError)

    /// Takes the acknowledgement of a notice's series back; the next scan plans what is still true.
    ///
    /// - Parameters:
    ///   - noticeID: the id of any notice of the series, or a unique prefix of at least six characters
    ///   - now: when the order is given
    /// - Returns: whether there was one
    /// - Throws: `unknownNotice`, `ambiguousID`
    func removeAcknowledgement(noticeID: String, at now: UnixTime) async throws(OutboxError) -> Bool

    /// Mutes somebody, or changes an earlier mute of the same party.
    ///
    /// What waits is cancelled at the recheck right before it would leave (`muted`); what is being sent leaves.
    ///
    /// - Throws: `tooManyMutes`, `writeFailed`, `busy`
    func mute(_ mute: Mute) async throws(OutboxError)

    /// Ends a mute; the next scan plans what is still true and was cancelled because of it.
    ///
    /// - Returns: whether there was one
    /// - Throws: `writeFailed`, `busy`
    func unmute(_ party: MutedParty, at now: UnixTime) async throws(OutboxError) -> Bool

    /// Enables a channel at once and requeues what was held because its endpoint was gone; harmless if it is enabled.
    ///
    /// - Returns: how many deliveries were requeued
    @discardableResult
    func enableChannel(_ name: String, at now: UnixTime) async throws(OutboxError) -> Int

    /// Sends nothing through a channel until an instant or until it is resumed; the latest order counts.
    ///
    /// What is being sent just now still leaves.
    ///
    /// - Throws: `writeFailed`, `busy`
    func pauseChannel(_ name: String, _ pause: ChannelPause) async throws(OutboxError)

    /// Ends a pause.
    ///
    /// - Returns: whether there was one, even if it had ended by itself
    /// - Throws: `writeFailed`, `busy`
    func resumeChannel(_ name: String, at now: UnixTime) async throws(OutboxError) -> Bool

    /// Makes deferred deliveries due now, and ends the rests of their channels: somebody wants to see them leave.
    ///
    /// They keep the time that they have for retries, and wait for the sending hours as before.
    ///
    /// - Parameter channel: the only channel; `nil` for all
    /// - Returns: how many
    /// - Throws: `writeFailed`, `busy`
    func flush(_ channel: String?) async throws(OutboxError) -> Int

    // MARK: Replays

    /// Finds the deliveries that a channel accepted in a span of time, in the order in which it did.
    ///
    /// - Parameters:
    ///   - channel: the channel's name
    ///   - span: when they were accepted
    ///   - record: the only record whose notices are wanted; `nil` for all
    ///   - last: the one after which to go on; `nil` for the beginning
    ///   - limit: the most to find
    /// - Returns: also those whose messages are erased; fewer than `limit` when that was all
    /// - Throws: `damaged`, `busy`
    func accepted(
        by channel: String,
        during span: Range<UnixTime>,
        of record: String?,
        after last: AcceptedDelivery?,
        limit: Int
    ) async throws(OutboxError) -> [AcceptedDelivery]

    /// Takes the message of an accepted delivery to send it once more; the evidence tells of it before it leaves.
    ///
    /// - Returns: the message as it was accepted; `nil` when it is erased
    /// - Throws: `writeFailed`, `busy`
    func replay(_ id: String, at now: UnixTime) async throws(OutboxError) -> FrozenMessage?

    /// Adds to the evidence what was answered to a message that was sent once more.
    ///
    /// - Throws: `writeFailed`, `busy`
    func recordReplay(of id: String, _ verdict: Verdict, at now: UnixTime) async throws(OutboxError)

    // MARK: Care

    /// Erases the personal data of deliveries settled before an instant: address, name, message and the other side's
    /// replies; what endpoints and relays of faulty channels said before it; and mutes that ended by themselves before it.
    ///
    /// What stays says that there was such a delivery, of which notice, through which channel, when and with what
    /// outcome; its id still proves the address to who knows it and has the file. What was erased can be found on disk
    /// until ``emptyLog()``.
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

    /// Counts what ``erase(about:limit:at:)`` would cancel and erase, and what is being sent just now.
    ///
    /// - Parameter records: those of one person
    /// - Returns: each delivery once
    /// - Throws: `damaged`, `busy`
    func erasable(about records: [RecordID]) async throws(OutboxError) -> ErasedDeliveries

    /// Cancels what waits about some records, and erases what was sent about them to anybody, as ``eraseSettled`` does.
    ///
    /// Digests that told of them are erased too, once they are settled. What is being sent just now is left for another
    /// call.
    ///
    /// - Parameters:
    ///   - records: those of one person
    ///   - limit: the most in one transaction, so that nothing else waits long
    ///   - now: kept with each
    /// - Returns: what became of them; call again until nothing was erased
    /// - Throws: `writeFailed`, `busy`
    func erase(
        about records: [RecordID],
        limit: Int,
        at now: UnixTime
    ) async throws(OutboxError) -> ErasedDeliveries

    // MARK: No transaction

    /// Sees to it that nothing that was erased can be read any more in what the outbox is kept in.
    ///
    /// Another program that reads just now delays that until the next time.
    ///
    /// - Throws: `writeFailed`, `damaged`
    func emptyLog() async throws(OutboxError)

    /// Writes a consistent copy of the state file to a new file, while the daemon goes on.
    ///
    /// The copy is complete, checked and on disk under its name, or does not exist. A daemon started on it sends
    /// nothing until an operator releases it.
    ///
    /// - Parameter target: a path at which there is nothing yet
    /// - Returns: the size of the copy in bytes
    /// - Throws: `missing` without a state file, `exists`, `unreadable`, `unsafe`, `damaged`, `writeFailed`
    func backUp(to target: String) async throws(OutboxError) -> Int

    /// Tells the running daemon that something was changed; call it after the change.
    func ringBell() -> Bell.Answer
}
