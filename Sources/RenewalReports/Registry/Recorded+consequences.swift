package import RenewalOffice
package import RenewalRules

extension Recorded {
    /// What is told of the event in one line: what was recorded, and what follows from it.
    package func line(after sentence: Phrase) -> ReportLine {
        ReportLine(([sentence] + consequences).joined(.semicolon))
    }

    /// What follows from the event, in the words the line goes on with.
    package var consequences: [Phrase] {
        [creation].compactMap(\.self) + effects.compactMap(text) + remarks.map(text)
            + (hasResumed ? [Phrase("恢复向本人发送提醒", "notices to the holder resume")] : [])
    }

    private var creation: Phrase? {
        guard let created else { return nil }
        guard created.table != "inquiry" else {
            return Phrase("记为\(created.phrase.chinese)", "kept as \(created)")
        }
        guard let expires else { return Phrase("新建\(created.phrase.chinese)", "\(created) begins") }
        return Phrase("\(created.phrase.chinese) 有效期至\(expires)", "\(created) is valid until \(expires)")
    }

    private func text(of remark: RecordedRemark) -> Phrase {
        switch remark {
        case .lossReportedLate(let discoveredOn):
            Phrase(
                "请注意：\(discoveredOn)已发现遗失，遗失应当立即挂失（规则R77）",
                "note: noticed on \(discoveredOn), and a loss is to be reported at once (rule R77)"
            )
        case .overAge(let age, let limit):
            Phrase(
                "请注意：本人今年\(age)岁，超过\(limit)岁的上限（规则V20）",
                "note: the holder is \(age) this year, over the limit of \(limit) (rule V20)"
            )
        case .lateInitial(let deadline):
            Phrase(
                "请注意：初始注册的期限已于\(deadline)届满，本次按逾期初始注册办理，可能需要继续教育证明（规则V4）",
                "note: the time for an ordinary initial registration ended on \(deadline); this one counts as late, and "
                    + "proof of continuing education may be asked for (rule V4)"
            )
        case .revokedWithoutReason:
            Phrase(
                "请注意：没有写明原因，按以欺骗等手段取得而撤销处理；属于审批机关过错的，请导入 end_reason 为 authority_error（规则V10）",
                "note: no reason was given, so it counts as a revocation for deceit; if the authority erred, import "
                    + "authority_error as its end_reason (rule V10)"
            )
        case .doubtfulCategory(let doubt):
            Phrase("请注意：注册类别\(doubt.phrase.chinese)", "note: the category \(doubt.phrase.english)")
        }
    }

    private func text(of effect: TransitionEffect) -> Phrase? {
        switch effect {
        case .decisionExpected(let days):
            Phrase(
                "一般在\(days.lowerBound)至\(days.upperBound)之间有结果",
                "a decision is usual between \(days.lowerBound) and \(days.upperBound)"
            )
        case .registrationBegins(_, let validFrom): Phrase("自\(validFrom)起算", "it counts from \(validFrom)")
        case .barred(let through):
            Phrase("\(through)以前（含当日）不得再次注册", "no new registration is possible through \(through)")
        case .relyingPartiesInformed:
            Phrase(
                "将告知证书使用方\(concerned)家",
                "\(counted(concerned, "relying party", "relying parties")) will be told"
            )
        case .informationMissing(let missing):
            Phrase(
                "还缺：\(Language.chinese.list(missing.map(\.words.chinese)))",
                "still missing: \(missing.map(\.rawValue).joined(separator: ", "))"
            )
        // The credential that begins is the created one.
        case .credentialBegins, .credentialApplicationBegins: nil
        }
    }
}
