import RenewalRules

/// What is wrong with the data of one registration, in the eyes of its reminders.
///
/// - Source: rule D4
struct DossierCheck {
    let policy: RenewalPolicy

    /// The problems of an active registration; nobody is reminded of an ended one.
    func problems(of dossier: RegistrationDossier) -> [RowProblem] {
        let registration = dossier.registration
        guard registration.state == .active else { return [] }
        var problems = Expiry(of: registration, policy: policy).problems.map { problem in
            let (column, reason) = Self.words(problem)
            return RowProblem(table: "registration", id: registration.id, column: column, reason: reason)
        }
        if let holder = dossier.holder {
            problems += address(holder.email, of: holder.id, in: "person")
        } else {
            problems.append(
                RowProblem(table: "registration", id: registration.id, column: "person_id", reason: "names no holder")
            )
        }
        if let employer = dossier.employer, employer.email != nil {
            problems += address(employer.email, of: employer.id, in: "employer")
        }
        if dossier.reviewBody == nil {
            let reason = "names no review body"
            problems.append(
                RowProblem(table: "registration", id: registration.id, column: "review_body_id", reason: reason)
            )
        }
        return problems
    }

    private func address(_ text: String?, of id: String, in table: String) -> [RowProblem] {
        guard let text else { return [RowProblem(table: table, id: id, column: "email", reason: "is missing")] }
        do throws(EmailAddress.Problem) {
            _ = try EmailAddress(text)
            return []
        } catch {
            return [RowProblem(table: table, id: id, column: "email", reason: error.rawValue)]
        }
    }

    private static func words(_ problem: Expiry.Problem) -> (column: String, reason: String) {
        switch problem {
        case .missing: ("valid_until", "is missing, and so is valid_from to compute it from")
        case .mismatch: ("valid_until", "is not valid_from plus term_years; the recorded day is used")
        case .beforeStart: ("valid_until", "lies before valid_from")
        }
    }
}
