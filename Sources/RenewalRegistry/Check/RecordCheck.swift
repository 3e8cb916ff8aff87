package import RenewalRules

/// Finds data problems of one record that affect its reminders.
///
/// - Source: rules R1, R14, D4, D8
package struct RecordCheck {
    let policy: RenewalPolicy
    let day: CalendarDate
    /// Whether people and review bodies are columns of the registration's row, as in a mapping.
    let isMapped: Bool

    /// The check of the reference schema, where people and review bodies have rows of their own.
    package static func ofReference(policy: RenewalPolicy, day: CalendarDate) -> RecordCheck {
        RecordCheck(policy: policy, day: day, isMapped: false)
    }

    /// Years after which an expiry without any application is more likely a typo than somebody who stopped practising.
    static let staleYears = 2
    /// Years ahead that no term reaches.
    static let farYears = 10

    /// The problems of a current record; nobody is reminded of an ended one.
    package func problems(of subject: Subject) -> [RowProblem] {
        switch subject {
        case .registration(let record): problems(of: record) + suspicions(of: record)
        case .credential(let record): problems(of: record)
        case .qualification(let record): problems(of: record)
        case .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: []
        }
    }

    private func problems(of record: QualificationRecord) -> [RowProblem] {
        var problems = undatedRefusals(in: record.applications) + Self.undatedApplications(of: .qualification(record))
        if record.lacksExam {
            let reason = Phrase(
                "缺失，results_on也缺失，而证书须在考试通过之后取得（R1）",
                "is missing, and so is results_on, but a certificate follows a passed examination (R1)"
            )
            problems.append(problem("qualification", record.id, "obtained_on", reason, .cosmetic))
        }
        if record.lacksSeal {
            let reason = Phrase("缺失，而电子证书应有印章（R14）", "is missing, but an electronic certificate bears one (R14)")
            problems.append(problem("qualification", record.id, "seal", reason, .cosmetic))
        }
        return problems
    }

    private func problems(of record: CredentialRecord) -> [RowProblem] {
        guard record.recordedState == .active || record.recordedState == .renewalPending else { return [] }
        let expiry = CredentialExpiry(of: record.credential, utcOffset: record.utcOffset, policy: policy)
        return expiry.problems.compactMap(Self.words).map { column, reason, consequence in
            problem("credential", record.credential.id, column, reason, consequence)
        }
    }

    private func problems(of record: RegistrationRecord) -> [RowProblem] {
        let registration = record.registration
        var problems = undatedRefusals(in: record.applications)
        guard registration.state == .active else { return problems }
        problems += Self.undatedApplications(of: .registration(record))
        problems += Expiry(of: registration, policy: policy).problems.map { found in
            let (reason, consequence) = words(found, of: registration)
            return problem("registration", registration.id, "valid_until", reason, consequence)
        }
        if record.unrecorded.contains(.holderEmail) {
            // Nobody can correct it in the registry.
        } else if let holder = record.holder {
            problems += addresses(holder.email, of: ("person", holder.id), or: (registration.id, "holder_email"))
        } else {
            let column = isMapped ? "holder_email" : "person_id"
            let reason = Phrase("没有填写持证人", "names no holder")
            problems.append(problem("registration", registration.id, column, reason, .unreachable))
        }
        if let employer = record.employer, employer.email != nil {
            problems += addresses(
                employer.email,
                of: ("employer", employer.id),
                or: (registration.id, "employer_email")
            )
        }
        if record.reviewBody == nil, !record.unrecorded.contains(.reviewBody) {
            let column = isMapped ? "review_body_name" : "review_body_id"
            let reason = Phrase("没有填写注册初审机构", "names no review body")
            problems.append(problem("registration", registration.id, column, reason, .cosmetic))
        }
        return problems + doubts(aboutCategoriesOf: registration)
    }

    /// Categories that are none of the seven; they are kept and shown as they are recorded (V7).
    private func doubts(aboutCategoriesOf registration: Registration) -> [RowProblem] {
        [("category", registration.category), ("new_category", registration.change?.category)]
            .compactMap { column, text in
                text.flatMap { CategoryName($0).doubt }
                    .map { problem("registration", registration.id, column, $0.phrase, .cosmetic) }
            }
    }

    private func problem(
        _ table: String,
        _ id: String,
        _ column: String,
        _ reason: Phrase,
        _ consequence: DataConsequence
    ) -> RowProblem {
        RowProblem(table: table, id: id, column: column, reason: reason, consequence: consequence)
    }

    /// Pending applications of a running record of which no day is recorded.
    package static func undatedApplications(of subject: Subject) -> [RowProblem] {
        let applications: [Application] =
            switch subject {
            case .registration(let record) where record.registration.state == .active: record.applications
            case .qualification(let record): record.applications
            case .registration, .credential, .credentialApplication, .employer, .office, .delivery, .sendingHold,
                .withdrawal:
                []
            }
        return applications.filter(\.isUndated).map { application in
            let reason = Phrase(
                "缺失，\(Self.stateOn.chinese)和\(Self.decidedOn.chinese)也缺失，无法判断该申请针对哪一期注册（D10），提醒照常发出",
                "is missing, and so are \(Self.stateOn.english) and \(Self.decidedOn.english): for which expiry it counts is unknown (D10)"
            )
            return RowProblem(
                table: "application",
                id: application.id,
                column: "submitted_on",
                reason: reason,
                consequence: .contradiction
            )
        }
    }

    /// A refusal is reported on its day, so without a day nobody learns of it.
    private func undatedRefusals(in applications: [Application]) -> [RowProblem] {
        applications.filter { $0.state == .rejected && $0.decidedOn == nil }.map { application in
            let reason = Phrase("缺失，无法告知申请未获准（D8）", "is missing, so that nobody is told of the refusal (D8)")
            return problem("application", application.id, "decided_on", reason, .undated)
        }
    }

    /// Whether somebody can be reached at all, by addresses in a separate table or in a column of a mapped row; what
    /// cannot be used beside others is found when the row is read.
    private func addresses(
        _ text: String?,
        of party: (table: String, id: String),
        or mapped: (id: String, column: String)
    ) -> [RowProblem] {
        let addresses = text.map { EmailAddresses($0) }
        guard addresses?.usable.isEmpty != false else { return [] }
        let fault = addresses?.problems.first?.phrase ?? CellProblem.missing("email").reason
        guard isMapped else { return [problem(party.table, party.id, "email", fault, .unreachable)] }
        return [problem("registration", mapped.id, mapped.column, fault, .unreachable)]
    }

    private func words(_ found: Expiry.Problem, of registration: Registration) -> (Phrase, DataConsequence) {
        switch found {
        case .missing:
            (
                Phrase(
                    "缺失，\(Self.validFrom.chinese)也缺失，无法推算",
                    "is missing, and so is \(Self.validFrom.english) to compute it from"
                ), .undated
            )
        case .beforeStart:
            (Phrase("早于\(Self.validFrom.chinese)", "lies before \(Self.validFrom.english)"), .contradiction)
        case .mismatch where !isWholeTerm(registration):
            (
                Phrase(
                    "与\(Self.validFrom.chinese)相隔不是整年，以登记的日期为准",
                    "is no whole number of years after \(Self.validFrom.english); the recorded day is used"
                ), .contradiction
            )
        case .mismatch where registration.term == nil:
            (
                Phrase(
                    "不等于\(Self.validFrom.chinese)加通常期限，以登记的日期为准",
                    "is not \(Self.validFrom.english) plus the usual term; the recorded day is used"
                ), .contradiction
            )
        case .mismatch:
            (
                Phrase(
                    "不等于\(Self.validFrom.chinese)加\(Self.termYears.chinese)，以登记的日期为准",
                    "is not \(Self.validFrom.english) plus \(Self.termYears.english); the recorded day is used"
                ), .contradiction
            )
        }
    }

    /// A term other than one to three years is unusual but not a mistake (rule R62).
    private static func words(
        _ problem: CredentialExpiry.Problem
    ) -> (column: String, reason: Phrase, consequence: DataConsequence)? {
        switch problem {
        case .missing:
            (
                "valid_until",
                Phrase(
                    "缺失，\(Self.notAfter.chinese)和\(Self.issuedOn.chinese)也缺失，无法推算",
                    "is missing, and so are \(Self.notAfter.english) and \(Self.issuedOn.english) to compute it from"
                ), .undated
            )
        case .mismatch:
            (
                "valid_until",
                Phrase(
                    "不等于\(Self.issuedOn.chinese)加\(Self.termYears.chinese)，以登记的日期为准",
                    "is not \(Self.issuedOn.english) plus \(Self.termYears.english); the recorded day is used"
                ), .contradiction
            )
        case .beforeStart:
            (
                "valid_until", Phrase("早于\(Self.issuedOn.chinese)", "lies before \(Self.issuedOn.english)"),
                .contradiction
            )
        case .longTerm:
            (
                "term_years",
                Phrase("超过三年，不利于私钥安全", "is longer than three years, which is a risk to the private key"), .cosmetic
            )
        case .unusualTerm: nil
        }
    }
}

