import RenewalRules

/// What is wrong with the data of one record, in the eyes of its reminders.
///
/// - Source: rules R1, R14, D4, D8
struct DossierCheck {
    let policy: RenewalPolicy

    /// The problems of a record that still counts; nobody is reminded of an ended one.
    func problems(of dossier: Dossier) -> [RowProblem] {
        switch dossier {
        case .registration(let dossier): problems(of: dossier)
        case .credential(let dossier): problems(of: dossier)
        case .qualification(let dossier): problems(of: dossier)
        case .credentialApplication, .employer, .office, .delivery, .sendingHold: []
        }
    }

    private func problems(of dossier: QualificationDossier) -> [RowProblem] {
        var problems = undatedRefusals(in: dossier.applications)
        if dossier.lacksExam {
            let reason = "is missing, and so is results_on, but a certificate follows a passed examination (R1)"
            problems.append(
                RowProblem(table: "qualification", id: dossier.id, column: "obtained_on", reason: reason)
            )
        }
        if dossier.lacksSeal {
            let reason = "is missing, but an electronic certificate bears one (R14)"
            problems.append(RowProblem(table: "qualification", id: dossier.id, column: "seal", reason: reason))
        }
        return problems
    }

    private func problems(of dossier: CredentialDossier) -> [RowProblem] {
        guard dossier.recordedState == .active || dossier.recordedState == .renewalPending else { return [] }
        let expiry = CredentialExpiry(of: dossier.credential, utcOffset: dossier.utcOffset, policy: policy)
        return expiry.problems.compactMap(Self.words).map { column, reason in
            RowProblem(table: "credential", id: dossier.credential.id, column: column, reason: reason)
        }
    }

    private func problems(of dossier: RegistrationDossier) -> [RowProblem] {
        let registration = dossier.registration
        var problems = undatedRefusals(in: dossier.applications)
        guard registration.state == .active else { return problems }
        problems += Expiry(of: registration, policy: policy).problems.map { problem in
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

    /// A refusal is told on its day: without one nobody hears of it.
    private func undatedRefusals(in applications: [Application]) -> [RowProblem] {
        applications.filter { $0.state == .rejected && $0.decidedOn == nil }.map { application in
            let reason = "is missing, so that nobody is told of the refusal (D8)"
            return RowProblem(table: "application", id: application.id, column: "decided_on", reason: reason)
        }
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

    /// A term other than one to three years is unusual and no mistake (rule R62).
    private static func words(_ problem: CredentialExpiry.Problem) -> (column: String, reason: String)? {
        switch problem {
        case .missing: ("valid_until", "is missing, and so are not_after and issued_on to compute it from")
        case .mismatch: ("valid_until", "is not issued_on plus term_years; the recorded day is used")
        case .beforeStart: ("valid_until", "lies before issued_on")
        case .longTerm: ("term_years", "is longer than three years, which is a risk to the private key")
        case .unusualTerm: nil
        }
    }
}
