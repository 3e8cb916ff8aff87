import GRDB
import RenewalDelivery
import RenewalRules

/// A delivery of a notice that is planned again.
struct PlannedDelivery {
    let id: String
    let channel: String
    private(set) var address: String
    let state: DeliveryState
    /// Why it was cancelled; `nil` for words of an operator, or of another state.
    let reason: CancelReason?
    let isErased: Bool

    static func all(of noticeID: String, in database: Database) throws -> [PlannedDelivery] {
        let query = """
            SELECT id, channel, address, state, reason, erased_ms IS NOT NULL AS is_erased
            FROM delivery WHERE notice_id = ?
            """
        return try Row.fetchAll(database, sql: query, arguments: [noticeID]).map { row in
            PlannedDelivery(
                id: try row.text("id"),
                channel: try row.text("channel"),
                address: try row.text("address"),
                state: try row.word("state", as: DeliveryState.self),
                reason: try row.optionalText("reason").flatMap(CancelReason.init),
                isErased: try row.integer("is_erased") == 1
            )
        }
    }

    /// With the erased address restored, if it is one of the record's present ones: the id proves it, whether made with
    /// the file's secret or by a build without one.
    func recognized(among recipients: [Recipient], of key: NoticeKey, with secret: FileSecret) -> PlannedDelivery {
        guard isErased else { return self }
        var recognized = self
        recognized.address =
            recipients.first { recipient in
                id == secret.deliveryID(of: key, to: recipient)
                    || id == StableID.of("\(key)\n\(recipient.channel)\n\(recipient.address)")
            }?.address ?? address
        return recognized
    }

    /// Cancelled in favour of a corrected address, or because its recipient was muted: its place is free.
    var isVacant: Bool { state == .cancelled && (reason == .addressChanged || reason == .muted) }

    /// Not accepted or sent back, and not being sent; for an erased one nobody can tell whether it was meant for another
    /// address.
    var isOpen: Bool {
        guard !isErased else { return false }
        return switch state {
        case .pending, .deferred, .held, .failed, .bounced: true
        case .sending, .sent, .cancelled, .superseded: false
        }
    }
}

/// What a changed list of addresses means for the deliveries of one notice on one channel.
///
/// Only an address that replaces another one gets a delivery: additional recipients are left to the next notice. What
/// was sent or is being sent to a removed address counts as delivered, and so does what was erased.
struct AddressCorrection {
    /// To be cancelled as `address_changed`.
    let cancelled: [PlannedDelivery]
    /// Addresses to plan a delivery for.
    let added: Set<String>

    /// - Parameters:
    ///   - known: all deliveries of the notice on the channel
    ///   - addresses: the record's present ones, most important first
    init(of known: [PlannedDelivery], to addresses: [String]) {
        let standing = known.filter { !$0.isVacant }
        let gone = standing.filter { !addresses.contains($0.address) }
        let open = gone.filter(\.isOpen)
        let missing = addresses.filter { address in !standing.contains { $0.address == address } }
        let told = gone.count - open.count
        let hasVacancy = !open.isEmpty || standing.count < known.count
        guard hasVacancy, missing.count > told else {
            cancelled = []
            added = []
            return
        }
        cancelled = open
        added = Set(missing.prefix(missing.count - told))
    }
}
