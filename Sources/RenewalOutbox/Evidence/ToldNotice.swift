import RenewalRules

/// The history of one notice according to the chain.
struct ToldNotice {
    let state: String
    let createdAt: UnixTime?
    /// Its due day, and the rules that made it due, as words.
    let dueOn: String?
    let rules: String
    /// The last seal, with the number of its entry; `nil` when only earlier builds told of the notice.
    let seal: (text: String, sequence: Int64)?

    /// - Parameter links: those that plan, pass over or raise it, in their order
    init(_ links: [EvidenceLink]) {
        let first = links.first
        // Passed over at once, or taken back from a digest.
        state = links.contains { $0.entry.event == .superseded } ? "superseded" : "planned"
        createdAt = first?.at
        // If it was planned again, the entry describes the new delivery.
        let parts = first?.entry.words?.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false) ?? []
        dueOn = parts.first.map(String.init)
        rules = parts.count > 2 ? String(parts[2]) : ""
        let last = links.last { $0.entry.seal(of: .notice) != nil }
        seal = last.flatMap { link in link.entry.seal(of: .notice).map { ($0, link.sequence) } }
    }
}
