package import RenewalRules

/// A notice that tells the last day of a record, and what became of it.
///
/// One that is not delivered yet counts too: a correction that waits need not be planned again.
package struct Telling: Hashable, Sendable {
    package let key: NoticeKey
    /// Grows with each notice that is planned.
    package let sequence: Int64
    /// When it arrived or may have arrived, at the latest; `nil` while it has not.
    package private(set) var toldAt: UnixTime?
    /// The addresses it went to, or may have; those erased meanwhile are left out.
    package private(set) var addresses: Set<String> = []
    /// The names of those it was addressed to there; programs have none.
    package private(set) var names: Set<String> = []
    /// Whether it went to an address that was erased meanwhile, so that nobody can tell which.
    package private(set) var hasErasedAddress = false
    /// The employers in whose digest it arrived or may have arrived.
    package private(set) var employers: Set<String> = []
    /// Whether it may still leave: its deliveries or its digest wait, or it has no recipient yet.
    package var mayLeave: Bool { isOpen || !hasDeliveries }
    /// Whether each of its deliveries was withdrawn because it was no longer true.
    package var isWithdrawn: Bool { hasDeliveries && isUntrue }

    /// Whether each of its deliveries was cancelled because its recipient is muted, so that nobody has had it.
    package var isMuted: Bool { hasDeliveries && isSilenced }

    /// Whether one of its deliveries was cancelled because its recipient is muted.
    package private(set) var wasMutedForSome = false

    private var hasDeliveries = false
    private var isOpen = false
    private var isUntrue = true
    private var isSilenced = true

    init(_ key: NoticeKey, sequence: Int64) {
        self.key = key
        self.sequence = sequence
    }

    /// Takes one of its deliveries into account, or one of the digest that includes it.
    mutating func add(_ delivery: Delivery) {
        hasDeliveries = true
        switch delivery.state {
        case .pending, .deferred, .held, .sending: isOpen = true
        case .sent, .bounced, .failed, .cancelled, .superseded: break
        }
        isUntrue = isUntrue && delivery.state == .cancelled && delivery.isUntrue
        let isMuted = delivery.state == .cancelled && delivery.isMuted
        isSilenced = isSilenced && isMuted
        wasMutedForSome = wasMutedForSome || isMuted
        guard delivery.mayHaveArrived else { return }
        toldAt = max(toldAt ?? delivery.updatedAt, delivery.updatedAt)
        if let employer = delivery.employer {
            employers.insert(employer)
        } else if delivery.isErased {
            hasErasedAddress = true
        } else {
            addresses.insert(delivery.address)
            if let name = delivery.name { names.insert(name) }
        }
    }

    /// A delivery of such a notice.
    struct Delivery {
        let state: DeliveryState
        /// Whether it was withdrawn because what it says was no longer so.
        let isUntrue: Bool
        /// Whether it was cancelled because its recipient is muted.
        let isMuted: Bool
        let wasAmbiguous: Bool
        let updatedAt: UnixTime
        let address: String
        let name: String?
        let isErased: Bool
        /// The employer whose digest it is; `nil` for a notice sent singly.
        let employer: String?

        /// Handed over, and accepted or without an answer.
        var mayHaveArrived: Bool { state == .sent || state == .sending || wasAmbiguous }
    }
}
