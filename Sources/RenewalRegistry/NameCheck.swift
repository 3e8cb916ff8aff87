import RenewalRules

/// Which names of a record are not shown to anybody, and why; the record is told of without them.
enum NameCheck {
    /// A name that is missing is no problem of this kind.
    static func problems(of dossier: Dossier) -> [RowProblem] {
        let names: [(column: String, text: String?, bearer: PresentableName.Bearer)] = [
            ("holder_name", dossier.holder?.name, .person), ("employer_name", dossier.employer?.name, .organization),
            ("review_body_name", dossier.reviewBody?.name, .organization),
        ]
        return (names + recorded(dossier)).compactMap { column, text, bearer in
            guard let text, !text.isEmpty else { return nil }
            do throws(PresentableName.Problem) {
                _ = try PresentableName(text, of: bearer)
                return nil
            } catch {
                let record = dossier.record
                return RowProblem(
                    table: record.type.rawValue,
                    id: record.id,
                    column: column,
                    reason: error.rawValue,
                    consequence: .cosmetic
                )
            }
        }
    }

    private static func recorded(_ dossier: Dossier) -> [(String, String?, PresentableName.Bearer)] {
        guard case .registration(let dossier) = dossier else { return [] }
        return [
            ("category", dossier.registration.category, .organization),
            ("employer_former_name", dossier.employer?.formerName, .organization),
            ("new_employer_name", dossier.registration.change?.employer?.name, .organization),
            ("new_category", dossier.registration.change?.category, .organization),
        ]
    }
}
