import RenewalDelivery
import RenewalRules

/// The history of one delivery according to the chain.
struct ToldDelivery {
    /// A claimed attempt; without an answer it is still running.
    struct Attempt {
        fileprivate(set) var answer: String?
        fileprivate(set) var endedAt: UnixTime?
        fileprivate(set) var isLate = false
        /// Whether the fingerprint in the answer was made with the file's secret.
        fileprivate(set) var isKeyed = false
        /// Whether its reply was erased; the delivery may have been planned again since.
        fileprivate(set) var isErased = false
    }

    /// The message as last composed.
    struct Message {
        let attempt: Int?
        let fingerprint: String
        let isKeyed: Bool
    }

    private(set) var state: DeliveryState?
    private(set) var createdAt: UnixTime?
    private(set) var updatedAt: UnixTime?
    private(set) var erasedAt: UnixTime?
    private(set) var attempts: [Attempt] = []
    private(set) var ambiguousCount = 0
    private(set) var message: Message?
    /// The last seal, with the number of its entry; `nil` when only earlier builds told of the delivery.
    private(set) var seal: (text: String, sequence: Int64)?
    /// The last seal of what was reported of it; `nil` when nothing was.
    private(set) var bounceSeal: (text: String, sequence: Int64)?

    /// - Parameter links: all that name the delivery, in their order
    init(_ links: [EvidenceLink]) { for link in links { hear(link) } }

    private mutating func hear(_ link: EvidenceLink) {
        let entry = link.entry
        if let text = entry.seal(of: .delivery) { seal = (text, link.sequence) }
        if let text = entry.seal(of: .bounce) { bounceSeal = (text, link.sequence) }
        switch entry.event {
        case .planned: (createdAt, erasedAt) = (createdAt ?? link.at, nil)
        case .claimed: attempts.append(Attempt())
        case .unclaimed: attempts = attempts.dropLast()
        case .composed: compose(entry)
        case .answered, .answeredLate: end(entry, at: link.at)
        case .erased:
            (erasedAt, message) = (link.at, nil)
            for place in attempts.indices { attempts[place].isErased = true }
        case .superseded, .gathered, .reopened, .raised, .postponed, .bounced, .delayed, .withdrawn, .cancelled, .held,
            .released, .retried, .replayed, .acknowledged, .unacknowledged, .muted, .unmuted, .channelDisabled,
            .channelEnabled, .channelPaused, .channelResumed, .sendingHeld, .sendingReleased:
            break
        }
        guard let next = entry.state, entry.event != .erased else { return }
        (state, updatedAt) = (next, link.at)
    }

    private mutating func compose(_ entry: EvidenceEntry) {
        let isKeyed = entry.seal(of: .delivery) != nil
        message = Message(attempt: entry.attempt, fingerprint: entry.words ?? "", isKeyed: isKeyed)
    }

    private mutating func end(_ entry: EvidenceEntry, at instant: UnixTime) {
        guard let number = entry.attempt, attempts.indices.contains(number - 1) else { return }
        let isLate = entry.event == .answeredLate
        attempts[number - 1] = Attempt(
            answer: entry.words,
            endedAt: instant,
            isLate: isLate,
            isKeyed: entry.seal(of: .delivery) != nil
        )
        let isAmbiguous = entry.words?.hasPrefix("\(Verdict.Outcome.ambiguous.rawValue) ") ?? false
        if !isLate, isAmbiguous { ambiguousCount += 1 }
    }
}
