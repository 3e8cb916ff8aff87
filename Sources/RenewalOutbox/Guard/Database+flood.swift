import GRDB
import RenewalRules

/// Counts what a scan plans, and holds the part that makes it unusual.
extension Database {
    /// Counts a new delivery for the parties that made it due.
    func countFresh(_ id: String, as share: FloodShare, employer: String?, on day: CalendarDate) throws {
        try cachedStatement(
            sql: """
                INSERT INTO fresh_delivery (delivery_id, day, record_type, employer, is_urgent) VALUES (?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [id, day.description, share.type.rawValue, try employer.map(standIn), share.isUrgent]
        )
    }

    /// Counts a waiting delivery of a digest that has taken more lines: urgent only if they all are.
    func countAgain(_ id: String, as share: FloodShare, employer: String?, on day: CalendarDate) throws {
        try cachedStatement(
            sql: "UPDATE fresh_delivery SET is_urgent = min(is_urgent, ?) WHERE delivery_id = ?"
        ).execute(arguments: [share.isUrgent, id])
        if changesCount == 0 { try countFresh(id, as: share, employer: employer, on: day) }
    }

    /// Forgets counts of scans of other days that never ended, so that days with usual numbers do not add up.
    func forgetFresh(besides day: CalendarDate) throws {
        try cachedStatement(sql: OutboxQueries.forgetFreshOfOtherDays).execute(arguments: [day.description])
    }

    /// Holds what is planned for parts already held, and further parts until no more than the limit is left.
    ///
    /// This is part of the planning transaction: more than the limit can never be claimed, except for what left before
    /// the flood was noticed.
    func holdFlood(above limit: FloodLimit, at now: UnixTime) throws {
        let isAbove = try Int.fetchOne(cachedStatement(sql: OutboxQueries.freshCount)) ?? 0 > limit.limit
        guard limit.days != nil else {
            guard isAbove else { return }
            try holdSending(.manyDue, limit.words(on: .everything), ["limit": limit.limit], at: now)
            return try execute(sql: OutboxQueries.forgetAllFresh)
        }
        let standing = try String.fetchAll(cachedStatement(sql: OutboxQueries.floodScopes)).compactMap(HoldScope.init)
        guard isAbove || !standing.isEmpty else { return }
        var tally = try floodTally()
        for scope in standing where tally.touches(scope) { tally.hold(scope, count: try hold(scope, at: now)) }
        while let scope = tally.cause(above: limit.limit) {
            try holdSending(.manyDue, of: scope, limit.words(on: scope), ["limit": limit.limit], at: now)
            tally.hold(scope, count: try hold(scope, at: now))
        }
    }

    private func floodTally() throws -> FloodTally {
        FloodTally(
            try Row.fetchAll(cachedStatement(sql: OutboxQueries.freshTally)).map { row in
                FloodTally.Line(
                    type: try row.word("record_type", as: RecordID.RecordType.self),
                    employer: try row.optionalText("employer"),
                    isUrgent: try row.integer("is_urgent") == 1,
                    count: try row.integer("count")
                )
            }
        )
    }

    /// Forgets the count of a part that an operator has released.
    func forgetFresh(of scope: HoldScope) throws {
        guard let part = OutboxQueries.part(scope) else { return }
        try cachedStatement(sql: OutboxQueries.forgetFresh).execute(arguments: part)
    }

    /// Holds what was planned for a part and has not left.
    ///
    /// - Returns: how many deliveries
    private func hold(_ scope: HoldScope, at now: UnixTime) throws -> Int {
        guard let part = OutboxQueries.part(scope) else { return 0 }
        let reason = HoldReason.manyDue.naming(scope)
        let held = try String.fetchAll(
            cachedStatement(sql: OutboxQueries.holdFresh),
            arguments: part + ["reason": reason, "now": now.milliseconds]
        )
        try append(held.map { EvidenceEntry(.held, deliveryID: $0, state: .held, detail: reason) }, at: now)
        try cachedStatement(sql: OutboxQueries.forgetHeldFresh).execute(arguments: part)
        return held.count
    }

    /// The id of an employer as used in holds: a stand-in if it is long, has unusual characters, or may be a person's
    /// identity number, because it goes into the chain, from which nothing is erased.
    private func standIn(for employer: String) throws -> String {
        let isShown = MaskedText(ofOurs: employer).description.utf8.elementsEqual(employer.utf8)
        guard isShown, employer.isName, employer.utf8.count <= Self.longestName else {
            return try secret().standIn(for: employer)
        }
        return employer
    }

    private static let longestName = 64
}

extension String {
    /// Letters, digits, `-`, `_`, `.` and `/`, and fewer digits in a row than an identity number has (rule D11).
    fileprivate var isName: Bool {
        var digits = 0
        for character in self {
            digits = character.isNumber ? digits + 1 : 0
            guard digits < 15, character.isLetter || character.isNumber || "-_./".contains(character) else {
                return false
            }
        }
        return !isEmpty
    }
}
