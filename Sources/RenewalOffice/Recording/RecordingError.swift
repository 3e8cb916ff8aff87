package import RenewalRegistry
package import RenewalRules

/// Why an event was not recorded; nothing was written.
package enum RecordingError: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
    /// The rules refuse it; `doing` says what was being recorded for which record, `until` the first day on which it
    /// would be accepted.
    case refused(Refusal, doing: Phrase, until: CalendarDate?)
    case noSuchRecord(RowName, doing: Phrase)
    case exists(RowName, doing: Phrase)
    /// A value that cannot be stored or does not fit the record.
    case impossible(reason: Phrase, doing: Phrase)
    case registry(RegistryError)

    package var phrase: Phrase {
        switch self {
        case .refused(let refusal, let doing, let day):
            Phrase(of: doing, Self.answer(refusal, day.map(Self.advice(until:)) ?? Self.advice(for: refusal)))
        case .noSuchRecord(let record, let doing):
            Phrase(
                of: doing,
                Phrase(
                    "没有\(record.phrase.chinese)；请用\"renewald registry export \(record.table)\"查找",
                    "there is no \(record); look it up with \"renewald registry export \(record.table)\""
                )
            )
        case .exists(let record, let doing):
            Phrase(
                of: doing,
                Phrase("\(record.phrase.chinese)已经存在；请改用其他编号", "\(record) exists already; choose another id")
            )
        case .impossible(let reason, let doing): Phrase(of: doing, reason)
        case .registry(let error): error.phrase
        }
    }

    /// The refusal with the sentence of its rule, and what to do instead.
    private static func answer(_ refusal: Refusal, _ advice: Phrase) -> Phrase {
        let (code, rule) = (refusal.code.rawValue, refusal.rule)
        guard let sentence = sentence(of: refusal) else {
            return Phrase(
                "不予受理（\(code)）：依据规则\(rule)；\(advice.chinese)",
                "\(code) under rule \(rule); \(advice.english)"
            )
        }
        return Phrase(
            "不予受理（\(code)）：\(sentence.chinese)（\(rule)）；\(advice.chinese)",
            "\(code) under rule \(rule) (\(sentence.english)); \(advice.english)"
        )
    }

    /// The sentence of the rule as a part of another one; `nil` for a rule without one.
    private static func sentence(of refusal: Refusal) -> Phrase? {
        guard let chinese = refusal.sentence(in: .chinese), let english = refusal.sentence(in: .english) else {
            return nil
        }
        let clause = english.hasSuffix(".") ? english.dropLast() : english[...]
        return Phrase(
            String(chinese.hasSuffix("。") ? chinese.dropLast() : chinese[...]),
            clause.prefix(1).lowercased() + clause.dropFirst()
        )
    }

    /// The exit status for the command line, from `sysexits.h`.
    package var exitCode: Int32 {
        switch self {
        case .refused, .exists, .impossible: 65
        case .noSuchRecord: 66
        case .registry(let error): error.exitCode
        }
    }

    /// The rules' answer; `nil` for every other reason.
    package var refusal: Refusal? {
        if case .refused(let refusal, _, _) = self { refusal } else { nil }
    }
}

extension Phrase {
    /// What was being done, and what came of it: `DOING: …`.
    fileprivate init(of doing: Phrase, _ outcome: Phrase) {
        self.init("\(doing.chinese)：\(outcome.chinese)", "\(doing.english): \(outcome.english)")
    }
}
