/// The parts of a digest, each for one employer at its mailboxes.
extension EmployerRecords {
    /// This employer without the others, then the others; all with the lines.
    public var parts: [EmployerRecords] {
        ([self] + others).map { part in
            var part = part
            (part.lines, part.others) = (lines, [])
            return part
        }
    }

    /// The mailboxes of the parts, each once, in order.
    public var mailboxes: [String] {
        var seen: Set<String> = []
        return parts.flatMap(\.employer.mailboxes).filter { seen.insert($0).inserted }
    }

    /// What a mailbox may see: no name is sent to a mailbox that its own record does not name.
    ///
    /// - Parameter mailbox: as ``Employer/mailboxes`` spells it
    /// - Returns: the parts of that mailbox, one for each employer; `nil` when there is none
    public func read(at mailbox: String) -> EmployerRecords? {
        var read = parts { $0.mailboxes.contains(mailbox) }
        read?.joinParts()
        return read
    }

    /// The parts of some employers.
    ///
    /// - Returns: `nil` when there is none
    public func parts(of isWanted: (Employer) -> Bool) -> EmployerRecords? {
        let parts = parts.filter { isWanted($0.employer) }
        guard var whole = parts.first else { return nil }
        whole.others = Array(parts.dropFirst())
        let ids = Set(parts.map(\.employer.id))
        whole.moving = moving.filter { subject in subject.employers.contains { ids.contains($0.id) } }
        return whole
    }

    /// Combines the records of some employers; fails when none of them has a record.
    ///
    /// Rows of an office's own layout may give one employer several spellings or addresses. A record without a usable
    /// address takes that of the employer's other records if they agree; otherwise nobody can tell which it is, and the
    /// record becomes a part without an address.
    ///
    /// - Parameters:
    ///   - subjects: registrations and credentials, each once
    ///   - lead: the id of the employer whose part comes first
    public init?(of subjects: [Subject], lead: String) {
        let owned = subjects.filter { $0.employer != nil }
        let ordered = owned.filter { $0.employer?.id == lead } + owned.filter { $0.employer?.id != lead }
        let mailboxes = Dictionary(grouping: ordered.compactMap(\.employer), by: \.section).mapValues {
            Set($0.map { Set($0.mailboxes) }).subtracting([[]])
        }
        var (parts, places): ([EmployerRecords], [Door: Int]) = ([], [:])
        for subject in ordered {
            guard let employer = subject.employer else { continue }
            let (own, known) = (Set(employer.mailboxes), mailboxes[employer.section] ?? [])
            let door = Door(
                employer: employer.section,
                mailboxes: own.isEmpty && known.count == 1 ? known.first ?? [] : own
            )
            let place = places[door] ?? parts.count
            if place == parts.count { parts.append(EmployerRecords(employer: employer)) }
            places[door] = place
            if parts[place].employer.mailboxes.isEmpty { parts[place].employer.email = employer.email }
            parts[place].add(subject)
        }
        guard var whole = parts.first else { return nil }
        whole.others = Array(parts.dropFirst())
        self = whole
    }

    private struct Door: Hashable {
        let employer: String
        let mailboxes: Set<String>
    }

    /// Joins the parts of one employer, whose rows may name this mailbox beside different others.
    private mutating func joinParts() {
        var (joined, places): ([EmployerRecords], [String: Int]) = ([], [:])
        for part in parts {
            if let place = places[part.employer.section] {
                joined[place].registrations += part.registrations
                joined[place].credentials += part.credentials
            } else {
                places[part.employer.section] = joined.count
                joined.append(part)
            }
        }
        registrations = joined.first?.registrations ?? []
        credentials = joined.first?.credentials ?? []
        others = Array(joined.dropFirst())
    }

    private mutating func add(_ subject: Subject) {
        switch subject {
        case .registration(let registration): registrations.append(registration)
        case .credential(let credential): credentials.append(credential)
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: break
        }
    }
}

extension Employer {
    /// What distinguishes it from others in a digest; rows without a name cannot be distinguished.
    fileprivate var section: String { name.isEmpty ? "" : spelling }
}
