import RenewalRules

/// What an engineer and the office do about a registration; the state machine checks each step.
extension EngineerLife {
    mutating func beginRegistration(until expires: CalendarDate, on day: CalendarDate) {
        let id = "R-\(number)-\(registrations.count)"
        let registration = Registration(
            id: id,
            number: "1100\(number)",
            validFrom: expires.subtracting(.years(5)),
            validUntil: expires
        )
        registrations.append(
            RegistrationRecord(
                registration: registration,
                holder: Person(id: "P-\(number)", name: "王芳", email: "p\(number)@example.test"),
                employer: Employer(id: "E-\(number % 150)", name: "示例化工"),
                reviewBody: ReviewBody(id: "B-1", name: "示例初审机构")
            )
        )
        if happens(8) { later(on: day.adding(days: random(1...1500))) { $0.changeEmployer(id, on: $1) } }
        switch random(1...100) {
        case 1...2: later(on: day.adding(days: random(1...1800))) { $0.end(id, as: .cancelled, on: $1) }
        case 3: later(on: day.adding(days: random(1...1800))) { $0.end(id, as: .revoked, on: $1) }
        case 4...6: later(on: expires.adding(days: -random(1...300))) { $0.decline(id, on: $1) }
        case 7...20: later(on: expires.adding(days: random(1...200))) { $0.file(.reregistration, for: id, on: $1) }
        default: later(on: expires.adding(days: -random(0...390))) { $0.file(.renewal, for: id, on: $1) }
        }
    }

    private mutating func update(_ id: String, _ change: (inout RegistrationRecord) -> Void) {
        for place in registrations.indices where registrations[place].registration.id == id {
            change(&registrations[place])
        }
    }

    private func lifecycle(_ id: String, on day: CalendarDate) -> RegistrationLifecycle? {
        registrations.first { $0.registration.id == id }.map { RegistrationLifecycle(of: $0, on: day, policy: policy) }
    }

    private mutating func file(_ procedure: ApplicationProcedure, for id: String, on day: CalendarDate) {
        let submission: RegistrationSubmission =
            procedure == .renewal ? .renewal(staysWithEmployer: true) : .reregistration(meetsConditions: true)
        guard let lifecycle = lifecycle(id, on: day) else { return }
        if let refusal = lifecycle.checkSubmission(submission, on: day, policy: policy) {
            // Too early: try again when the window is open. Any other refusal is final.
            guard refusal.code == .tooEarly else { return }
            later(on: day.adding(days: random(20...120))) { $0.file(.renewal, for: id, on: $1) }
            return
        }
        let application = "A-\(id)-\(day)"
        update(id) { record in
            record.applications.append(
                Application(id: application, procedure: procedure, submittedOn: day, state: .submitted)
            )
        }
        later(on: day.adding(days: random(25...130))) { $0.decide(application, of: id, on: $1) }
    }

    private mutating func decide(_ application: String, of id: String, on day: CalendarDate) {
        let luck = random(1...100)
        let state: ApplicationState = luck <= 80 ? .approved : luck <= 94 ? .rejected : .withdrawn
        let event: RegistrationLifecycle.Event =
            state == .approved
            ? .approved(validFrom: nil, validUntil: nil) : state == .rejected ? .rejected : .withdrawn
        guard let lifecycle = lifecycle(id, on: day) else { return }
        let transition = lifecycle.applying(event, on: day, policy: policy)
        guard case .accepted(let after, let effects) = transition else { return }
        let isRenewal = after.recorded == .renewed
        update(id) { record in
            for place in record.applications.indices where record.applications[place].id == application {
                record.applications[place].state = state
                record.applications[place].decidedOn = day
            }
            if isRenewal { (record.registration.state, record.registration.endedOn) = (.renewed, day) }
        }
        if state != .approved {
            later(on: day.adding(days: random(5...60))) { $0.file(.renewal, for: id, on: $1) }
        } else if isRenewal {
            for case .registrationBegins(let next, _) in effects {
                if let expires = next.expires { beginRegistration(until: expires, on: day) }
            }
        } else if let expires = after.expires {
            beginRegistration(until: expires, on: day)
        }
    }

    private mutating func end(_ id: String, as state: RegistrationState, on day: CalendarDate) {
        let event: RegistrationLifecycle.Event = state == .cancelled ? .cancelled(nil) : .revoked(nil)
        guard let lifecycle = lifecycle(id, on: day),
            lifecycle.applying(event, on: day, policy: policy).state != nil
        else { return }
        update(id) { ($0.registration.state, $0.registration.endedOn) = (state, day) }
    }

    private mutating func decline(_ id: String, on day: CalendarDate) {
        update(id) { $0.holder?.declinedRenewalOn = day }
    }

    private mutating func changeEmployer(_ id: String, on day: CalendarDate) {
        guard lifecycle(id, on: day)?.state(on: day) == .active else { return }
        let employer = Employer(id: "E-x", name: "示例冶金")
        update(id) { $0.registration.change = RecordedChange(employer: employer, recordedOn: day) }
        later(on: day.adding(days: random(3...40))) { $0.fileChange(id, on: $1) }
    }

    private mutating func fileChange(_ id: String, on day: CalendarDate) {
        guard let lifecycle = lifecycle(id, on: day),
            lifecycle.checkSubmission(.change(.employer), on: day, policy: policy) == nil
        else { return }
        let application = "A-\(id)-\(day)-change"
        update(id) { record in
            record.applications.append(
                Application(id: application, procedure: .change, submittedOn: day, state: .submitted)
            )
        }
        later(on: day.adding(days: random(20...80))) { life, day in
            life.update(id) { record in
                for place in record.applications.indices where record.applications[place].id == application {
                    record.applications[place].state = .approved
                    record.applications[place].decidedOn = day
                }
                record.employer = record.registration.change?.employer ?? record.employer
                record.registration.change = nil
            }
        }
    }
}
