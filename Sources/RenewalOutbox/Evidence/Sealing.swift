import GRDB
import RenewalRules

/// Puts seals on entries that are about to be added to the chain; made for one transaction.
struct Sealing {
    let database: Database
    let secret: FileSecret
    /// The last notice that was sealed: those of its deliveries follow each other.
    private var notice: (id: String, seal: String)?
    /// The last delivery that was sealed, of which a claim adds two entries; no row changes while entries are added.
    private var delivery: (id: String, seal: String)?

    init(database: Database) throws {
        self.database = database
        secret = try database.secret()
    }

    /// The entry with a seal for each row that it changed; the rows stand as they will be when the transaction ends.
    mutating func seal(_ entry: EvidenceEntry) throws -> EvidenceEntry {
        var sealed = entry
        if let id = entry.noticeID, entry.event.changesNotice {
            if notice?.id != id { notice = (id, try seal(.notice, id)) }
            sealed = sealed.sealing(.notice, as: notice?.seal ?? "")
        }
        if let id = entry.deliveryID {
            if delivery?.id != id { delivery = (id, try seal(.delivery, id)) }
            sealed = sealed.sealing(.delivery, as: delivery?.seal ?? "")
        }
        guard let key = entry.detail, entry.deliveryID == nil else { return sealed }
        switch entry.event {
        case .channelDisabled, .erased: return sealed.sealing(.channel, as: try seal(.channel, key))
        case .sendingHeld: return sealed.sealing(.hold, as: try seal(.hold, key))
        default: return sealed
        }
    }

    private func seal(_ rows: EvidenceEntry.Sealed, _ key: String) throws -> String {
        try SealedRows.of(rows).seal(of: key, in: database, with: secret)
    }
}

extension EvidenceEntry.Event {
    /// Whether an entry that names a notice tells of a change of its row.
    fileprivate var changesNotice: Bool { self == .planned || self == .superseded || self == .raised }
}
