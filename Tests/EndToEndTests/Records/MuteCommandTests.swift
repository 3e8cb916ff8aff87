import Foundation
import RenewalTestSupport
import Testing

/// The commands `mute` and `unmute` on a registry and a state file.
@Suite(.startsPrograms) struct MuteCommandTests {
    private let office: Office

    /// Three people of one employer whose registrations expire in 60 days; one has the id of another's registration.
    init() throws {
        office = try Office()
        try office.fill(3) { _ in 60 }
        try office.configure(smtpPort: 2525, httpPort: 8080)
        try office.write("id,name,email\nR-1,赵同名,same@example.test\n", to: "person.csv")
        let until = Office.day(nil, plus: 90)
        try office.write(
            "id,person_id,employer_id,valid_until,state\nR-8,R-1,E-1,\(until),active\n",
            to: "registration.csv"
        )
        let files = ["person.csv", "registration.csv"].map(office.directory.path)
        try office.renewald(["registry", "import", "--registry", office.registry, "--write"] + files)
        // Nobody listens there: it makes the state file, and everything waits.
        #expect(try run("run", "--once").status == 75)
    }

    private func run(_ command: String...) throws -> (status: Int32, output: String, errors: String) {
        try Program.run("renewald", command + ["--config", office.configuration])
    }

    @Test func aWordThatFitsTwoKindsIsRefused() throws {
        let refused = try run("mute", "R-1")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("a registration and a person"))
        #expect(refused.errors.contains("--as registration or --as person"))
        #expect(try run("mute").output == "")
        let record = try run("mute", "R-1", "--as", "record", "--reason", "来电要求")
        #expect(record.output.hasPrefix("muted until \(Office.day(nil, plus: 60)): registration R-1;"), "\(record)")
        #expect(
            try run("mute", "R-1", "--as", "person").output.contains("until \(Office.day(nil, plus: 90)): person R-1")
        )
        let list = try run("mute").output.split(separator: "\n")
        #expect(list.count == 2 && list[0].hasPrefix("registration R-1  until ") && list[0].hasSuffix(": 来电要求"))
        #expect(try run("unmute", "R-1").status == 65)
        #expect(try run("unmute", "R-1", "--as", "person").output == "no longer muted: person R-1\n")
        #expect(try run("unmute", "R-1").output == "no longer muted: registration R-1\n")
        #expect(try run("unmute", "R-1").status == 66)
        let verified = try run("evidence", "verify")
        #expect(verified.status == 0, "\(verified)")
        let exported = try run("evidence", "export", "--record", "R-1").output
        #expect(["muted", "unmuted"].allSatisfy { exported.contains("\"event\":\"\($0)\"") })
    }

    @Test func aNameThatNobodyElseHasIsEnough() throws {
        #expect(try run("mute", "赵同名").output.contains("until \(Office.day(nil, plus: 90)): person R-1;"))
        #expect(try run("mute", "赵　同名").output.contains(": person R-1;"), "as find takes it")
        try office.write("id,name,email\nP-9,赵同名,other@example.test\n", to: "person.csv")
        let until = Office.day(nil, plus: 90)
        let row = "id,person_id,employer_id,valid_until,state\nR-9,P-9,E-1,\(until),active\n"
        try office.write(row, to: "registration.csv")
        let files = ["person.csv", "registration.csv"].map(office.directory.path)
        try office.renewald(["registry", "import", "--registry", office.registry, "--write"] + files)
        let several = try run("mute", "赵同名")
        let words = "赵同名 is the name of 2 ids; say which: P-9, R-1"
        #expect(several.status == 65 && several.errors.contains(words), "\(several)")
        #expect(try run("mute", "赵").status == 66, "a part of a name is nobody's")
        #expect(try run("unmute", "赵同名").output == "no longer muted: person R-1\n", "the only one who is muted")
        #expect(try run("unmute", "赵同名").status == 66)
    }

    /// Its people have their records' ids, and nobody could mute a record without saying `--as record`.
    @Test func aMappedRegistryMayHaveNoIDsOfPeople() throws {
        let mapping =
            "SELECT r.id AS id, r.valid_until AS valid_until, p.name AS holder_name, p.email AS holder_email "
            + "FROM registration AS r JOIN person AS p ON p.id = r.person_id"
        try office.configure(smtpPort: 2525, httpPort: 8080, mapping: mapping)
        #expect(try run("mute", "R-1").output.contains(": registration R-1;"))
        #expect(try run("mute", "R-2", "--as", "person").output.contains(": person R-2;"))
        #expect(try run("mute", "P-2").status == 66)
    }

    @Test func anAddressSaysWhoseItIs() throws {
        let employer = try run("mute", "HR@example.test")
        #expect(employer.output.hasPrefix("muted until `renewald unmute`: address hr@example.test"), "\(employer)")
        #expect(employer.errors.contains("it is the address of employer 示例化工有限公司"))
        let configuration = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let administrators = "administrators: [{name: 值班, email: duty@example.test}]\n"
        try office.write(configuration + administrators, to: "renewald.yaml")
        #expect(try run("mute", "duty@example.test").errors.contains("it is the address of administrator 值班"))
        #expect(try run("unmute", "Duty@example.test").status == 0)
        #expect(try run("mute", "p2@example.test").errors.contains("employer") == false)
        #expect(try run("mute", "nobody@example.test").errors.contains("nobody in the registry"))
        let json = try run("mute", "--format", "json").output
        #expect(json.split(separator: "\n").count == 3 && json.hasPrefix(#"{"kind":"address","id":"hr@example.test""#))
    }

    @Test func whoHearsNothingIsShown() throws {
        _ = try run("mute", "P-2", "--until", Office.day(nil, plus: 5))
        let story = try run("explain", "R-2", "--language", "zh-CN").output
        #expect(story.contains("已停止提醒：不再通知持证人本人"))
        #expect(story.contains("cancelled (muted)") == false)
        let plan = try run("plan", "--since", "never").output
        #expect(plan.contains("office-mail:p2@example.test (muted)") && plan.contains("; 1 delivery is muted"))
        #expect(try run("outbox", "list").output.contains("1 mute in force; see `renewald mute`"))
    }

    @Test func whatCannotBeMutedIsRefused() throws {
        #expect(try run("mute", "R-404").status == 66)
        #expect(try run("mute", "R-2", "--until", Office.day(nil, plus: -1)).status == 64)
        #expect(try run("mute", "--until", Office.day(nil, plus: 1)).status == 64)
        #expect(try run("mute", "R-2", "--as", "holder").errors.contains("--as takes record, registration"))
        #expect(try run("mute").output == "")
    }
}
