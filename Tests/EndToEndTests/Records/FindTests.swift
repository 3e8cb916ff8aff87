import Foundation
import RenewalTestSupport
import Testing

/// A clerk on the telephone finds what a caller asks about.
@Suite(.startsPrograms) struct FindTests {
    /// Three people of one employer, whose notices have left.
    private func office(mapping: String? = nil) throws -> Office {
        let office = try Office()
        try office.fill(3) { _ in 80 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http, mapping: mapping)
        try office.renewald(["run", "--once", "--config", office.configuration])
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
        return office
    }

    private func find(_ text: String, in office: Office, _ options: String...) throws -> String {
        try office.renewald(["find", text, "--config", office.configuration, "--language", "zh-CN"] + options)
    }

    /// The printed number of the notice to a person.
    private func number(of record: String, in office: Office) throws -> String {
        let lines = try find(record, in: office, "--format", "json").split(separator: "\n")
        let objects = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        let notice = objects.first { $0?["found"] as? String == "notice" && $0?["audience"] as? String == "holder" }
        return try #require(notice??["notice_id"] as? String)
    }

    private static let mapping =
        "SELECT r.id, registration_no, valid_until, p.name AS holder_name, p.email AS holder_email, "
        + "e.name AS employer_name, e.id AS employer_id FROM registration r JOIN person p ON p.id = r.person_id "
        + "JOIN employer e ON e.id = r.employer_id"

    @Test(arguments: [nil, mapping]) func peopleRecordsAndNoticesAreFound(mapping: String?) throws {
        let office = try office(mapping: mapping)
        for clue in ["张伟2", "张 伟２", "0002", "…0002", "P2@EXAMPLE.TEST", "R-2"] {
            let found = try find(clue, in: office)
            // Without ids of people in the mapping they go by their records'.
            let person = (mapping == nil ? "P-2  " : "") + "张伟2"
            #expect(found.hasPrefix("人员：\n  \(person) · 示例化工有限公司\n\n登记：\n  R-2  注册 · "), "\(clue): \(found)")
            #expect(found.contains("\n\n通知：\n  R-2  ") && found.contains("  通知编号："), "\(clue): \(found)")
            #expect(!found.contains("R-1") && !found.contains("44011000002"), "\(clue): \(found)")
        }
        let all = try find("示例化工", in: office, "--language", "en")
        #expect(
            all.hasPrefix("people:\n") && ["R-1", "R-2", "R-3"].allSatisfy { all.contains("  \($0)  registration · ") }
        )
    }

    @Test func aNoticeIsFoundByItsPrintedNumber() throws {
        let office = try office()
        let number = try number(of: "R-2", in: office)
        for pasted in [number, "通知编号：\(number.uppercased())", String(number.prefix(10))] {
            let found = try find(pasted, in: office)
            #expect(found.contains("登记：\n  R-2  注册 · 张伟2") && found.contains("发给本人  office-mail p2@example.test"))
            let story = try office.renewald(["explain", pasted, "--config", office.configuration])
            #expect(story.hasPrefix("R-2 · 张伟2"))
            let shown = try office.renewald(["outbox", "show", pasted, "--config", office.configuration])
            #expect(shown.contains("notice     \(number)\n") && shown.contains("attempt 1"))
        }
        try office.renewald(["ack", "通知编号：\(number)", "--config", office.configuration])
        let story = try office.renewald(["explain", "R-2", "--config", office.configuration, "--language=zh-CN"])
        #expect(story.contains("已确认收到"))
    }

    /// What a consumer's developer reads to the office.
    @Test func anEventIsFoundByItsID() throws {
        let office = try office()
        let event = try #require(try office.arrived().first { $0.type == "webhook" })
        for pasted in [event.id, "webhook-id: \(event.id)", "\(event.id)_2", "\(event.deliveryID)_p2"] {
            let shown = try office.renewald(["outbox", "show", pasted, "--config", office.configuration])
            #expect(shown.hasPrefix("delivery   \(event.deliveryID)\n"), "\(pasted): \(shown)")
            #expect(try find(pasted, in: office).contains("hr-system"), "\(pasted)")
        }
        let record = try find(event.id, in: office, "--format", "json")
        let id = try #require(record.firstMatch(of: /"id":"(R-[1-3])"/)).output.1
        let story = {
            try office.renewald(["explain", event.id, "--config", office.configuration, "--language", "zh-CN"])
        }
        #expect(try story().hasPrefix("\(id) · "))
        #expect(try !story().contains("已确认收到"))
        try office.renewald(["ack", event.id, "--config", office.configuration])
        #expect(try story().contains("已确认收到"))
        let retried = try Program.run("renewald", ["outbox", "retry", event.id, "--config", office.configuration])
        #expect(retried.status == 65 && retried.errors.contains("cannot retry delivery \(event.deliveryID): it is"))
    }

    @Test func oneHitIsExplainedAndSeveralAreListed() throws {
        let office = try office()
        let explain = { try Program.run("renewald", ["explain", "--config", office.configuration] + $0) }
        let one = try explain(["张伟3"])
        #expect(one.status == 0 && one.output.hasPrefix("R-3 · 张伟3"))
        let several = try explain(["示例化工有限公司"])
        #expect(several.status == 65 && several.output.split(separator: "\n").count == 3)
        #expect(several.errors.contains("3 records answer to it; name one by its id"))
        let json = try explain(["示例化工有限公司", "--format", "json"])
        #expect(json.output.split(separator: "\n").allSatisfy { $0.hasPrefix(#"{"found":"record","record":"#) })
        let none = try explain(["赵敏"])
        #expect(none.status == 66 && none.output.isEmpty)
    }

    @Test(arguments: ["赵敏", "123", "nobody@example.test", "zzzzzzzzzzzzzzzzzzzzzzzzzz"])
    func nothingFoundEndsWithMissingInput(clue: String) throws {
        let office = try Office()
        try office.fill(1) { _ in 80 }
        try office.configure(smtpPort: 1, httpPort: 1)
        let (status, output, errors) = try Program.run("renewald", ["find", clue, "--config", office.configuration])
        #expect(status == 66 && output.isEmpty && errors.contains("finding \(clue): nothing answers to it"))
    }

    @Test func moreThanAScreenfulIsCounted() throws {
        let office = try Office()
        try office.fill(25) { _ in 80 }
        try office.configure(smtpPort: 1, httpPort: 1)
        let found = try find("示例化工", in: office)
        #expect(found.contains("另有5条未列出，请补充更多信息再查"))
        let last = try find("示例化工", in: office, "--format", "json").split(separator: "\n").last
        #expect(last == #"{"found":"total","records":25,"notices":0,"deliveries":0}"#)
    }

    @Test func theLanguageIsThatOfTheEnvironment() throws {
        let office = try Office()
        try office.fill(1) { _ in 80 }
        try office.configure(smtpPort: 1, httpPort: 1)
        func heading(_ environment: [String: String], _ options: String...) throws -> Substring? {
            let arguments = ["find", "张伟1", "--config", office.configuration] + options
            return try Program.run("renewald", arguments, environment: environment).1.split(separator: "\n").first
        }
        let none = ["LC_ALL": "", "LC_MESSAGES": ""]
        #expect(try heading(none.merging(["LANG": "en_US.UTF-8"]) { $1 }) == "people:")
        #expect(try heading(none.merging(["LANG": "C.UTF-8"]) { $1 }) == "人员：")
        #expect(try heading(none.merging(["LANG": "en_US.UTF-8"]) { $1 }, "--language", "zh-CN") == "人员：")
    }
}
