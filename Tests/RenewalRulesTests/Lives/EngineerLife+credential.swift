import RenewalRules

/// What an engineer and the office do about electronic credentials.
extension EngineerLife {
    mutating func beginCredential(on day: CalendarDate, until expires: CalendarDate? = nil) {
        let id = "C-\(number)-\(credentials.count)"
        let term = Period.years(random(1...3))
        let end = expires ?? day.adding(term)
        credentials.append(
            CredentialRecord(
                credential: ElectronicCredential(
                    id: id,
                    serial: "SN\(number)\(credentials.count)",
                    issuedOn: day,
                    term: expires == nil ? term : nil,
                    validUntil: end
                ),
                utcOffset: .zero,
                holder: Person(id: "P-\(number)", name: "王芳", email: "p\(number)@example.test"),
                employer: Employer(id: "E-\(number % 150)", name: "示例化工"),
                relyingParties: number % 5 == 0 ? [RelyingParty(id: "Y-1", name: "示例平台")] : []
            )
        )
        switch random(1...100) {
        case 1...10: later(on: day.adding(days: random(1...300))) { $0.draftLoss(id, on: $1) }
        case 11...20: later(on: end.adding(days: random(1...60))) { $0.beginCredential(on: $1) }
        case 21...23: later(on: day.adding(days: random(1...300))) { $0.leakKey(id, on: $1) }
        default: later(on: end.adding(days: -random(0...120))) { $0.startRenewal(id, on: $1) }
        }
    }

    private mutating func update(_ id: String, _ change: (inout CredentialRecord) -> Void) {
        for place in credentials.indices where credentials[place].credential.id == id { change(&credentials[place]) }
    }

    private func record(_ id: String) -> CredentialRecord? { credentials.first { $0.credential.id == id } }

    private func lifecycle(_ id: String) -> CredentialLifecycle? {
        record(id).map { CredentialLifecycle(recorded: $0.recordedState, expires: $0.credential.validUntil) }
    }

    private mutating func startRenewal(_ id: String, on day: CalendarDate) {
        let event = CredentialLifecycle.Event.renewalStarted(fulfilled: Set(CredentialLifecycle.Requirement.allCases))
        guard lifecycle(id)?.applying(event, on: day).state != nil else { return }
        update(id) { ($0.credential.state, $0.credential.stateOn) = (.renewalPending, day) }
        later(on: day.adding(days: random(3...50))) { $0.issueRenewal(id, on: $1) }
    }

    private mutating func issueRenewal(_ id: String, on day: CalendarDate) {
        guard lifecycle(id)?.applying(.renewalIssued(expires: nil), on: day).state != nil else {
            // Expired meanwhile: a new application (rule A14).
            beginCredential(on: day.adding(days: 10))
            return
        }
        update(id) { record in
            (record.credential.state, record.credential.stateOn) = (.renewedNotUpdated, day)
            record.credential.renewedOn = day
        }
        beginCredential(on: day)
        later(on: day.adding(days: random(0...40))) { life, day in
            let confirmed = CredentialLifecycle.Event.updateConfirmed(isInstalled: true, keyIsSafe: true)
            guard life.lifecycle(id)?.applying(confirmed, on: day).state != nil else { return }
            life.update(id) { record in
                (record.credential.state, record.credential.updateConfirmedOn) = (.superseded, day)
            }
        }
    }

    private mutating func leakKey(_ id: String, on day: CalendarDate) {
        update(id) { $0.credential.keyCompromisedOn = day }
        later(on: day.adding(days: random(1...6))) { $0.draftLoss(id, on: $1) }
    }

    private mutating func draftLoss(_ id: String, on day: CalendarDate) {
        let report = LossReport(reason: .lost, channel: .phone, discoveredOn: day, draftedOn: day)
        update(id) { $0.lossReport = report }
        later(on: day.adding(days: random(0...6))) { life, day in
            life.happens(80) ? life.completeLoss(id, on: day) : life.update(id) { $0.lossReport = nil }
        }
    }

    private mutating func completeLoss(_ id: String, on day: CalendarDate) {
        guard let lifecycle = lifecycle(id), let report = record(id)?.lossReport else { return }
        let submitted = report.applying(.submitted(isConfirmed: true, ifIncomplete: .accept))
        guard let complete = submitted.state?.completing(lifecycle, on: day).state else {
            update(id) { $0.lossReport = nil }
            return
        }
        update(id) { record in
            record.lossReport = LossReport(
                reason: .lost,
                channel: .phone,
                state: complete.report.state,
                draftedOn: report.draftedOn,
                completedOn: day
            )
            (record.credential.state, record.credential.stateOn) = (complete.credential.recorded, day)
        }
        later(on: day.adding(days: random(0...20))) { $0.requestReissue(id, on: $1) }
    }

    private mutating func requestReissue(_ id: String, on day: CalendarDate) {
        guard let record = record(id), let report = record.lossReport else { return }
        let (serial, expires) = (record.credential.serial, record.credential.validUntil)
        guard Reissue.requesting(after: report, serial: serial, expires: expires, on: day).state != nil else { return }
        let paid = day.adding(days: random(0...35))
        let ready = paid.adding(days: random(10...150))
        move(id, to: .feeDue, requested: day, on: day)
        later(on: paid) { $0.move(id, to: .processing, requested: day, on: $1) }
        later(on: ready) { $0.move(id, to: .ready, requested: day, on: $1) }
        later(on: ready.adding(days: random(1...9))) { life, today in
            life.move(id, to: .delivered, requested: day, on: today)
            life.beginCredential(on: today, until: expires)
        }
    }

    private mutating func move(_ id: String, to state: Reissue.State, requested: CalendarDate, on day: CalendarDate) {
        update(id) { record in
            record.reissue = Reissue(
                state: state,
                voidedSerial: record.credential.serial,
                expires: record.credential.validUntil,
                requestedOn: requested,
                stateOn: day,
                newSerial: state == .ready ? "SN-NEW" : nil
            )
        }
    }
}
