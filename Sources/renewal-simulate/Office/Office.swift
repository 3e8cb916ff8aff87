import RenewalOffice
import RenewalRules

/// A registration office with some people and years of events in its registry.
///
/// Every event goes through the functions that a real office uses, including attempts that the rules refuse. All of it
/// runs on the event loop's one thread.
final class Office: @unchecked Sendable {
    let time: SimulatedTime
    let story: Story
    let registry: ReferenceRegistry
    var book: OfficeBook
    var dice: Dice
    var policy: RenewalPolicy
    /// The last number assigned to a person, record or certificate.
    private var lastNumber = 0
    /// What a program behind the webhook gets, where it is written down.
    var feed: Feed?
    /// The row that is missing from the registry for now.
    var removed: RemovedRow?
    let path: String

    static let employers = ["E-1", "E-2", "E-3"]
    static let people = 5

    init(path: String, time: SimulatedTime, story: Story, dice: Dice, policy: RenewalPolicy) throws {
        (self.path, self.time, self.story, self.dice, self.policy) = (path, time, story, dice, policy)
        try ReferenceRegistry.create(at: path)
        registry = try ReferenceRegistry(path: path)
        book = try OfficeBook(path: path)
        try open()
        try book.turnPage(at: time.now)
    }

    private func open() throws {
        try load(
            "id,name,email\nE-1,示例化工,hr1@example.test、safety1@example.test\nE-2,青山矿业,hr2@example.test\n"
                + "E-3,白云建筑,\n",
            "employer"
        )
        try load("id,name,contact\nB-1,示例初审机构,010-0000-0001\n", "review_body")
        try load("id,name,channel\nY-1,电子招标平台,feed\n", "relying_party")
        for _ in 0..<Self.people { try enrol() }
    }

    /// A new person, with a registration that expires sooner or later, and perhaps a credential.
    func enrol() throws {
        let (number, today) = (nextNumber(), self.today)
        let email = dice.happens(onceIn: 12) ? "" : addresses("p\(number)")
        try load("id,name,email\nP-\(number),王芳\(number),\(email)\n", "person")
        if dice.happens(onceIn: 6) {
            let results = today.adding(days: -dice.int(10...120))
            try load("id,person_id,results_on,form\nQ-\(number),P-\(number),\(results),paper\n", "qualification")
            return
        }
        let end = today.adding(days: dice.int(-60...1500))
        try load(
            "id,person_id,employer_id,review_body_id,valid_from,valid_until,state\n"
                + "R-\(number),P-\(number),\(dice.pick(Self.employers) ?? "E-1"),B-1,"
                + "\(end.adding(.years(-5)).adding(days: 1)),\(end),active\n",
            "registration"
        )
        guard dice.happens(onceIn: 2) else { return }
        let until = today.adding(days: dice.int(20...700))
        try load(
            "id,serial,person_id,employer_id,issued_on,term_years,valid_until,state\n"
                + "C-\(number),5A\(number),P-\(number),E-1,\(until.adding(.years(-1))),1,\(until),active\n",
            "credential"
        )
        try load("relying_party_id,credential_id\nY-1,C-\(number)\n", "relying_party_subscription")
    }

    /// One address, or two for every third person or employer.
    func addresses(_ name: String) -> String {
        let second = lastNumber % 3 == 0 ? "；\(Mutant.second)\(name)@example.test" : ""
        return "\(name)@example.test\(second)"
    }

    func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    var today: CalendarDate { time.now.day(utcOffset: .seconds(8 * 3600)) }

    /// The context of an event of today, or of an earlier day that is recorded only now.
    var context: RecordingContext {
        let today = today
        return RecordingContext(
            day: dice.happens(onceIn: 5) ? today.adding(days: -dice.int(1...25)) : today,
            today: today,
            now: time.now,
            recorder: "王芳",
            policy: policy,
            utcOffset: { _ in .seconds(8 * 3600) }
        )
    }

    /// Imports rows as CSV text.
    func load(_ csv: String, _ table: String) throws {
        let options = ImportOptions(writes: true, skipsBad: false, updatedAt: time.now, day: today)
        _ = try registry.importCSV([ImportFile(name: table, bytes: Array(csv.utf8))], options: options) { _, _ in }
    }

    /// The ids of a table's rows that satisfy a condition, in order.
    func ids(_ table: String, where condition: String = "1") -> [String] {
        // A failing query of the simulator's own shows up as an office without events; the tallies reveal it.
        (try? book.ids(table, where: condition)) ?? []
    }

    /// Makes an event happen, and records the state of the registry afterwards.
    func act() {
        time.pass(.milliseconds(1))
        let what: String
        do {
            what = try happen()
        } catch let refusal as RecordingError {
            what = "refused: \(refusal)"
        } catch {
            what = "failed: \(error)"
        }
        story.tell("office: \(what)")
        story.count { $0.events += 1 }
        do {
            try book.turnPage(at: time.now)
        } catch {
            story.fail("SIM", "the registry cannot be read by the simulator: \(error)")
        }
        look()
        time.pass(.milliseconds(1))
    }

    /// Writes down what is open now, where that is wanted.
    func look() {
        guard let feed, let page = book.current else { return }
        do {
            guard let contradiction = try feed.look(at: page, missing: removed?.id, time.now) else { return }
            story.fail("OPEN", contradiction)
        } catch {
            story.fail("SIM", "what is open cannot be read by the simulator: \(error)")
        }
    }
}
