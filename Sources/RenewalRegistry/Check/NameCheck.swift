import RenewalRules

/// Which names of a record are not shown to anybody, and why; the record is told of without them.
struct NameCheck {
    private(set) var problems: [RowProblem] = []
    private let record: RecordReference

    /// Looks at all names of a record; one that is missing is no problem of this kind.
    init(of dossier: Dossier) {
        record = dossier.record
        check("holder_name", dossier.holder?.name, of: .person)
        check("employer_name", dossier.employer?.name, of: .organization)
        check("review_body_name", dossier.reviewBody?.name, of: .organization)
        guard case .registration(let dossier) = dossier else { return }
        check("category", dossier.registration.category, of: .category)
        check("employer_former_name", dossier.employer?.formerName, of: .organization)
        check("new_employer_name", dossier.registration.change?.employer?.name, of: .organization)
        check("new_category", dossier.registration.change?.category, of: .category)
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
                    reason: error.rawValue,
                    consequence: .cosmetic
                )
            )
        }
    }
}
