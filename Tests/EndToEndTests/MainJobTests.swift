import Foundation
import RenewalTestSupport
import Testing

/// The whole path with real processes and transfers: registry, plan, outbox, libcurl, sink.
@Suite(.startsPrograms) struct MainJobTests {
    @Test func plannedNoticesArriveOnceAndASecondRunSendsNothing() throws {
        let office = try Office()
        try office.fill(60) { ($0 * 7) % 400 - 20 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        let announced = try office.announced(since: "never")
        #expect(announced.count > 60)
        let first = try office.renewald(["run", "--once", "--config", office.configuration])
        #expect(first.contains("waiting: 0"))
        let arrived = try office.arrived()
        let planned = try office.deliveries()
        #expect(planned.keys.sorted() == announced)
        #expect(arrived.map(\.deliveryID).sorted() == planned.values.sorted())
        #expect(Set(arrived.map(\.type)) == ["mail", "webhook"])
        #expect(arrived.filter { $0.type == "webhook" }.allSatisfy { $0.signature == "ok" })
        let second = try office.renewald(["run", "--once", "--config", office.configuration])
        #expect(second.contains("planned: 0 notices, 0 deliveries"))
        #expect(try office.arrived().count == arrived.count)
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    /// The day that stands in for a missing expiry in a series is not a day of validity.
    @Test func planOmitsAMissingExpiry() throws {
        let office = try Office()
        try office.fill(1) { _ in 60 }
        try office.configure(smtpPort: 2525, httpPort: 8080)
        let results = Office.day(nil, plus: -95)
        try office.write("id,person_id,results_on\nQ-1,P-1,\(results)\n", to: "qualification.csv")
        let file = office.directory.path("qualification.csv")
        try office.renewald(["registry", "import", "--registry", office.registry, "--write", file])
        let command = ["plan", "--config", office.configuration, "--since", "never", "--format"]
        let lines = try office.renewald(command + ["json"]).split(separator: "\n")
        let ofQualification = lines.filter { $0.contains(#""id":"Q-1""#) }
        #expect(!ofQualification.isEmpty)
        #expect(ofQualification.allSatisfy { $0.contains(#""valid_until":null,"days_left":null"#) })
        #expect(lines.contains { $0.contains(#""days_left":60"#) })
        #expect(try office.renewald(command + ["csv"]).contains("\"qualification\",\"Q-1\",\"\",\"\","))
    }

    /// A SIGKILL in the middle loses nothing; an attempt in progress may be repeated, with the same id and bytes.
    @Test func aKilledDaemonLosesNothing() throws {
        let parallel = 4
        let office = try Office()
        try office.fill(500) { _ in 60 }
        let (sink, smtp, http) = try office.startSink(["--quiet"])
        try office.configure(smtpPort: smtp, httpPort: http, parallel: parallel)
        let announced = try office.announced(since: "never")
        #expect(announced.count == 1000)
        for share in [200, 500] {
            let daemon = try Program("renewald", ["run", "--config", office.configuration])
            try daemon.wait("\(share) arrivals") { try office.arrived().count >= share }
            daemon.signal(SIGKILL)
            #expect(try daemon.status() == 128 + SIGKILL)
        }
        let last = try Program("renewald", ["run", "--config", office.configuration])
        try last.wait("the rest") { try Set(office.arrived().map(\.deliveryID)).count == announced.count }
        try last.wait("the last receipt") {
            try office.renewald(["outbox", "list", "--config", office.configuration]).contains("in all: 1000 sent")
        }
        last.signal(SIGTERM)
        #expect(try last.status() == 0)
        let arrivals = try Dictionary(grouping: office.arrived(), by: \.deliveryID)
        let planned = try office.deliveries()
        #expect(planned.keys.sorted() == announced)
        #expect(Set(arrivals.keys) == Set(planned.values))
        let repeated = arrivals.values.filter { $0.count > 1 }
        #expect(repeated.count <= 2 * 2 * parallel)
        for copies in repeated {
            #expect(Set(copies.map(\.id)).count == 1)
            #expect(Set(copies.map(\.hash)).count == 1)
        }
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    @Test func aRecordRenewedAfterPlanningIsNotReminded() throws {
        let office = try Office()
        try office.fill(3) { _ in 7 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        // Planned while the relay is down, so that the mails wait; cron sees from the status that not everything was
        // sent.
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let closed = yaml.replacing("url: \"smtp://127.0.0.1:\(smtp)\"", with: "url: \"smtp://127.0.0.1:1\"")
        try office.write(closed, to: "renewald.yaml")
        let setBack = try Program.run("renewald", ["run", "--once", "--config", office.configuration])
        #expect(setBack.status == 75)
        #expect(setBack.errors.contains("3 attempts did not end well"))
        try office.write("id,state,ended_on\nR-1,renewed,\(Office.today())\n", to: "change.csv")
        try office.renewald([
            "registry", "import", "--registry", office.registry, "--write", "--table", "registration",
            office.directory.path("change.csv"),
        ])
        try office.write(yaml, to: "renewald.yaml")
        try office.renewald(["outbox", "retry", "--all", "--config", office.configuration])
        try office.renewald(["run", "--once", "--config", office.configuration])
        let mails = try office.arrived().filter { $0.type == "mail" }
        // The only mail about R-1 is that of its renewal.
        #expect(Set(mails.map(\.recipient)) == ["p1@example.test", "p2@example.test", "p3@example.test"])
        #expect(mails.count == 3)
        let listed = try office.renewald(["outbox", "list", "--config", office.configuration, "--state", "cancelled"])
        #expect(listed.contains("(renewed)"))
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    @Test func explainShowsTheHistoryOfARecord() throws {
        let office = try Office()
        try office.fill(2) { _ in 80 }
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http)
        try office.renewald(["run", "--once", "--config", office.configuration])
        let chinese = try office.renewald(["explain", "R-1", "--config", office.configuration, "--language", "zh-CN"])
        for word in ["张伟1", "期满前三个月内", "请尽快提交延续注册申请", "收件方服务器已接收", "后续提醒", "R29", "通知编号："] {
            #expect(chinese.contains(word))
        }
        #expect(!chinese.contains("44011000001"))
        let english = try office.renewald([
            "explain", "R-1", "--config", office.configuration, "--language", "en", "--format", "json",
        ])
        let object = try JSONSerialization.jsonObject(with: Data(english.utf8)) as? [String: Any]
        #expect(object?["procedure"] as? String == "renewal")
        #expect((object?["sent"] as? [Any])?.count == 2)
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    /// The outbox has nothing for her, and a clerk is told why.
    @Test func explainNamesUnreachableRecipients() throws {
        let office = try Office()
        try office.fill(1) { _ in 80 }
        try office.write("id,name,email\nP-1,张伟1,\n", to: "person.csv")
        try office.renewald([
            "registry", "import", "--registry", office.registry, "--write", office.directory.path("person.csv"),
        ])
        try office.configure(smtpPort: 1, httpPort: 1)
        let arguments = ["explain", "R-1", "--config", office.configuration]
        let line = try office.renewald(arguments + ["--language", "zh-CN"]).split(separator: "\n")
            .first { $0.contains("请尽快提交延续注册申请") && $0.contains("发给本人  ") }
        #expect(line?.hasSuffix("没有可用的收件地址或发送渠道") == true)
        let json = try office.renewald(arguments + ["--format", "json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let unreachable = object?["unreachable"] as? [[String: String]]
        #expect(unreachable?.contains { $0["audience"] == "holder" } == true)
    }
}
