import RenewalOffice
package import RenewalRegistry
import RenewalRules

extension RegistryCheck {
    /// What was found, for a person: what stops reminders first, then the remarks, and how many there are of both.
    package var lines: [ReportLine] {
        let stopping = tally.groups.filter(\.consequence.stopsReminders)
        let remarks = tally.groups.filter { !$0.consequence.stopsReminders }
        let lines =
            counts.filter { $0.rows > 0 }.map {
                Phrase("\(TableWords.of($0.table).chinese)：\($0.rows)行", "\($0.table): \($0.rows)")
            }
            + damage.map { Phrase("文件损坏：\($0)", "damaged: \($0)") }
            + stopping.map(\.line)
            + (remarks.isEmpty ? [] : [Phrase("提示：", "remarks:")])
            + remarks.map(\.line)
            + [Self.sum(of: stopping, remarks)]
        return lines.map { ReportLine($0) }
    }

    private static func sum(of stopping: [FaultyRows], _ remarks: [FaultyRows]) -> Phrase {
        let (problems, others) = (stopping.map(\.count).reduce(0, +), remarks.map(\.count).reduce(0, +))
        let parts = [
            problems > 0 ? Phrase("问题\(problems)项", counted(problems, "problem", "problems")) : nil,
            others > 0 ? Phrase("提示\(others)项", counted(others, "remark", "remarks")) : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? Phrase("没有问题", "no problems") : parts.joined(.comma)
    }
}

extension FaultyRows {
    /// `registration.valid_until R-1, R-2: is missing`, `注册的有效期至 R-1、R-2：缺失`, with the number of further ones.
    fileprivate var line: Phrase {
        let title = column.map { "的" + Phrase(column: $0).chinese } ?? ""
        let place = Phrase("\(TableWords.of(table).chinese)\(title) ", "\(table)\(column.map { ".\($0)" } ?? "") ")
        let more = count > ids.count && !ids.isEmpty ? Phrase("等\(count)行", " and \(count - ids.count) more") : .empty
        let times = ids.isEmpty && count > 1 ? Phrase("\(count)行", "\(count) rows") : Phrase { $0.list(ids) } + more
        return place + times + .colon + reason
    }
}
