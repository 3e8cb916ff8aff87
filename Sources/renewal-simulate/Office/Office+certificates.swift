import RenewalOffice
import RenewalRules

/// What happens to certificates.
extension Office {
    private func told(_ recorded: Recorded) -> String {
        let created = recorded.created.map { ", creates \($0)" } ?? ""
        return "\(recorded.record) \(recorded.state ?? "")\(created)"
    }

    func tendCredential() throws -> String {
        let open = "state IN ('active', 'renewal_pending', 'renewed_not_updated')"
        guard let id = dice.pick(ids("credential", where: open)) else { return "no credential to tend" }
        switch dice.int(0...7) {
        case 0: return told(try registry.recordLeakedKey(credential: id, context))
        case 1, 2:
            return told(
                try registry.startRenewal(credential: id, fulfilled: [.identity, .materials, .fee], context)
            )
        case 3, 4:
            var new = NewCredential(serial: "6B\(nextNumber())")
            new.validUntil = today.adding(days: dice.int(200...500))
            return told(try registry.renew(credential: id, by: new, context))
        case 5, 6:
            return told(
                try registry.confirmUpdate(credential: id, isInstalled: true, keyIsSafe: true, context)
            )
        default:
            let end = today.adding(days: dice.int(10...90))
            return told(
                try registry.annotate(credential: id, purpose: "投标", until: end, annotation: nil, context)
            )
        }
    }

    func loseCertificate() throws -> String {
        let information = Set(LossInformation.allCases)
        if let id = dice.pick(ids("reissue", where: "state NOT IN ('delivered', 'cancelled')")) {
            guard dice.happens(onceIn: 4) else {
                let step = dice.pick([ReissueStep.feeAsked, .feePaid, .processing, .produced]) ?? .feeAsked
                return told(try registry.advance(reissue: id, by: step, context))
            }
            return told(try registry.deliver(reissue: id, serial: "7C\(nextNumber())", newID: nil, context))
        }
        if let id = dice.pick(ids("loss_report", where: "state IN ('draft', 'submitted')")) {
            if dice.happens(onceIn: 2) {
                return told(
                    try registry.submitLoss(
                        report: id,
                        adding: information,
                        isConfirmed: true,
                        ifIncomplete: .accept,
                        context
                    )
                )
            }
            return told(try registry.completeLoss(report: id, isConfirmed: true, context))
        }
        if dice.happens(onceIn: 2), let id = dice.pick(ids("loss_report", where: "state = 'completed'")) {
            return told(try registry.requestReissue(after: id, id: nil, context))
        }
        guard let id = dice.pick(ids("credential", where: "state = 'active'")) else { return "nothing is lost" }
        let loss = LossReport(reason: .lost, channel: .phone, information: [.situation])
        return told(try registry.draftLoss(of: id, loss, report: nil, context))
    }

    func applyForCredential() throws -> String {
        guard let id = dice.pick(ids("credential_application", where: "state NOT IN ('delivered', 'exam_failed')"))
        else {
            guard let person = dice.pick(ids("person")) else { return "nobody applies" }
            return told(
                try registry.beginCredentialApplication(of: person, afterFailed: nil, id: nil, context)
            )
        }
        let materials = CredentialApplication.Event.materialsHandedIn(
            Set(ApplicationMaterial.required),
            areDeclaredTrue: true
        )
        let choice = DeliveryChoice(form: .electronic, postalAddress: nil, email: "a@example.test")
        let events: [CredentialApplication.Event] = [
            materials, .registeredOnline(Set(OnlineRegistrationTask.allCases)), .examPassed, .examFailed,
            .reviewApproved(applicationNumber: "2030-\(nextNumber())"), .applicationFeePaid, .produced(choice),
            .delivered,
        ]
        return told(
            try registry.advance(credentialApplication: id, by: dice.pick(events) ?? .examPassed, context)
        )
    }
}