/// Columns in sentences.
extension RecordCheck {
    private static let validFrom = Phrase.column("valid_from")
    private static let termYears = Phrase.column("term_years")
    private static let stateOn = Phrase.column("state_on")
    private static let decidedOn = Phrase.column("decided_on")
    private static let notAfter = Phrase.column("not_after")
    private static let issuedOn = Phrase.column("issued_on")
}

/// Valid but implausible days.
extension RecordCheck {
    /// Likely typos in the year of an active registration, which lead to wrong notices.
    func suspicions(of record: RegistrationRecord) -> [RowProblem] {
        let registration = record.registration
        guard registration.state == .active, let expires = registration.validUntil else { return [] }
        if expires.adding(months: 12 * Self.staleYears) < day, !record.applications.contains(where: Self.isForGoingOn) {
            let reason = Phrase(
                "早已过去，但注册状态仍为有效且没有申请记录，请核对年份",
                "was years ago, but the registration is active and nothing was filed; is the year right?"
            )
            return [problem("registration", registration.id, "valid_until", reason, .contradiction)]
        }
        if expires > day.adding(months: 12 * Self.farYears) {
            let reason = Phrase(
                "距今超过\(Self.farYears)年，请核对年份",
                "is more than \(Self.farYears) years ahead; is the year right?"
            )
            return [problem("registration", registration.id, "valid_until", reason, .contradiction)]
        }
        return []
    }

    private static func isForGoingOn(_ application: Application) -> Bool {
        switch (application.procedure, application.state) {
        case (_, .draft), (_, .withdrawn): false
        case (.renewal, _), (.reregistration, _): true
        case (.initial, _), (.change, _): false
        }
    }

    /// Whether the expiry is some years after the start, on the anniversary or the day before.
    private func isWholeTerm(_ registration: Registration) -> Bool {
        guard let start = registration.validFrom, let end = registration.validUntil else { return true }
        let years = end.parts.year - start.parts.year
        return [years, years + 1].filter { $0 > 0 }.contains { years in
            let anniversary = start.adding(months: 12 * years)
            let distance = min(abs(anniversary.days(until: end)), abs(anniversary.adding(days: -1).days(until: end)))
            return distance <= policy.expiryToleranceDays
        }
    }
}
