import GRDB
package import RenewalRules

extension ReferenceRegistry {
    /// Records that a registration moves to another employer or category; the application comes later.
    ///
    /// - Throws: ``RecordingError``
    /// - Source: rules R22, R23
    package func move(
        registration id: String,
        to move: RegistrationMove,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记拟变更事项（注册 \(id)）", "recording a move of registration \(id)")
        return try record("registration.moved", doing: doing, context) { session in
            let stored = try session.openRegistration(id)
            let lifecycle = stored.lifecycle(on: session.day, policy: context.policy)
            if let refusal = lifecycle.refusalOfMove(on: session.day) { throw session.refused(refusal) }
            try session.update(stored, movingTo: move)
            return Recorded(
                record: stored.row.name,
                expires: lifecycle.expires,
                remarks: .remarks(onCategory: move.category)
            )
        }
    }

    /// Cancels a registration (注销), or revokes it (撤销).
    ///
    /// - Parameters:
    ///   - id: the registration
    ///   - state: cancelled or revoked
    ///   - reason: one that fits the state; `nil` where it is not known, or where an expired registration is cancelled
    ///   - context: when and by whom
    /// - Returns: the registration and, for a revocation that bars a new one, how long
    /// - Throws: ``RecordingError``
    /// - Source: rules V9, V10; Administrative Licensing Law, articles 69, 70
    package func end(
        registration id: String,
        as state: RegistrationEnd,
        for reason: EndReason? = nil,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        try record("registration.\(state.rawValue)", doing: state.doing(id), context) { session in
            let stored = try session.openRegistration(id)
            try session.follow(stored.registration.validFrom, Phrase("有效期的第一天", "its first valid day"))
            let lifecycle = stored.lifecycle(on: session.day, policy: context.policy)
            try session.check(reason, for: state, of: lifecycle)
            let accepted = try session.accept(
                lifecycle.applying(state.event(for: reason), on: session.day, policy: context.policy)
            )
            try session.update(
                stored.row,
                [
                    "state": state.rawValue, "ended_on": session.day.description,
                    "end_reason": accepted.state.endReason?.rawValue,
                ]
            )
            // Pending applications for it have lost their object.
            for application in stored.record.applications where application.state.isPending {
                let row = try session.row("application", application.id)
                let day = session.day.description
                try session.update(
                    row,
                    ["state": ApplicationState.withdrawn.rawValue, "state_on": day, "decided_on": day]
                )
            }
            let lacksReason = state == .revoked && accepted.state.endReason == nil
            return Recorded(
                record: stored.row.name,
                state: state.rawValue,
                effects: accepted.effects,
                remarks: lacksReason ? [.revokedWithoutReason] : []
            )
        }
    }

    /// Records hours of continuing education of the running period.
    ///
    /// - Throws: ``RecordingError``
    /// - Source: rule V6
    package func recordEducation(
        registration id: String,
        hours: Int,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记继续教育（注册 \(id)）", "recording education of registration \(id)")
        return try record("registration.education", doing: doing, context) { session in
            let stored = try session.openRegistration(id)
            let lifecycle = stored.lifecycle(on: session.day, policy: context.policy)
            if let refusal = lifecycle.refusalOfEducation(on: session.day) { throw session.refused(refusal) }
            try session.update(stored.row, ["education_hours": String(hours)])
            return Recorded(record: stored.row.name, expires: lifecycle.expires)
        }
    }

    /// Renames an employer; all its running registrations count as changed.
    ///
    /// - Returns: `concerned` counts the registrations that run on the day
    /// - Throws: ``RecordingError``
    /// - Source: rule R24
    package func rename(
        employer id: String,
        to name: String,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记单位更名（聘用单位 \(id)）", "renaming employer \(id)")
        return try record("employer.renamed", doing: doing, context) { session in
            let row = try session.row("employer", id)
            guard name != row.text("name") else {
                throw session.impossible("已经是这个名称", "that is its name already")
            }
            if let last = row.day("renamed_on"), session.day < last {
                throw session.impossible(
                    "其后已于\(last)更名；请按时间先后登记",
                    "it was renamed on \(last) since; record changes of name in their order"
                )
            }
            try session.update(
                row,
                ["name": name, "former_name": row.text("name"), "renamed_on": session.day.description]
            )
            return Recorded(record: row.name, concerned: try session.touchRunningRegistrations(of: id))
        }
    }

