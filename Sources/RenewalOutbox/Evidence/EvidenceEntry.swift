package import RenewalRules

/// One link of the evidence chain: something that happened to a notice, a delivery or the outbox as a whole.
///
/// It holds ids, words and fingerprints only. Addresses, texts and replies stay in the tables, from which they can be
/// erased without touching the chain; until then an id or a fingerprint proves them. Fingerprints are made with the
/// secret of the state file, because a bare hash of an address or a reply gives away what somebody tries out.
package struct EvidenceEntry: Hashable, Sendable {
    /// What happened.
    package enum Event: String, Hashable, Sendable, CaseIterable {
        /// A notice was found due; one entry per delivery, or one without when a digest tells of it.
        case planned
        /// A mark that passed unseen, or a delivery that a later notice stands in for.
        case superseded
        /// Lines were given to a digest; the detail names them.
        case gathered
        /// The lines of a digest that goes to nobody wait for another one.
        case reopened
        /// A digest took a more pressing line, and became as pressing; the detail is its severity.
        case raised
        /// A delivery was taken for an attempt.
        case claimed
        /// It could neither leave nor be given up when looked at right before sending.
        case postponed
        /// A claim was given back untried; earlier builds wrote this.
        case unclaimed
        /// The message was rendered; the detail is a fingerprint of its bytes.
        case composed
        /// An attempt ended; the detail is its outcome, stage, code and a fingerprint of the reply.
        case answered
        /// The same, for an attempt whose lease was lost: the delivery stays as it is.
        case answeredLate = "answered_late"
        /// No longer true when looked at right before sending.
        case withdrawn
        /// A corrected address, or an operator.
        case cancelled
        case held, released, retried
        /// Personal data of a settled delivery was removed; or the words of an endpoint, when the detail names a channel.
        case erased
        /// Somebody saw a notice.
        case acknowledged
        /// A channel's endpoint is gone, or was let back.
        case channelDisabled = "channel_disabled"
        case channelEnabled = "channel_enabled"
        /// All sending was held by the guard, or let go by an operator.
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
    /// The lines are, each but the last ended by a line feed and empty for what is missing: the previous hash (before
    /// the first link the id of the state file), sequence, milliseconds since 1970, event, notice, delivery, attempt,
    /// state, detail.
    package func expectedHash(after previous: String) -> String {
        let lines = [
            previous, "\(sequence)", "\(at.milliseconds)", entry.event.rawValue, entry.noticeID ?? "",
            entry.deliveryID ?? "", entry.attempt.map { "\($0)" } ?? "", entry.state?.rawValue ?? "",
            entry.detail ?? "",
        ]
        return Fingerprint.of(Array(lines.joined(separator: "\n").utf8))
    }
}
