import RenewalRules

/// A column of a mapped `SELECT`; the raw value is its position in the result.
protocol MappedColumn: RawRepresentable<Int>, CaseIterable, Sendable {
    /// What a row is, for messages.
    static var table: String { get }
    /// The key of their SELECT in a mapping.
    static var setting: String { get }
    /// The names in SQL by position; stored, because every page needs them.
    static var names: [String] { get }
    /// The columns by which rows are found; they contain text.
    static var keys: [Self] { get }
    /// The column with the id of a person; `nil` where rows have none.
    static var holder: Self? { get }
    /// The columns that a mapping must yield.
    static var required: [Self] { get }
    /// The names of the columns that contain days.
    static var days: Set<String> { get }
    /// Columns whose text may be skipped or tolerated when a row is read, so that it is checked separately.
    static var unread: [Self] { get }

    /// What a mapping that yields the columns `found` lacks, described for the administrator.
    static func missing(in found: Set<String>) -> [Phrase]
}

extension MappedColumn {
    /// The name in SQL: `validUntil` is `valid_until`.
    var name: String { Self.names[rawValue] }

    /// The table of the reference schema that it is joined from: one row there appears in many rows here.
    var shared: (table: String, key: Self, column: String)? {
        let tables = [
            ("holder_", "person"), ("new_employer_", "employer"), ("previous_employer_", "employer"),
            ("employer_", "employer"),
            ("review_body_", "review_body"), ("party_", "relying_party"),
        ]
        for (prefix, table) in tables where name.hasPrefix(prefix) {
            guard let key = Self.allCases.first(where: { $0.name == "\(prefix)id" }) else { continue }
            return (table, key, String(name.dropFirst(prefix.count)))
        }
        return nil
    }

    static var namesAsSpelled: [String] {
        allCases.map { column in
            String(describing: column).reduce(into: "") { name, character in
                name += character.isUppercase ? "_\(character.lowercased())" : String(character)
            }
        }
    }
    static var setting: String { "\(table)s" }
    static var required: [Self] { keys }
    static var unread: [Self] { Array(allCases) }
    static var days: Set<String> { Set(names.filter(Self.isDay)) }

    private static func isDay(_ name: String) -> Bool {
        ["_on", "valid_from", "valid_until", "step_since", "collection_from", "collection_to"].contains(
            where: name.hasSuffix
        )
    }

    static var holder: Self? { nil }

    static func missing(in found: Set<String>) -> [Phrase] {
        required.map(\.name).filter { !found.contains($0) }.map { Phrase(verbatim: $0) }
    }
}

/// What is read about a registration and the people involved; never an identity number.
enum RegistrationColumn: Int, MappedColumn {
    case id, validUntil, validFrom, termYears, state, endedOn, endReason, registrationNo, category, educationHours
    case legacyNo, ladder
    case newEmployerId, newEmployerName, newEmployerEmail, newEmployerPhone, newEmployerLanguage
    case newEmployerChannel, newCategory
    case changeRecordedOn, successorId, successorValidFrom, successorValidUntil
    case predecessorId, predecessorValidFrom, predecessorValidUntil
    case holderId, holderName, holderEmail, holderPhone, holderLanguage, holderDeclinedOn, holderNeverLoggedIn
    case holderBirthYear, holderDeceased
    case employerId, employerName, employerEmail, employerPhone, employerLanguage
    case employerFormerName, employerRenamedOn, employerChannel
    case movedOn, previousEmployerId, previousEmployerName
    case reviewBodyId, reviewBodyName, reviewBodyContact

    static let table = "registration"
    static let names = namesAsSpelled
    static let keys: [RegistrationColumn] = [.id]
    static let holder: RegistrationColumn? = .holderId
    /// The others are read in every row: reading all of them twice would slow a pass down noticeably.
    static let unread: [RegistrationColumn] = [
        .ladder, .newEmployerLanguage, .changeRecordedOn, .successorValidFrom, .successorValidUntil,
        .predecessorId, .predecessorValidFrom, .predecessorValidUntil, .holderLanguage, .holderDeclinedOn,
        .holderNeverLoggedIn, .holderBirthYear, .holderDeceased,
        .employerLanguage, .employerFormerName, .employerRenamedOn, .employerChannel, .newEmployerChannel,
        .movedOn, .previousEmployerId, .previousEmployerName,
    ]

