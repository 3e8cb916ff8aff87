package import RenewalRules

/// The addresses that current rows give for their employers, to detect employers with several.
package struct EmployerDoors: Sendable {
    /// The hash of each employer's mailboxes by that of the employer, because a registry may have very many.
    private var known: [Int: Int] = [:]
    /// Employers and addresses already seen, as written.
    private var seen: Set<Int> = []
    private var reported: Set<Int> = []

    package init() {}

    /// Notes the employers of some records.
    ///
    /// - Returns: the first row of each employer that names other addresses than the rows before
    package mutating func contradictions(in subjects: [Subject]) -> [RowProblem] {
        subjects.compactMap { subject in
            guard subject.isCurrent, let employer = subject.employer, isNew(employer) else { return nil }
            let mailboxes = Set(employer.mailboxes)
            guard !mailboxes.isEmpty else { return nil }
            let place = employer.spelling.hashValue
            let other = known[place] ?? mailboxes.hashValue
            known[place] = other
            guard other != mailboxes.hashValue, reported.insert(place).inserted else { return nil }
            return RowProblem(
                table: subject.record.type.rawValue,
                id: subject.record.id,
                column: "employer_email",
                reason: Phrase(
                    "与同一单位其他记录的邮箱不一致，各记录的提醒分别发往各自登记的邮箱",
                    "differs from that of other rows of the employer; each person is told of at the row's own"
                ),
                consequence: .contradiction
            )
        }
    }

    /// Most rows repeat what others say and need not be parsed again.
    private mutating func isNew(_ employer: Employer) -> Bool {
        guard let email = employer.email else { return false }
        var hasher = Hasher()
        hasher.combine(employer.id)
        hasher.combine(email)
        return seen.insert(hasher.finalize()).inserted
    }
}

extension Subject {
    /// An ended record may keep an old address.
    fileprivate var isCurrent: Bool {
        switch self {
        case .registration(let record): record.registration.state == .active
        case .credential(let record): [.active, .renewalPending].contains(record.recordedState)
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: false
        }
    }
}
