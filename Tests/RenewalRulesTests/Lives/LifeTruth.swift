import RenewalRules

/// Which notices of a record are right on a day, written from section 5 of the rules independently of the code under
/// test.
struct LifeTruth {
    let subject: Subject
    let policy: RenewalPolicy

    init(of subject: Subject, policy: RenewalPolicy) {
        self.subject = subject
        self.policy = policy
    }

    /// Why a notice should not have been sent; `nil` when it should.
    func fault(in key: NoticeKey, on day: CalendarDate) -> String? {
        switch subject {
        case .registration(let record): fault(in: key, of: record, on: day)
        case .credential(let record): fault(in: key, of: record, on: day)
        default: nil
        }
    }

    private func fault(in key: NoticeKey, of record: RegistrationRecord, on day: CalendarDate) -> String? {
        let registration = record.registration
        guard let expires = registration.validUntil else { return "no expiry" }
        let isEvent = key.occurrence != nil && !key.kind.isAboutPendingApplication
        guard key.series.expires == (isEvent ? key.occurrence : expires) else { return "another expiry" }
        let decisive = record.applications.filter { application in
            guard let filed = application.submittedOn else { return false }
            let opens = expires.adding(months: -12)
            return application.procedure == .renewal && filed >= opens && filed <= expires
                || application.procedure == .reregistration && filed > expires
        }
        let named = record.applications.first { $0.id == key.detail }
        switch key.kind {
        case .applicationFiled:
            return named?.submittedOn == key.occurrence && named?.state != .draft ? nil : "not filed"
        case .applicationWithdrawn, .applicationApproved:
            let state: ApplicationState = key.kind == .applicationApproved ? .approved : .withdrawn
            return named?.state == state && named?.decidedOn == key.occurrence ? nil : "not \(state)"
        case .registrationBegun: return registration.validFrom == key.occurrence ? nil : "not begun"
        case .registrationMoved: return registration.move?.on == key.occurrence ? nil : "not moved"
        case .registrationRenewed: return registration.state == .renewed ? nil : "not renewed"
        case .registrationEnded: return [.cancelled, .revoked].contains(registration.state) ? nil : "not ended"
        case .applicationRejected:
            return record.applications.contains { $0.id == key.detail && $0.state == .rejected } ? nil : "not refused"
        case _ where registration.state != .active: return "the registration has ended"
        case .changeAdvised: return registration.change == nil ? "nothing to change" : nil
        case _ where key.kind.rawValue.hasPrefix("application."):
            return record.applications.contains { $0.id == key.detail && $0.state.isPending } ? nil : "not pending"
        case _ where key.kind.rawValue.hasPrefix("data."): return nil
        default:
            if decisive.contains(where: { $0.state.isPending || $0.state == .approved }) { return "filed" }
            let staysForOthers: [NoticeKind] = [.lastCall, .expiresToday, .expired]
            if let declined = record.holder?.declinedRenewalOn, declined <= day {
                guard key.audience != .holder, staysForOthers.contains(key.kind) else { return "declined" }
            }
            let silent = record.applications.filter { [.rejected, .withdrawn].contains($0.state) }.compactMap(silence)
            return isOvertaken(key, expires: expires, ladder: policy.ladder, on: day, besides: silent)
                ? "a later mark is due" : nil
        }
    }

    /// The days on which an application that has ended kept the calendar silent (rule D8).
    private func silence(of application: Application) -> Range<CalendarDate>? {
        guard let filed = application.submittedOn, let ended = application.decidedOn, filed < ended else { return nil }
        return filed..<ended
    }

    private func fault(in key: NoticeKey, of record: CredentialRecord, on day: CalendarDate) -> String? {
        let credential = record.credential
        guard let expires = credential.validUntil else { return "no expiry" }
        let isInForce = [.active, .renewalPending, .renewedNotUpdated].contains(credential.state)
        switch key.kind {
        case .credentialIssued: return credential.issuedOn == key.occurrence ? nil : "not issued"
        case .credentialRenewed: return credential.renewedOn == key.occurrence ? nil : "not renewed"
        case .credentialVoided: return credential.state == .void ? nil : "not void"
        case .credentialStatusChanged: return nil
        case .credentialUpdateRequired: return credential.state == .renewedNotUpdated ? nil : "updated"
        case .credentialKeyCompromised: return isInForce ? nil : "reported"
        case .lossConfirmationNeeded: return record.lossReport?.state == .draft ? nil : "no draft"
        case .reissueFeeDue: return record.reissue?.state == .feeDue ? nil : "paid"
        case .reissueInProgress: return record.reissue?.state == .processing ? nil : "not under way"
        case .reissueReady: return record.reissue?.state == .ready ? nil : "not ready"
        default:
            if credential.state == .renewalPending { return day > expires ? nil : "being renewed" }
            guard credential.state == .active else { return "ended" }
            return isOvertaken(key, expires: expires, ladder: policy.credentialLadder, on: day)
                ? "a later mark is due" : nil
        }
    }

    /// Whether a later mark for every audience has come.
    private func isOvertaken(
        _ key: NoticeKey,
        expires: CalendarDate,
        ladder: [Milestone],
        on day: CalendarDate,
        besides silent: [Range<CalendarDate>] = []
    ) -> Bool {
        guard key.audience == .holder, let own = key.milestone.date(expires: expires) else { return false }
        return ladder.contains { mark in
            mark.date(expires: expires).map { date in
                date > own && date <= day && !silent.contains { $0.contains(date) }
            } ?? false
        }
    }
}