    static func missing(in found: Set<String>) -> [Phrase] {
        let hasExpiry = found.contains("valid_until") || found.isSuperset(of: ["valid_from", "term_years"])
        let expiry = Phrase("valid_until（或者valid_from和term_years）", "valid_until (or valid_from and term_years)")
        return (found.contains("id") ? [] : [Phrase(verbatim: "id")]) + (hasExpiry ? [] : [expiry])
    }
}

/// What is read of an application.
enum ApplicationColumn: Int, MappedColumn {
    case id, registrationId, personId, procedure, submittedOn, state, stateOn, decidedOn, reason

    static let table = "application"
    static let names = namesAsSpelled
    static let keys: [ApplicationColumn] = [.id, .registrationId]
    static let required: [ApplicationColumn] = [.id, .registrationId, .procedure, .submittedOn, .state]
}

/// What is read of a qualification certificate and its holder.
enum QualificationColumn: Int, MappedColumn {
    case id, obtainedOn, examYear, resultsOn, form, issuer, stage, seal
    case collectionFrom, collectionTo, collectionMethod, collectedOn, isRegistered
    case holderId, holderName, holderEmail, holderPhone, holderLanguage, holderBirthYear, holderDeceased

    static let table = "qualification"
    static let names = namesAsSpelled
    static let keys: [QualificationColumn] = [.id]
    static let holder: QualificationColumn? = .holderId
}

/// What is read of an electronic credential, its people, its latest loss report and the reissue after it.
enum CredentialColumn: Int, MappedColumn {
    case id, serial, issuedOn, termYears, validUntil, notAfter, state, stateOn, renewedOn, updateConfirmedOn
    case keyCompromisedOn, registrationValidUntil
    case holderId, holderName, holderEmail, holderPhone, holderLanguage, holderDeceased
    case employerId, employerName, employerEmail, employerPhone, employerLanguage, employerChannel
    case predecessorId, predecessorIssuedOn, predecessorValidUntil
    case successorId, successorIssuedOn, successorValidUntil
    case lossId, lossState, lossReason, lossChannel, lossDiscoveredOn, lossDraftedOn, lossCompletedAt
    case reissueState, reissueRequestedOn, reissueStateOn, reissueNewSerial

    static let table = "credential"
    static let names = namesAsSpelled
    static let keys: [CredentialColumn] = [.id]
    static let holder: CredentialColumn? = .holderId
}

/// What is read of an application for an electronic credential.
enum CredentialApplicationColumn: Int, MappedColumn {
    case id, state, step, stepSince, materials, registrationFeePaidOn, examResult, applicationNo, reason
    case holderId, holderName, holderEmail, holderPhone, holderLanguage, holderDeceased

    static let table = "credential_application"
    static let names = namesAsSpelled
    static let keys: [CredentialApplicationColumn] = [.id]
    static let holder: CredentialApplicationColumn? = .holderId
    static let required: [CredentialApplicationColumn] = [.id, .state, .stepSince]
}

/// What is read of one report of a loss, which a scan meets beside its credential.
enum LossReportColumn: Int, MappedColumn {
    case id, state, reason, channel, information, discoveredOn, draftedOn, completedAt

    static let table = "loss_report"
    static let names = namesAsSpelled
    static let keys: [LossReportColumn] = [.id]
}

/// What is read of one reissue, which a scan meets beside the credential that is replaced.
enum ReissueColumn: Int, MappedColumn {
    case id, state, requestedOn, stateOn, newSerial

    static let table = "reissue"
    static let names = namesAsSpelled
    static let keys: [ReissueColumn] = [.id]
}

/// The subscribers to a credential's status.
enum SubscriptionColumn: Int, MappedColumn {
    case credentialId, holderId, partyId, partyName, partyChannel

    static let table = "relying_party_subscription"
    static let setting = "subscriptions"
    static let names = namesAsSpelled
    static let keys: [SubscriptionColumn] = [.credentialId, .partyId]
}

/// What is read about an inquiry on a reissue, together with the replaced credential.
enum InquiryColumn: Int, MappedColumn {
    case id, credentialId, askedOn, channel, answer

    static let table = "inquiry"
    static let names = namesAsSpelled
    static let keys: [InquiryColumn] = [.id, .credentialId]
}

/// What is read of an annotation.
enum AnnotationColumn: Int, MappedColumn {
    case id, credentialId, purpose, validUntil

    static let table = "annotation"
    static let names = namesAsSpelled
    static let keys: [AnnotationColumn] = [.id, .credentialId]
}
