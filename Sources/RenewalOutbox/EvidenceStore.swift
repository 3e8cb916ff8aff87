/// The chain of entries that tells of everything an outbox did.
package protocol EvidenceStore: Sendable {
    /// Reads the chain from a link on, with what the tables still have for each.
    ///
    /// - Parameters:
    ///   - sequence: the number after which to begin; 0 for the start
    ///   - limit: the most to read at once
    /// - Returns: in their order; empty at the end
    /// - Throws: `damaged`, `busy`
    func evidence(after sequence: Int64, limit: Int) async throws(OutboxError) -> [EvidenceRecord]

    /// The last link, to be noted where nobody with access to the file can change it; `nil` before the first.
    func evidenceHead() async throws(OutboxError) -> EvidenceHead?

    /// Checks the whole chain, and the tables against it.
    ///
    /// Finds an entry that was changed, removed, added or moved, and any change of a notice, delivery, attempt, message,
    /// bounce, digest, acknowledgement, disabled channel, mute or hold that the chain does not record. Entries cut off
    /// at the end are revealed by the tables, and by an earlier `head` noted elsewhere: the log has one for each day.
    /// `Documentation/reliability.md` says what is outside the promise.
    ///
    /// - Parameter head: a link noted before, as `sequence:hash`
    /// - Returns: how much was checked, and every problem found
    /// - Throws: `damaged`, `busy`
    func verifyEvidence(against head: EvidenceHead?) async throws(OutboxError) -> EvidenceReport

    /// Checks the whole file for damage.
    ///
    /// - Throws: `damaged`
    func check() async throws(OutboxError)
}
