/// The marks of an electronic credential: its expiry, renewal, loss and replacement.
///
/// - Source: catalogue of notices N27–N39, N44
struct CredentialMarks {
    let record: CredentialRecord
    let series: NoticeSeries
    /// `nil` when the expiry is unknown.
    let expires: CalendarDate?
    let day: CalendarDate
    let policy: RenewalPolicy

    private var credential: ElectronicCredential { record.credential }

    /// The calendar marks towards the expiry, by date, without those before the day of issue.
    ///
    /// A pending renewal ends the reminders, but not the news that the old certificate has meanwhile expired.
    var calendar: [Mark] {
        // The certificate of somebody who died is neither renewed nor applied for anew (`StopReason.holderDeceased`).
        guard expires != nil, !record.isOfDeceased else { return [] }
        let marks = policy.credentialLadder.compactMap(mark).filter { $0.date > credential.issuedOn ?? .first }
        let isRenewing = record.recordedState == .renewalPending
        return marks.filter { !isRenewing || $0.date > series.expires }.inOrder
    }

    private func mark(_ milestone: Milestone) -> Mark? {
        switch milestone {
        case .monthsBefore:
            series.mark(.credentialEarlyReminder, milestone, .notice, .holderAndEmployer, rules: ["R68"])
        case .daysAfter(let days) where days < -7:
            series.mark(.credentialLastCall, milestone, .warning, .holder, rules: ["R69", "R71"])
        case .daysAfter(let days) where days < -3:
            series.mark(.credentialLastCall, milestone, .urgent, .holder, rules: ["R69", "R71"])
        case .daysAfter(let days) where days < 0:
            series.mark(.credentialLastCall, milestone, .urgent, .everyone, rules: ["R69", "R71", "R66"])
        case .daysAfter(0): series.mark(.credentialExpiresToday, milestone, .critical, .everyone, rules: ["R69", "A3"])
        case .daysAfter(1): series.mark(.credentialExpired, milestone, .critical, .everyone, rules: ["R64", "R73"])
        case .daysAfter:
            series.mark(.credentialExpired, milestone, .warning, .holderAndEmployer, rules: ["R64", "R73"])
        default: nil
        }
    }

    /// The notices to relying parties: one for each change of status.
    ///
    /// - Source: rules R66, R82, A15, A25, catalogue of notices N31
    var statusChanges: [[Mark]] {
        let expired: Mark? =
            switch record.recordedState {
            case .active, .renewalPending, .renewedNotUpdated:
                expires.map { statusChange("expired", on: $0.adding(days: 1), .warning, rules: ["R66", "A15"]) }
            case .applying, .superseded, .void: nil
            }
        let void = voidedOn.map { statusChange("void", on: $0, .critical, rules: ["R66", "R82"]) }
        let superseded = supersededOn.map { statusChange("superseded", on: $0, .warning, rules: ["R66", "R70"]) }
        return [expired, void, superseded].compactMap(\.self).map { [$0] }
    }

    private func statusChange(
        _ status: String,
        on day: CalendarDate,
        _ severity: Severity,
        rules: [RuleID]
    ) -> Mark {
        series.news(.credentialStatusChanged, on: day, severity, .parties, rules: rules, detail: status)
    }

    /// The day the report was completed; without a report, the recorded day of the state.
    var voidedOn: CalendarDate? {
        guard record.recordedState == .void else { return nil }
        return record.lossReport?.completedOn ?? credential.stateOn
    }

    private var supersededOn: CalendarDate? {
        guard record.recordedState == .superseded else { return nil }
        return credential.updateConfirmedOn ?? credential.stateOn
    }
}

extension CredentialMarks {
    /// The new certificate has been issued but is not in use.
    ///
    /// - Source: rule R70, catalogue of notices N32
    var update: [Mark] {
        guard record.recordedState == .renewedNotUpdated, let renewedOn = credential.renewedOn else { return [] }
        return series.repeated(
            .credentialUpdateRequired,
            from: renewedOn,
            after: [7, 14, 21, 28],
            .notice,
            .holder,
            rules: ["R70"],
            spelled: Milestone.daysAfterRenewal
        )
    }

    /// The key is compromised and the loss not yet reported.
    ///
    /// - Source: rules R63, R72, D12, catalogue of notices N33
    var keyCompromised: [Mark] {
        guard isInForce, let since = credential.keyCompromisedOn else { return [] }
        return series.repeated(
            .credentialKeyCompromised,
            from: since,
            .critical,
            .everyone,
            rules: ["R63", "R72", "D12"]
        )
    }

