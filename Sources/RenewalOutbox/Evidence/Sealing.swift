import GRDB
import RenewalRules

/// Puts seals on entries that are about to be added to the chain; made for one transaction.
struct Sealing {
    let database: Database
    let secret: FileSecret
    /// The last sealed notice, because entries of its deliveries follow one another.
    private var notice: (id: String, seal: String)?
    /// The last sealed delivery, because a claim adds two entries for it; rows do not change while entries are added.
    private var delivery: (id: String, seal: String)?

    init(database: Database) throws {
        self.database = database
        secret = try database.secret()
    }

    /// The entry with a seal for each row it changed; the rows are already as they will be at the commit.
    mutating func seal(_ entry: EvidenceEntry) throws -> EvidenceEntry {
        var sealed = entry
        if let id = entry.noticeID, entry.event.changesNotice {
            if notice?.id != id { notice = (id, try seal(.notice, id)) }
            sealed = sealed.sealing(.notice, as: notice?.seal ?? "")
        }
        if let id = entry.deliveryID {
            if delivery?.id != id { delivery = (id, try seal(.delivery, id)) }
            sealed = sealed.sealing(.delivery, as: delivery?.seal ?? "")
            if try changesBounce(entry.event, of: id) { sealed = sealed.sealing(.bounce, as: try seal(.bounce, id)) }
        }
        guard let key = entry.detail, entry.deliveryID == nil else { return sealed }
        switch entry.event {
        case .channelDisabled, .erased: return sealed.sealing(.channel, as: try seal(.channel, key))
        case .muted: return sealed.sealing(.mute, as: try seal(.mute, key))
        case .sendingHeld: return sealed.sealing(.hold, as: try seal(.hold, key))
        case .planned, .superseded, .gathered, .reopened, .raised, .claimed, .postponed, .unclaimed, .composed,
            .answered, .answeredLate, .bounced, .delayed, .withdrawn, .cancelled, .held, .released, .retried, .replayed,
            .acknowledged, .unacknowledged, .unmuted, .channelEnabled, .channelPaused, .channelResumed,
            .sendingReleased:
            return sealed
        }
    }

    /// Erasing takes the words of the reports too, where there are any.
    private func changesBounce(_ event: EvidenceEntry.Event, of id: String) throws -> Bool {
        guard event == .erased else { return event == .bounced || event == .delayed }
        return try database.isReported(id)
    }

    private func seal(_ rows: EvidenceEntry.Sealed, _ key: String) throws -> String {
        try SealedRows.of(rows).seal(of: key, in: database, with: secret)
    }
}

extension EvidenceEntry.Event {
    /// Whether an entry naming a notice records a change of its row.
    fileprivate var changesNotice: Bool { self == .planned || self == .superseded || self == .raised }
}
