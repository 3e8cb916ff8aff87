import RenewalOffice
import RenewalRules

/// What happens in an office.
extension Office {
    /// Makes one random event happen.
    ///
    /// - Returns: a description for the story
    func happen() throws -> String {
        if let restored = try restore() { return restored }
        // Corrections are for programs, whose tables they have to reach.
        return switch dice.int(0...(feed == nil ? 21 : 25)) {
        case 0, 1: try correctAddress()
        case 2...5: try fileApplication()
        case 6...9: try reviewApplication()
        case 10: try moveOrRename()
        case 11: try endOrDecline()
        case 12, 13: try enrolSomebody()
        case 14...16: try tendCredential()
        case 17, 18: try loseCertificate()
        case 19: try educate()
        case 20: try tendQualification()
        case 21: try applyForCredential()
        default: try correct()
        }
    }

    private func told(_ recorded: Recorded) -> String {
        let created = recorded.created.map { ", creates \($0)" } ?? ""
        return "\(recorded.record) \(recorded.state ?? "")\(created)"
    }

    private func correctAddress() throws -> String {
        let number = nextNumber()
        let isEmployer = dice.happens(onceIn: 4)
        let table = isEmployer ? "employer" : "person"
        guard let id = dice.pick(ids(table)) else { return "nobody to correct" }
        let address = dice.happens(onceIn: 6) ? "" : addresses("\(id.lowercased())-\(number)")
        try load("id,email\n\(id),\(address)\n", table)
        return "address of \(id) is now \"\(address)\""
    }

    private func enrolSomebody() throws -> String {
        guard ids("registration", where: "state = 'active'").count < Self.people else { return "nobody comes" }
        try enrol()
        return "somebody enrols, imported today"
    }

    private func fileApplication() throws -> String {
        let due = "state = 'active' AND valid_until < date('\(today)', '+100 days')"
        guard let id = dice.pick(ids("registration", where: due)) else { return "nobody files" }
        let filing: Filing =
            switch dice.int(0...5) {
            case 0: .change(registration: id, reason: .recordedMove)
            case 1: .reregistration(registration: id, meetsConditions: true)
            default: .renewal(registration: id, move: nil)
            }
        return told(try registry.file(filing, id: nil, context))
    }

    private func reviewApplication() throws -> String {
        let open = "state IN ('submitted', 'supplement_required', 'initial_review', 'final_review')"
        guard let id = dice.pick(ids("application", where: open)) else { return "nothing to review" }
        switch dice.int(0...6) {
        case 0: return told(try registry.decide(application: id, .rejected, reason: "材料不全", context))
        case 1: return told(try registry.withdraw(application: id, reason: nil, context))
        case 2, 3:
            let next = dice.pick([ApplicationState.supplementRequired, .initialReview, .finalReview]) ?? .finalReview
            return told(try registry.advance(application: id, to: next, reason: nil, context))
        default: return told(try registry.decide(application: id, .approved(Grant()), reason: nil, context))
        }
    }

    private func moveOrRename() throws -> String {
        guard dice.happens(onceIn: 2), let id = dice.pick(ids("registration", where: "state = 'active'")) else {
            let employer = dice.pick(Self.employers) ?? "E-1"
            return told(try registry.rename(employer: employer, to: "示例集团\(nextNumber())", context))
        }
        let move = RegistrationMove(employer: dice.pick(Self.employers), category: nil)
        return told(try registry.move(registration: id, to: move, context))
    }

    private func endOrDecline() throws -> String {
        guard let id = dice.pick(ids("registration", where: "state = 'active'")) else { return "nobody ends" }
        switch dice.int(0...3) {
        case 0: return told(try registry.end(registration: id, as: .revoked, context))
        case 1:
            guard let person = book.current?.records[id]?.person else { return "nobody declines" }
            return told(try registry.decline(person: person, context))
        default: return told(try registry.end(registration: id, as: .cancelled, context))
        }
    }

    private func educate() throws -> String {
        guard let id = dice.pick(ids("registration", where: "state = 'active'")) else { return "nobody learns" }
        return told(try registry.recordEducation(registration: id, hours: dice.int(8...48), context))
    }

    private func tendQualification() throws -> String {
        guard let id = dice.pick(ids("qualification", where: "collected_on IS NULL")) else { return "none to collect" }
        var dates = CollectionDates()
        if dice.happens(onceIn: 2) {
            dates.isCollected = true
        } else {
            dates.opensOn = today.adding(days: dice.int(0...20))
            dates.closesOn = today.adding(days: dice.int(21...60))
        }
        return told(try registry.recordCollection(qualification: id, dates, context))
    }
}
