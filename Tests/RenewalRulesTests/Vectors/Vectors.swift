import Foundation
import RenewalRules
import Testing

/// A worked case of the domain document, as a row of `vectors.csv`.
struct Vector: Sendable, CustomTestStringConvertible {
    let columns: [String: String]
    let inputs: [String: String]

    var testDescription: String { self["case_id"] }

    subscript(column: String) -> String { columns[column] ?? "" }

    func date(_ column: String) throws -> CalendarDate { try #require(CalendarDate(self[column])) }

    static let all: [Vector] = {
        guard let url = Bundle.module.url(forResource: "vectors", withExtension: "csv"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { return [] }
        let rows = text.split(whereSeparator: \.isNewline).map { fields(of: $0) }
        return rows.dropFirst().map { row in
            let columns = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
            return Vector(columns: columns, inputs: pairs(in: columns["inputs"] ?? ""))
        }
    }()

    static func pairs(in text: String) -> [String: String] {
        let pairs = text.split(separator: ";").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
    }

    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

extension Vector {
    /// The record the row describes.
    func registrationRecord() throws -> RegistrationRecord {
        var registration = Registration(id: "R-0001", validFrom: CalendarDate(self["valid_from"]))
        registration.term = Int(self["term_years"]).map(Period.years)
        registration.validUntil = inputs["printed"].flatMap(CalendarDate.init)
        registration.state = try inputs["state"].map { try #require(RegistrationState(rawValue: $0)) } ?? .active
        registration.endedOn = inputs["revoked_on"].flatMap(CalendarDate.init)
        registration.change = try recordedChange()
        if inputs["event"] == "approved" { registration.endedOn = try date("today") }
        return RegistrationRecord(
            registration: registration,
            holder: .sample,
            employer: Employer(id: "E-0001", name: "示例化工有限公司"),
            reviewBody: ReviewBody(id: "B-0001", name: "示例初审机构"),
            applications: try applications()
        )
    }

    private func recordedChange() throws -> RecordedChange? {
        let on = inputs["event"] == "change" ? try date("today") : nil
        return switch inputs["intent"] {
        case "change_employer": RecordedChange(employer: Employer(id: "E-0002", name: "示例冶金"), recordedOn: on)
        case "change_category": RecordedChange(category: "化工安全", recordedOn: on)
        default: nil
        }
    }

    private func applications() throws -> [Application] {
        guard let word = inputs["application"] else { return [] }
        let state = try #require(word == "pending" ? .submitted : ApplicationState(rawValue: word))
        let submitted = try #require(inputs["submitted"].flatMap(CalendarDate.init))
        return [Application(id: "A-0001", procedure: .renewal, submittedOn: submitted, state: state)]
    }

    func policy() throws -> RenewalPolicy {
        var policy = RenewalPolicy()
        policy.modules = [.initialDeadline]
        if let word = inputs["convention"] {
            policy.expiryConvention = try #require(ExpiryConvention(rawValue: word))
        }
        return policy
    }

    /// The day of the last scan that the row assumes: the day before, unless it says otherwise.
    func lastScan() throws -> CalendarDate? {
        guard let text = inputs["last_scan"] else { return try date("today").adding(days: -1) }
        return text == "never" ? nil : CalendarDate(text)
    }
}

extension Person {
    static let sample = Person(id: "P-0001", name: "李伟", email: "li.wei@example.test")
}

/// Registrations are what most rows and properties are about.
extension RenewalCourse {
    init(
        of record: RegistrationRecord,
        on day: CalendarDate,
        acknowledgedOn: CalendarDate? = nil,
        policy: RenewalPolicy
    ) {
        self.init(of: .registration(record), on: day, acknowledgedOn: acknowledgedOn, policy: policy)
    }
}
