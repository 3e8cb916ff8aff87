package import RenewalRules

/// Something that happened to a notice, a delivery or the outbox as a whole; in its place in the chain it is a link.
///
/// It contains only ids, words and fingerprints. Addresses, texts and replies stay in the tables, from which they can
/// be erased without touching the chain; until then an id or a fingerprint proves them. Fingerprints use the secret of
/// the state file, because anybody could guess an address or a reply from a bare hash.
package struct EvidenceEntry: Hashable, Sendable {
    /// What happened.
    package enum Event: String, Hashable, Sendable, CaseIterable {
        /// A notice was found due; one entry per delivery, or one without a delivery when a digest includes it.
        case planned
        /// A mark that was missed, a line taken back from a digest, or a delivery replaced by a later notice.
        case superseded
        /// Lines were given to a digest; the detail names them.
        case gathered
        /// The lines of a digest without a recipient wait for another digest.
        case reopened
        /// A digest took a more pressing line and its severity; the detail is that severity.
        case raised
        /// A delivery was taken for an attempt.
        case claimed
        /// At the recheck right before sending it could neither leave nor be given up.
        case postponed
        /// A claim was returned untried; written by earlier builds.
        case unclaimed
        /// The message was rendered; the detail is a fingerprint of its bytes.
        case composed
        /// An attempt ended; the detail is its outcome, stage, code and a fingerprint of the reply.
        case answered
        /// The same for an attempt that lost its lease: the delivery is unchanged.
        case answeredLate = "answered_late"
        /// A mail server reports that it could not deliver what was accepted, or that it still tries, which changes
        /// nothing; the detail is the cause and the status code.
        case bounced, delayed
        /// Found to be no longer true at the recheck right before sending.
        case withdrawn
        /// A corrected address, or an operator.
        case cancelled
        case held, released, retried
        /// An operator has what was accepted sent once more: an entry before it leaves, and one with the answer, whose
        /// detail is its outcome, stage and code.
        case replayed
        /// Personal data of a settled delivery were erased; or an endpoint's words, when the detail names a channel.
        case erased
        /// Somebody acknowledged a notice, or took that back.
        case acknowledged, unacknowledged
        /// An operator muted somebody, or the mute ended: by an order, or as forgotten after its last day.
        ///
        /// The detail is a kind and a keyed code, the same for the same party.
        case muted, unmuted
        /// A channel's endpoint is gone, or the channel was enabled again.
        case channelDisabled = "channel_disabled"
        case channelEnabled = "channel_enabled"
        /// An operator paused a channel, or resumed it; a pause may also end by itself.
        case channelPaused = "channel_paused"
        case channelResumed = "channel_resumed"
        /// The guard held all sending, or an operator released it.
        case sendingHeld = "sending_held"
        case sendingReleased = "sending_released"
    }

    package var event: Event
    package var noticeID: String?
    package var deliveryID: String?
    package var attempt: Int?
    /// The state of the delivery from then on.
    package var state: DeliveryState?
    package var detail: String?

    package init(
        _ event: Event,
        noticeID: String? = nil,
        deliveryID: String? = nil,
        attempt: Int? = nil,
        state: DeliveryState? = nil,
        detail: String? = nil
    ) {
        self.event = event
        self.noticeID = noticeID
        self.deliveryID = deliveryID
        self.attempt = attempt
        self.state = state
        self.detail = detail
    }
}

/// An entry in its place in the chain.
package struct EvidenceLink: Hashable, Sendable {
    /// 1 for the first; without gaps.
    package var sequence: Int64
    package var at: UnixTime
    package var entry: EvidenceEntry
    /// 64 hexadecimal digits over the entry and the hash before it.
    package var hash: String

    package init(sequence: Int64, at: UnixTime, entry: EvidenceEntry, hash: String) {
        self.sequence = sequence
        self.at = at
        self.entry = entry
        self.hash = hash
    }

    /// The hash that belongs to the content: SHA-256 over nine lines.
    ///
    /// The lines, separated by line feeds and empty where a value is missing, are: the previous hash (for the first
    /// link the id of the state file), sequence, milliseconds since 1970, event, notice, delivery, attempt, state,
    /// detail.
    package func expectedHash(after previous: String) -> String {
        let lines = [
            previous, "\(sequence)", "\(at.milliseconds)", entry.event.rawValue, entry.noticeID ?? "",
            entry.deliveryID ?? "", entry.attempt.map { "\($0)" } ?? "", entry.state?.rawValue ?? "",
            entry.detail ?? "",
        ]
        return Fingerprint.of(Array(lines.joined(separator: "\n").utf8))
    }
}
