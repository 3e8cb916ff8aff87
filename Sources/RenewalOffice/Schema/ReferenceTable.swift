import RenewalRegistry
import RenewalRules

/// A table of the reference schema as import and export see it.
struct ReferenceTable: Sendable {
    /// The required form of a cell, beyond being text.
    enum Form: Sendable {
        /// The id of the row.
        case id
        /// One line of text.
        case line
        /// Text that may have line breaks.
        case prose
        case email
        case day
        case instant
        case number(ClosedRange<Int>)
        case word([String])
        /// Exactly so many digits.
        case digits(Int)
        /// The id of a row of the named table.
        case reference(String)
    }

    struct Column: Sendable {
        let name: String
        let form: Form
        /// Whether a new row must have a value; `false` also for columns with a default.
        var isRequired = false
        /// The value of an empty field where the schema allows no null.
        var fallback: String?
    }

    let name: String
    let columns: [Column]
    /// The columns of the schema that are neither imported nor exported, because they say nothing to anybody else.
    var hidden: Set<String> = []
    /// The columns that identify a row.
    var key = ["id"]
    /// Whether it can be imported; only events write the history.
    var isImportable = true

    /// Whether rows record when they were last changed.
    var hasUpdateTime: Bool { columns.contains { $0.name == Self.updateTime } }

    static let updateTime = "updated_at"

    static func named(_ name: String) throws(RegistryError) -> ReferenceTable {
        guard let table = all.first(where: { $0.name == name }) else {
            throw .unknownTable(name: name, known: all.map(\.name))
        }
        return table
    }

    /// A table that can be imported.
    static func importable(named name: String) throws(RegistryError) -> ReferenceTable {
        let table = try named(name)
        guard table.isImportable else {
            throw .unknownTable(name: name, known: all.filter(\.isImportable).map(\.name))
        }
        return table
    }
}

extension ReferenceTable.Column {
    static let id = Self(name: "id", form: .id, isRequired: true)
    static let language = Self(name: "language", form: .word(Language.allCases.map(\.rawValue)))
    static let updatedAt = Self(name: ReferenceTable.updateTime, form: .instant)
    static let person = reference("person_id", "person")
    static let employer = reference("employer_id", "employer")
    static let termYears = number("term_years", 1...100)

    static func line(_ name: String) -> Self { Self(name: name, form: .line) }
    static func prose(_ name: String) -> Self { Self(name: name, form: .prose) }
    static func email(_ name: String) -> Self { Self(name: name, form: .email) }
    static func day(_ name: String) -> Self { Self(name: name, form: .day) }
    static func instant(_ name: String) -> Self { Self(name: name, form: .instant) }
    static func number(_ name: String, _ range: ClosedRange<Int>) -> Self {
        Self(name: name, form: .number(range))
    }
    static func word(
        _ name: String,
        _ words: [String],
        isRequired: Bool = false,
        fallback: String? = nil
    ) -> Self {
        Self(name: name, form: .word(words), isRequired: isRequired, fallback: fallback)
    }
    static func reference(_ name: String, _ table: String, isRequired: Bool = false) -> Self {
        Self(name: name, form: .reference(table), isRequired: isRequired)
    }
}

extension ReferenceTable {
    /// All tables, each after those it refers to.
    static let all = [
        person, employer, reviewBody, registration, application, qualification, credential, credentialApplication,
        lossReport, reissue, relyingParty, subscription, annotation, inquiry, history,
    ]

    private static let person = ReferenceTable(
        name: "person",
        columns: [
            .id, .line("name"), .email("email"), .line("phone"), .language, .day("declined_renewal_on"),
            Column(name: "never_logged_in", form: .number(0...1), fallback: "0"),
            .number("birth_year", 1900...9999), .updatedAt,
        ],
        hidden: ["identity_hash"]
    )

    private static let employer = ReferenceTable(
        name: "employer",
        columns: [
            .id, .line("name"), .email("email"), .line("phone"), .language, .line("former_name"), .day("renamed_on"),
            .updatedAt, .line("channel"),
        ]
    )

    private static let reviewBody = ReferenceTable(
        name: "review_body",
        columns: [.id, .line("name"), .prose("contact")]
    )

    private static let registration = ReferenceTable(
        name: "registration",
        columns: [
            .id, .line("registration_no"), .person, .employer, .reference("review_body_id", "review_body"),
            .line("category"), .day("valid_from"), .termYears, .day("valid_until"),
            .word("state", RegistrationState.allCases.map(\.rawValue), fallback: "active"), .day("ended_on"),
            .reference("successor_id", "registration"), .reference("new_employer_id", "employer"),
            .line("new_category"), .day("change_recorded_on"),
            .number("education_hours", 0...9999), Column(name: "legacy_no", form: .digits(11)), .line("ladder"),
            .updatedAt, .word("end_reason", EndReason.allCases.map(\.rawValue)),
            .day("moved_on"), .reference("previous_employer_id", "employer"), .day("left_on"),
        ]
    )

    private static let application = ReferenceTable(
        name: "application",
        columns: [
            .id, .word("procedure", ApplicationProcedure.allCases.map(\.rawValue), isRequired: true),
            .reference("registration_id", "registration"), .person, .day("submitted_on"),
            .word("state", ApplicationState.allCases.map(\.rawValue), isRequired: true), .day("decided_on"),
            .prose("reason"), .updatedAt, .day("state_on"),
        ]
    )

    private static let qualification = ReferenceTable(
        name: "qualification",
        columns: [
            .id, .person, .line("certificate_no"), .day("obtained_on"), .number("exam_year", 1900...9999),
            .day("results_on"), .line("form"), .line("issuer"),
            .word("stage", IssuingChain.Stage.allCases.map(\.rawValue)),
            .word("seal", ElectronicSeal.allCases.map(\.rawValue)), .day("collection_from"), .day("collection_to"),
            .line("collection_method"), .day("collected_on"), .updatedAt,
        ]
    )

    private static let credential = ReferenceTable(
        name: "credential",
        columns: [
            .id, .line("serial"), .person, .employer, .day("issued_on"), .termYears, .day("valid_until"),
            .instant("not_after"),
            .word(
                "state",
                ["active", "renewal_pending", "renewed_not_updated", "superseded", "void"],
                fallback: "active"
            ),
            .day("state_on"), .reference("replaces_id", "credential"), .day("renewed_on"),
            .day("update_confirmed_on"), .day("key_compromised_on"), .updatedAt, .day("left_on"),
        ]
    )

    private static let credentialApplication = ReferenceTable(
        name: "credential_application",
        columns: [
            .id, .person, .number("step", 1...6), .day("step_since"), .prose("materials"),
            .day("registration_fee_paid_on"), .line("exam_result"), .line("application_no"),
            .day("application_fee_paid_on"), .line("form"), .line("delivery"), .line("state"),
            .prose("reason"), .updatedAt,
        ]
    )
}
