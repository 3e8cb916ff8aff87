import GRDB
import RenewalRegistry
import RenewalRules

/// What is open in the registry, worked out from its rows by the rules: nothing that keeps or sends tables takes part.
struct OpenRecords {
    /// What is open about a record for an audience.
    struct Row: Encodable, Hashable {
        let audience: Audience
        let type: String
        let id: String
        /// Those who are told of the most pressing, where the audience is the employer.
        let employers: [String]
        let severity: Severity
        let procedure: String
        let validUntil: String?
        /// Whether a program need not know it: passes do not look for faulty data far from the end of a registration.
        let isUncertain: Bool

        private enum CodingKeys: String, CodingKey {
            case audience, type, id, employers, severity, procedure
            case validUntil = "valid_until"
            case isUncertain = "is_uncertain"
        }
    }

    private let queue: DatabaseQueue
    private let reader: RegistryReader
    private let policy: RenewalPolicy

    init(path: String, policy: RenewalPolicy) throws {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let layout = try queue.read { try RegistryLayout(RegistryMapping(), in: $0, path: path) }
        reader = RegistryReader(layout: layout) { _ in .seconds(8 * 3600) }
        (self.queue, self.policy) = (queue, policy)
    }

    /// The rows of all records, in order.
    func rows(on day: CalendarDate) throws -> [Row] {
        var subjects: [RecordID: Subject] = [:]
        try queue.read { database in
            var cursor: PageCursor? = .start
            while let from = cursor {
                let page = try reader.page(of: .all, after: from, limit: RegistryReader.largestPage, in: database)
                for subject in page.subjects { subjects[subject.record] = subject }
                cursor = page.next
            }
        }
        return subjects.values.flatMap { rows(of: $0, on: day) }.sorted {
            ($0.type, $0.id, $0.audience.rawValue) < ($1.type, $1.id, $1.audience.rawValue)
        }
    }

    private func rows(of subject: Subject, on day: CalendarDate) -> [Row] {
        let openings = RenewalCourse(of: subject, on: day, policy: policy).openings
        let last = subject.validUntil(policy: policy)
        let near = day.adding(days: -policy.lookBackDays)...day.adding(policy.horizon)
        let isFar = subject.record.type == .registration && last.map { !near.contains($0) } ?? false
        return Dictionary(grouping: openings, by: \.key.audience).compactMap { audience, openings in
            guard audience != .relyingParty, let severity = openings.map(\.severity).max() else { return nil }
            let pressing = openings.filter { $0.severity == severity }
            let employers = Set(pressing.compactMap { subject.employer(toldOf: $0.key)?.id })
            return Row(
                audience: audience,
                type: subject.record.type.rawValue,
                id: subject.record.id,
                employers: audience == .employer ? employers.sorted() : [],
                severity: severity,
                procedure: RecordStanding(of: subject, on: day, policy: policy).procedure,
                validUntil: last?.description,
                isUncertain: isFar && openings.allSatisfy(\.key.kind.isAboutData)
            )
        }
    }
}
