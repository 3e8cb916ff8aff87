import RenewalRules

/// What may be told of a record on a day, written down anew from section 5 of the rules: not by the code under test.
struct LifeTruth {
    let dossier: Dossier
    let policy: RenewalPolicy

    init(of dossier: Dossier, policy: RenewalPolicy) {
        self.dossier = dossier
        self.policy = policy
    }

    /// Why a notice should not have left; `nil` when it should.
    func fault(in key: NoticeKey, on day: CalendarDate) -> String? {
        switch dossier {
        case .registration(let dossier): fault(in: key, of: dossier, on: day)
        case .credential(let dossier): fault(in: key, of: dossier, on: day)
        default: nil
        }
    }

    private func fault(in key: NoticeKey, of dossier: RegistrationDossier, on day: CalendarDate) -> String? {
        let registration = dossier.registration
        guard let expires = registration.validUntil else { return "no expiry" }
        let isEvent = key.occurrence != nil && !key.kind.isAboutPendingApplication
        guard key.series.expires == (isEvent ? key.occurrence : expires) else { return "another expiry" }
        let decisive = dossier.applications.filter { application in
            guard let filed = application.submittedOn else { return false }
            let opens = expires.adding(months: -12)
            return application.procedure == .renewal && filed >= opens && filed <= expires
                || application.procedure == .reregistration && filed > expires
        }
        switch key.kind {
        case .registrationRenewed: return registration.state == .renewed ? nil : "not renewed"
        case .registrationEnded: return [.cancelled, .revoked].contains(registration.state) ? nil : "not ended"
        case .applicationRejected:
            return dossier.applications.contains { $0.id == key.detail && $0.state == .rejected } ? nil : "not refused"
        case _ where registration.state != .active: return "the registration has ended"
        case .changeAdvised: return registration.change == nil ? "nothing to change" : nil
        case _ where key.kind.rawValue.hasPrefix("application."):
            return dossier.applications.contains { $0.id == key.detail && $0.state.isPending } ? nil : "not pending"
        case _ where key.kind.rawValue.hasPrefix("data."): return nil
        default:
            if decisive.contains(where: { $0.state.isPending || $0.state == .approved }) { return "filed" }
            let staysForOthers: [NoticeKind] = [.lastCall, .expiresToday, .expired]
            if let declined = dossier.holder?.declinedRenewalOn, declined <= day {
                guard key.audience != .holder, staysForOthers.contains(key.kind) else { return "declined" }
            }
            return isOvertaken(key, expires: expires, ladder: policy.ladder, on: day) ? "a later mark is due" : nil
        }
    }

    private func fault(in key: NoticeKey, of dossier: CredentialDossier, on day: CalendarDate) -> String? {
        let credential = dossier.credential
        guard let expires = credential.validUntil else { return "no expiry" }
        let isInForce = [.active, .renewalPending, .renewedNotUpdated].contains(credential.state)
        switch key.kind {
        case .credentialVoided: return credential.state == .void ? nil : "not void"
        case .credentialStatusChanged: return nil
        case .credentialUpdateRequired: return credential.state == .renewedNotUpdated ? nil : "updated"
        case .credentialKeyCompromised: return isInForce ? nil : "reported"
        case .lossConfirmationNeeded: return dossier.lossReport?.state == .draft ? nil : "no draft"
        case .reissueFeeDue: return dossier.reissue?.state == .feeDue ? nil : "paid"
        case .reissueInProgress: return dossier.reissue?.state == .processing ? nil : "not under way"
        case .reissueReady: return dossier.reissue?.state == .ready ? nil : "not ready"
        default:
            if credential.state == .renewalPending { return day > expires ? nil : "being renewed" }
            guard credential.state == .active else { return "ended" }
            return isOvertaken(key, expires: expires, ladder: policy.credentialLadder, on: day)
                ? "a later mark is due" : nil
        }
    }

    /// Whether a later mark that everybody is told of has come.
    private func isOvertaken(
        _ key: NoticeKey,
        expires: CalendarDate,
        ladder: [Milestone],
        on day: CalendarDate
    ) -> Bool {
        guard key.audience == .holder, let own = key.milestone.date(expires: expires) else { return false }
        return ladder.contains { mark in mark.date(expires: expires).map { $0 > own && $0 <= day } ?? false }
    }
}
