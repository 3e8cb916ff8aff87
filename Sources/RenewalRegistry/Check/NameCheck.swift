import RenewalRules

/// The names of a record that are not shown, and why; its notices leave them out.
struct NameCheck {
    private(set) var problems: [RowProblem] = []
    private let record: RecordID

    /// Checks all names of a record; a missing one is not a problem of this kind.
    init(of subject: Subject) {
        record = subject.record
        check("holder_name", subject.holder?.name, of: .person)
        check("employer_name", subject.employer?.name, of: .organization)
        check("review_body_name", subject.reviewBody?.name, of: .organization)
        guard case .registration(let record) = subject else { return }
        check("category", record.registration.category, of: .category)
        check("employer_former_name", subject.employer?.formerName, of: .organization)
        check("new_employer_name", record.registration.change?.employer?.name, of: .organization)
        check("new_category", record.registration.change?.category, of: .category)
    }

    private mutating func check(_ column: String, _ text: String?, of bearer: PresentableName.Bearer) {
        guard let text, !text.isEmpty else { return }
        do throws(PresentableName.Problem) {
            _ = try PresentableName(text, of: bearer)
        } catch {
            problems.append(
                RowProblem(
                    table: record.type.rawValue,
                    id: record.id,
                    column: column,
                    reason: error.phrase,
                    consequence: .cosmetic
                )
            )
        }
    }
}
