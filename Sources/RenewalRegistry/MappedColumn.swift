/// A column of a mapped `SELECT`; the raw value is its position in what is read.
protocol MappedColumn: RawRepresentable<Int>, CaseIterable, Sendable {
    /// What a row is, for messages.
    static var table: String { get }
    /// The columns rows are found by, which hold text.
    static var keys: [Self] { get }

    /// What a mapping that yields the columns `found` lacks, in words for the administrator.
    static func missing(in found: Set<String>) -> [String]
}

extension MappedColumn {
    /// The name in SQL: `validUntil` is `valid_until`.
    var name: String {
        String(describing: self).reduce(into: "") { name, character in
            name += character.isUppercase ? "_\(character.lowercased())" : String(character)
        }
    }

    static var names: [String] { allCases.map(\.name) }
}

/// What is read of a registration and the people around it; never an identity number.
enum RegistrationColumn: Int, MappedColumn {
    case id, validUntil, validFrom, termYears, state, endedOn, registrationNo, category, newEmployerId, newCategory
    case holderId, holderName, holderEmail, holderPhone, holderLanguage, holderDeclinedOn
    case employerId, employerName, employerEmail, employerPhone, employerLanguage
    case reviewBodyId, reviewBodyName, reviewBodyContact

    static let table = "registration"
    static let keys: [RegistrationColumn] = [.id]

    static func missing(in found: Set<String>) -> [String] {
        let hasExpiry = found.contains("valid_until") || found.isSuperset(of: ["valid_from", "term_years"])
        return (found.contains("id") ? [] : ["id"])
            + (hasExpiry ? [] : ["valid_until (or valid_from and term_years)"])
    }
}

/// What is read of an application.
enum ApplicationColumn: Int, MappedColumn {
    case id, registrationId, procedure, submittedOn, state, decidedOn

    static let table = "application"
    static let keys: [ApplicationColumn] = [.id, .registrationId]

    static func missing(in found: Set<String>) -> [String] {
        let required: [ApplicationColumn] = [.id, .registrationId, .procedure, .submittedOn, .state]
        return required.map(\.name).filter { !found.contains($0) }
    }
}
