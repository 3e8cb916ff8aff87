import RenewalRules
import RenewalTestSupport

/// An office with random events: people move, data are corrected, applications are filed and decided.
struct BusyOffice {
    let office: Sample
    var chance: SplitMix
    private(set) var lastChange = "nothing"
    private var people = 0
    private var files = 0

    init(office: Sample, seed: UInt64) {
        self.office = office
        chance = SplitMix(seed: seed)
    }

    private var today: CalendarDate { CalendarDate(dayNumber: Int((office.clock.now.seconds + 8 * 3600) / 86_400)) }

    private mutating func day(_ span: ClosedRange<Int>) -> String {
        today.adding(days: span.lowerBound + Int.random(in: 0..<span.count, using: &chance)).description
    }

    /// An expiry near a mark, or far from any.
    private mutating func expiry() -> String {
        Int.random(in: 0..<3, using: &chance) == 0 ? day(600...1500) : day(-30...400)
    }

    mutating func register(_ number: Int) throws {
        people = max(people, number)
        try office.register(number, until: expiry(), email: Int.random(in: 0..<5, using: &chance) == 0 ? "" : nil)
    }

    private mutating func load(_ table: String, _ columns: String, _ values: String...) throws {
        lastChange = "\(table) \(values.joined(separator: ","))"
        try office.load("\(columns)\n\(values.joined(separator: ","))\n", into: table)
    }

    /// Makes one random change.
    mutating func change() throws {
        let number = 1 + Int.random(in: 0..<people, using: &chance)
        let (registration, person) = ("R-\(number)", "P-\(number)")
        let today = today.description
        files += 1
        switch Int.random(in: 0..<16, using: &chance) {
        case 0:
            lastChange = "a new registration"
            try register(people + 1)
        case 1: try load("person", "id,email", person, "new\(files)@example.test")
        case 2: try load("registration", "id,valid_until", registration, expiry())
        case 3:
            let state = ["submitted", "supplement_required", "approved", "rejected"][
                Int.random(in: 0..<4, using: &chance)
            ]
            let decided = state == "rejected" ? today : ""
            let columns = "id,registration_id,procedure,submitted_on,state,decided_on"
            try load("application", columns, "A-\(number)", registration, "renewal", day(-40...0), state, decided)
        case 4: try load("registration", "id,state,ended_on", registration, "cancelled", today)
        case 5:
            try load(
                "employer",
                "id,former_name,renamed_on,email",
                "E-1",
                "旧名\(files)",
                today,
                "hr\(files)@example.test"
            )
        case 6: try load("registration", "id,new_category,change_recorded_on", registration, "化工安全", today)
        case 7:
            let columns = "id,person_id,issued_on,term_years,valid_until,state"
            try load("credential", columns, "C-\(number)", person, day(-700 ... -300), "2", day(-5...120), "active")
        case 8: try lose(number, today: today)
        case 9:
            let columns = "id,person_id,step,step_since,state"
            try load("credential_application", columns, "K-\(number)", person, "2", day(-20...0), "materials_missing")
        case 10:
            try load(
                "qualification",
                "id,person_id,obtained_on,results_on",
                "Q-\(number)",
                person,
                day(-400 ... -200),
                day(-200...0)
            )
        case 11: try load("person", "id,declined_renewal_on", person, today)
        case 12: try byHand("UPDATE person SET email = 'hand\(files)@example.test' WHERE id = '\(person)'")
        case 13: try load("registration", "id,left_on", registration, Bool.random(using: &chance) ? today : "")
        case 14:
            try office.load("id,person_id\nC-\(number),\(person)\n", into: "credential")
            try load("credential", "id,left_on", "C-\(number)", Bool.random(using: &chance) ? today : "")
        default: try byHand("UPDATE registration SET valid_until = '\(expiry())' WHERE id = '\(registration)'")
        }
    }

    private mutating func lose(_ number: Int, today: String) throws {
        try office.load("id,person_id,state\nC-\(number),P-\(number),active\n", into: "credential")
        try load("loss_report", "id,credential_id,state,drafted_on", "L-\(number)", "C-\(number)", "draft", today)
        guard Int.random(in: 0..<2, using: &chance) == 0 else { return }
        try office.load("id,state,completed_at\nL-\(number),completed,\(today)T01:00:00Z\n", into: "loss_report")
        try load(
            "reissue",
            "id,loss_report_id,state,requested_on,state_on",
            "I-\(number)",
            "L-\(number)",
            "requested",
            today,
            today
        )
    }

    /// Changes a row without its time of change, as an office's own program may do.
    private mutating func byHand(_ sql: String) throws {
        lastChange = sql
        try office.damage(sql)
    }
}