    /// Advice on each anniversary of the issue: keep the key, and change any initial password at once.
    ///
    /// No notice says what initial passwords look like.
    ///
    /// - Source: rules R72, R33, R35, A19, V22, catalogue of notices N34
    var keyCare: [Mark] {
        guard policy.modules.contains(.keyCare), isInForce, record.recordedState == .active,
            let issued = credential.issuedOn
        else { return [] }
        let years = 1...max(1, (credential.term ?? policy.term).months / 12)
        return years.map { issued.adding(.years($0)) }.filter { $0 < expires ?? .last }.map { day in
            series.news(.credentialKeyCare, on: day, .info, .holder, rules: ["R72"])
        }
    }

    /// Annotations about to expire, unless there is a later one for the same purpose.
    ///
    /// - Source: rule V15, catalogue of notices N44
    var annotations: [[Mark]] {
        guard policy.modules.contains(.annotation), isInForce else { return [] }
        return record.annotations.compactMap { annotation in
            guard let end = annotation.validUntil else { return nil }
            let isFollowed = record.annotations.contains { other in
                other.purpose == annotation.purpose && other.validUntil.map { $0 > end } ?? false
            }
            guard !isFollowed else { return nil }
            return [-7, -1].map { days in
                series.mark(
                    .annotationExpiring,
                    .daysAfter(days),
                    on: end.adding(days: days),
                    .info,
                    .holder,
                    nature: .repeated,
                    rules: ["V15"],
                    occurrence: end,
                    detail: annotation.id
                )
            }
        }
    }

    /// Neither replaced nor void, nor has it run out: then its expiry is what counts.
    private var isInForce: Bool {
        switch record.recordedState {
        case .active, .renewalPending: expires.map { day <= $0 } ?? true
        case .renewedNotUpdated: true
        case .applying, .superseded, .void: false
        }
    }
}

extension CredentialMarks {
    /// A report drafted but not submitted.
    ///
    /// - Source: rule R83, catalogue of notices N35
    var lossDraft: [Mark] {
        guard isInForce, let report = record.lossReport, report.state == .draft, let drafted = report.draftedOn else {
            return []
        }
        return series.repeated(
            .lossConfirmationNeeded,
            from: drafted,
            after: [1, 3],
            .warning,
            .holder,
            rules: ["R77", "R83"],
            detail: report.id
        )
    }

    /// - Source: rule R82, catalogue of notices N36
    var voided: [Mark] {
        voidedOn.map { [series.news(.credentialVoided, on: $0, .critical, .everyone, rules: ["R82", "D7"])] } ?? []
    }

    /// The progress of a replacement.
    ///
    /// - Source: rules R84–R89, A13, catalogue of notices N37–N39
    var reissue: [[Mark]] {
        guard let reissue = record.reissue, !record.isOfDeceased else { return [] }
        switch reissue.state {
        case .requested, .feeDue: return [reissue.requestedOn.map(feeDue) ?? []]
        case .feePaid, .processing: return [reissue.requestedOn.map(underWay) ?? []]
        case .ready:
            guard let day = reissue.stateOn else { return [] }
            return [[series.news(.reissueReady, on: day, .info, .holderAndEmployer, rules: ["A13"])]]
        case .delivered, .cancelled: return []
        }
    }

    private func feeDue(since requested: CalendarDate) -> [Mark] {
        series.repeated(
            .reissueFeeDue,
            from: requested,
            after: [7, 14, 21, 28],
            .notice,
            payers,
            rules: ["R84", "R85", "R86"],
            spelled: Milestone.daysAfterRequest
        )
    }

    private func underWay(since requested: CalendarDate) -> [Mark] {
        (1...max(1, policy.reissueReminders)).prefix(policy.reissueReminders).map { count in
            let days = count * policy.reissueReminderDays
            return series.mark(
                .reissueInProgress,
                .daysAfterRequest(days),
                on: requested.adding(days: days),
                .info,
                days >= Self.officeJoinsAfterDays ? payers + .office : payers,
                nature: .repeated,
                rules: ["R87", "R89"],
                occurrence: requested
            )
        }
    }

    /// The holder, and the employer where it pays.
    private var payers: [Audience] { policy.reissuePayer == .employer ? .holderAndEmployer : .holder }

    /// From this many days on, the administrator is notified of a reissue too (N38).
    private static let officeJoinsAfterDays = 90
}
