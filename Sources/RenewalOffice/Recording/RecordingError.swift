package import RenewalRegistry
package import RenewalRules

/// Why an event was not recorded; nothing was written.
package enum RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rules refuse it; `doing` says what was being recorded for which record, `until` the first day on which it
    /// would be accepted.
    case refused(Refusal, doing: String, until: CalendarDate?)
    case noSuchRecord(RowName, doing: String)
    case exists(RowName, doing: String)
    /// A value that cannot be stored or does not fit the record.
    case impossible(reason: String, doing: String)
    case registry(RegistryError)

    package var description: String {
        switch self {
        case .refused(let refusal, let doing, let day):
            "\(doing): \(refusal.code.rawValue) under rule \(refusal.rule)\(Self.meaning(of: refusal)); "
                + (day.map { "wait until \($0)" } ?? Self.advice(for: refusal))
        case .noSuchRecord(let record, let doing):
            "\(doing): there is no \(record); look it up with \"renewald registry export \(record.table)\""
        case .exists(let record, let doing): "\(doing): \(record) exists already; choose another id"
        case .impossible(let reason, let doing): "\(doing): \(reason)"
        case .registry(let error): error.description
        }
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

    private static func meaning(of refusal: Refusal) -> String {
        guard let sentence = refusal.sentence(in: .english) else { return "" }
        let clause = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
        return " (\(clause.prefix(1).lowercased())\(clause.dropFirst()))"
    }
}
