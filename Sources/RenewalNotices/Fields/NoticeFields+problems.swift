import RenewalRules

/// The data problems of the daily report: worst first, with those shared by many records in one line.
extension NoticeFields {
    /// A line with its consequence and the number of its records.
    private struct Problem {
        let consequence: DataConsequence
        let count: Int
        let line: [String: String]
    }

    /// Problems of one kind that are listed singly; more share a line.
    private static let listedSingly = 3

    /// - Returns: the lines, and how many problems are left out
    static func problems(of report: DailyReport, in language: Language) -> (lines: [[String: String]], left: Int) {
        let all = report.faults.map { problem($0, in: language) } + noticed(in: report, language)
        // Sorting is stable: the registry's problems come before the records'.
        let ranked = all.enumerated().sorted {
            ($0.element.consequence, $0.offset) < ($1.element.consequence, $1.offset)
        }
        let shown = ranked.prefix(DailyReport.listLimit).map(\.element)
        return (shown.map(\.line), report.dataIssues - shown.map(\.count).reduce(0, +))
    }

    private static func problem(_ rows: FaultyRows, in language: Language) -> Problem {
        let column = rows.column.map { language.either(Phrase(column: $0).chinese, $0 + " ") } ?? ""
        let text = column + (FieldText.clean(rows.reason[language]) ?? "")
        let effect = rows.consequence == .unreadable ? language.comma + language.untold : ""
        let label = language.label(language.name(ofTable: rows.table), rows.ids, of: rows.count)
        return Problem(
            consequence: rows.consequence,
            count: rows.count,
            line: ["label": label, "text": text + effect]
        )
    }

    private static func noticed(in report: DailyReport, _ language: Language) -> [Problem] {
        DailyReport.problemKinds.flatMap { kind -> [Problem] in
            let lines = report.problems.filter { $0.kind == kind }
            let types = RecordID.RecordType.allCases.filter { type in lines.contains { $0.record.type == type } }
            let unlisted = max(0, (report.problemCounts[kind] ?? lines.count) - lines.count)
            return types.enumerated().flatMap { position, type -> [Problem] in
                let ids = lines.filter { $0.record.type == type }.map(\.record.id)
                let count = ids.count + (position == 0 ? unlisted : 0)
                let groups = count > listedSingly ? [(ids, count)] : ids.map { ([$0], 1) }
                return groups.map { ids, count in
                    let label = language.label(language.noun(type), ids, of: count)
                    let line = ["label": label, "text": language.title(of: kind)]
                    return Problem(consequence: kind.consequence, count: count, line: line)
                }
            }
        }
    }
}

extension NoticeKind {
    /// The consequence of a data problem.
    fileprivate var consequence: DataConsequence {
        switch self {
        case .dataContactMissing: .unreachable
        case .dataMissingExpiry: .undated
        case .dataReviewBodyMissing: .cosmetic
        default: .contradiction
        }
    }
}