    /// Records that a person declines to renew, which ends the notices to them until they file again.
    ///
    /// - Throws: ``RecordingError``
    /// - Source: rule R29
    package func decline(person id: String, _ context: RecordingContext) throws(RecordingError) -> Recorded {
        let doing = Phrase("登记本人不再继续（人员 \(id)）", "recording that person \(id) declines")
        return try record("person.declined", doing: doing, context) { session in
            let row = try session.row("person", id)
            guard let stored = try session.latestRegistration(of: id) else {
                throw session.refused(Refusal(.notRegistered, rule: "R29"))
            }
            // A decline in an earlier period no longer counts.
            if let declined = stored.record.holder?.declinedRenewalOn,
                declined >= stored.firstDay(policy: context.policy)
            {
                throw session.refused(Refusal(.ended, rule: "R29"))
            }
            try session.update(row, ["declined_renewal_on": session.day.description])
            return Recorded(record: row.name)
        }
    }
}

/// The two ways in which the office ends a registration.
package enum RegistrationEnd: String, Hashable, Sendable {
    case cancelled, revoked

    /// The reasons it may have.
    package var reasons: [EndReason] {
        switch self {
        case .cancelled: EndReason.ofCancellation
        case .revoked: EndReason.ofRevocation
        }
    }

    func event(for reason: EndReason?) -> RegistrationLifecycle.Event {
        switch self {
        case .cancelled: .cancelled(reason)
        case .revoked: .revoked(reason)
        }
    }

    func doing(_ id: String) -> Phrase {
        switch self {
        case .cancelled: Phrase("登记注销（注册 \(id)）", "cancelling registration \(id)")
        case .revoked: Phrase("登记撤销（注册 \(id)）", "revoking registration \(id)")
        }
    }
}

extension RecordingSession {
    /// Checks that a reason fits the way a registration ends, and the day.
    ///
    /// - Source: Administrative Licensing Law, articles 69, 70
    fileprivate func check(
        _ reason: EndReason?,
        for state: RegistrationEnd,
        of lifecycle: RegistrationLifecycle
    ) throws {
        guard let reason else { return }
        guard state.reasons.contains(reason) else {
            let words = Phrase(list: state.reasons.map(\.rawValue))
            throw impossible(
                "\(reason.rawValue)不能作为此项的原因；可用的有\(words.chinese)",
                "\(reason.rawValue) is no reason for that; give one of \(words.english)"
            )
        }
        if reason == .expired, let expires = lifecycle.expires, day <= expires {
            throw impossible(
                "有效期至\(expires)，到\(day)尚未期满；请改用其他原因",
                "it is valid until \(expires), so it has not expired on \(day); give another reason"
            )
        }
    }

    /// Records a move in addition to the registered data until a change is approved.
    ///
    /// A move back to the registered employer cancels the recorded one.
    func update(_ stored: StoredRegistration, movingTo move: RegistrationMove) throws {
        guard !move.isEmpty else { throw refused(Refusal(.notComplete, rule: "R22")) }
        let employer = try settled(move.employer, stored.newEmployer, at: stored.row.text("employer_id")) {
            impossible("已经是这个聘用单位", "that is its employer already")
        }
        let category = try settled(move.category, stored.newCategory, at: stored.row.text("category")) {
            impossible("已经是这个注册类别", "that is its category already")
        }
        let isNews = employer != stored.newEmployer || category != stored.newCategory
        let since = isNews ? day.description : stored.row.text("change_recorded_on")
        try update(
            stored.row,
            [
                "new_employer_id": employer, "new_category": category,
                "change_recorded_on": employer ?? category == nil ? nil : since,
            ]
        )
    }

    /// The recorded move from `current` after a further move to `new`.
    private func settled(
        _ new: String?,
        _ recorded: String?,
        at current: String?,
        orElse failure: () -> RecordingError
    ) throws -> String? {
        guard let new else { return recorded }
        guard new == current else { return new }
        guard recorded != nil else { throw failure() }
        return nil
    }

    /// Marks an employer's running registrations as changed, so that the next scan examines each.
    fileprivate func touchRunningRegistrations(of employer: String) throws -> Int {
        let running = "employer_id = ? AND state = 'active' AND (valid_until IS NULL OR valid_until >= ?)"
        let sql = "UPDATE registration SET updated_at = ? WHERE \(running)"
        try database.cachedStatement(sql: sql)
            .execute(arguments: [context.now.rfc3339, employer, day.description])
        return database.changesCount
    }
}
