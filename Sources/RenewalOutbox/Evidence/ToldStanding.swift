import RenewalRules

/// The disabled channels, the mutes and the holds according to the chain.
struct ToldStanding {
    /// One that stands.
    struct Place {
        let since: UnixTime
        /// `nil` when an earlier build told of it.
        fileprivate(set) var seal: String?
    }

    /// Keyed by name.
    private(set) var channels: [String: Place] = [:]
    /// Keyed by their name in the entries.
    private(set) var mutes: [String: Place] = [:]
    /// Keyed by their name in the entries.
    private(set) var holds: [String: Place] = [:]

    mutating func hear(_ link: EvidenceLink) {
        let entry = link.entry
        guard let name = entry.words else { return }
        switch entry.event {
        case .channelDisabled: channels[name] = Place(since: link.at, seal: entry.seal(of: .channel))
        case .channelEnabled: channels[name] = nil
        case .erased where entry.deliveryID == nil: channels[name]?.seal = entry.seal(of: .channel)
        case .muted: mutes[name] = Place(since: link.at, seal: entry.seal(of: .mute))
        case .unmuted: mutes[name] = nil
        case .sendingHeld: holds[name] = Place(since: link.at, seal: entry.seal(of: .hold))
        case .sendingReleased: holds[name] = nil
        case .planned, .superseded, .gathered, .reopened, .raised, .claimed, .postponed, .unclaimed, .composed,
            .answered, .answeredLate, .bounced, .delayed, .withdrawn, .cancelled, .held, .released, .retried, .replayed,
            .erased, .acknowledged, .unacknowledged, .channelPaused, .channelResumed:
            break
        }
    }
}
