import GRDB
package import RenewalRules

/// The guard against what a file and a clock cannot know by themselves: copies, restored backups, wrong clocks, floods.
extension Outbox {
    /// The longest pause between two runs without suspicion; after a longer one the clock may be wrong.
    package static let longestPause: Duration = .seconds(30 * 86_400)
    /// How far a start may lie before the last run: usual clock corrections are smaller.
    package static let smallestStepBack: Duration = .seconds(3600)

    package func takeOver(
        machine: String,
        serving served: ServedRegistry?,
        earliest: UnixTime,
        at now: UnixTime
    ) async throws(OutboxError) {
        let inode = try StateFile(path: path).inode()
        let witnessed = lock?.witness
        let predecessor = try served?.instance()
        let epoch = try await write { [instanceID] database in
            var findings = try database.suspicions(inode: inode, machine: machine, witnessed: witnessed)
            if let loss = try database.loss(witnessed: witnessed?.instanceID, served: predecessor) {
                findings.append((.lostState, loss))
            }
            if now >= earliest, let doubt = try database.doubt(about: now) { findings.append((.clockJump, doubt)) }
            for (reason, detail) in findings { try database.holdSending(reason, detail, at: now) }
            try database.execute(
                sql: "UPDATE instance SET machine = ?, inode = ?, epoch = max(epoch, ?) + 1",
                arguments: [machine, inode, witnessed?.instanceID == instanceID ? witnessed?.epoch ?? 0 : 0]
            )
            return try Int.fetchOne(database, sql: "SELECT epoch FROM instance") ?? 0
        }
        try lock?.remember(LockWitness(instanceID: instanceID, epoch: epoch))
        try remember(served)
    }

    package func remember(_ served: ServedRegistry?) throws(OutboxError) { try served?.remember(instanceID) }

    package func holdSending(
        _ reason: SendingHold.Reason,
        detail: String,
        figures: [String: Int],
        at now: UnixTime
    ) async throws(OutboxError) {
        try await write { try $0.holdSending(reason, detail, figures, at: now) }
    }

    package func sendingHolds() async throws(OutboxError) -> [SendingHold] {
        try await read(orEmpty: []) { database in
            let query = """
                SELECT reason, scope, detail, figures, since_ms FROM sending_hold ORDER BY since_ms, reason, scope
                """
            return try Row.fetchAll(database, sql: query).map { row in
                guard let scope = HoldScope(try row.text("scope")) else { throw Row.Unreadable() }
                let reason = try row.word("reason", as: SendingHold.Reason.self)
                return SendingHold(
                    reason: reason,
                    scope: scope,
                    detail: try row.text("detail"),
                    figures: Figures.read(try row.text("figures")),
                    since: try row.instant("since_ms"),
                    waiting: scope == .everything ? 0 : try database.waitingCount(for: reason.naming(scope))
                )
            }
        }
    }

    package func release(
        _ hold: SendingHold,
        atMost limit: Int,
        at now: UnixTime
    ) async throws(OutboxError) -> Bool {
        try await write { try $0.release(hold, atMost: limit, at: now) }
    }
}

extension Database {
    func holdSending(
        _ reason: SendingHold.Reason,
        of scope: HoldScope = .everything,
        _ detail: String,
        _ figures: [String: Int] = [:],
        at now: UnixTime
    ) throws {
        try execute(
            sql: """
                INSERT INTO sending_hold (reason, scope, detail, figures, since_ms) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [reason.rawValue, "\(scope)", detail, Figures.text(figures), now.milliseconds]
        )
        guard changesCount > 0 else { return }
        try append(EvidenceEntry(.sendingHeld, detail: reason.naming(scope)), at: now)
    }

    fileprivate func waitingCount(for reason: String) throws -> Int {
        try Int.fetchOne(cachedStatement(sql: OutboxQueries.heldCount), arguments: [reason]) ?? 0
    }

    /// - Returns: whether the hold has ended; otherwise it still keeps deliveries
    fileprivate func release(_ hold: SendingHold, atMost limit: Int, at now: UnixTime) throws -> Bool {
        if hold.scope != .everything {
            let released = try String.fetchAll(
                cachedStatement(sql: OutboxQueries.releaseHeld),
                arguments: ["reason": hold.reason.naming(hold.scope), "now": now.milliseconds, "limit": limit]
            )
            try append(released.map { EvidenceEntry(.released, deliveryID: $0, state: .pending) }, at: now)
            guard released.count < limit else { return false }
            try forgetFresh(of: hold.scope)
        }
        try endHold(hold, at: now)
        return true
    }

    private func endHold(_ hold: SendingHold, at now: UnixTime) throws {
        try execute(
            sql: "DELETE FROM sending_hold WHERE reason = ? AND scope = ?",
            arguments: [hold.reason.rawValue, "\(hold.scope)"]
        )
        guard changesCount > 0 else { return }
        // Rests written under a wrong clock may last for years.
        if hold.reason == .clockJump { try endRests(of: nil) }
        // Whoever releases it has seen how large the registry is now.
        if hold.reason == .registryShrank { try execute(sql: "DELETE FROM registry_size") }
        try append(EvidenceEntry(.sendingReleased, detail: hold.reason.naming(hold.scope)), at: now)
    }

    fileprivate func suspicions(
        inode: Int64,
        machine: String,
        witnessed: LockWitness?
    ) throws -> [(SendingHold.Reason, String)] {
        guard let row = try Row.fetchOne(self, sql: "SELECT id, machine, inode, epoch FROM instance") else { return [] }
        var found: [(SendingHold.Reason, String)] = []
        if let known = try row.optionalText("machine"), known != machine {
            found.append((.copiedState, "the state file comes from another machine"))
        } else if let known = try row.decode(Int64?.self, forColumn: "inode"), known != inode {
            found.append((.copiedState, "the state file is a copy, or was restored from one"))
        }
        let epoch = try row.integer("epoch")
        if let witnessed, witnessed.instanceID == (try row.text("id")), witnessed.epoch > epoch {
            let missing = witnessed.epoch - epoch
            found.append((.restoredState, "the state file is older than the last start, by \(missing) of them"))
        }
        return found
    }

    /// What shows that this file replaces another one; its epoch counts the daemons that have had it.
    fileprivate func loss(witnessed: String?, served: String?) throws -> String? {
        guard let row = try Row.fetchOne(self, sql: "SELECT id, epoch FROM instance") else { return nil }
        let id = try row.text("id")
        let words =
            "what was sent before stands in another state file; put that one back, or correct `state.sqlite` in the configuration"
        if let witnessed, witnessed != id {
            return "the lock file beside the state file belongs to another one: \(words)"
        }
        if try row.integer("epoch") == 0, let served, served != id {
            return "the state file is new, but this registry has been served before: \(words)"
        }
        return nil
    }

    /// What is odd about the clock, compared with the last run.
    fileprivate func doubt(about now: UnixTime) throws -> String? {
        let query = "SELECT ended_ms FROM scan ORDER BY sequence DESC LIMIT 1"
        guard let last = try Row.fetchOne(self, sql: query)?.instant("ended_ms") else { return nil }
        let words = "the clock says \(now.rfc3339), the last scan ended at \(last.rfc3339)"
        if now < last - Outbox.smallestStepBack { return "\(words): it was set back, or that one was wrong" }
        if now > last + Outbox.longestPause { return "\(words): it is wrong, or nothing ran for long" }
        return nil
    }
}
