import Foundation
import RenewalTestSupport
import Testing

/// A cell with several addresses, from the file to the mailboxes.
@Suite(.startsPrograms) struct SeveralAddressesTests {
    private static let people = """
        id,name,email
        P-1,张三,zhang.san@example.test；hr@example.test
        P-2,李四,li.si@example.test、LI.SI@example.test

        """

    private func office() throws -> Office {
        let office = try Office()
        try office.fill(2) { _ in 60 }
        try office.write(Self.people, to: "person.csv")
        try office.write("id,email\nE-1,firm@example.test safety@example.test\n", to: "employer.csv")
        let files = ["person.csv", "employer.csv"].map(office.directory.path)
        try office.renewald(
            ["registry", "import", "--registry", office.registry, "--write", "--accept-identity"] + files
        )
        return office
    }

    private func mails(_ office: Office) throws -> [String] {
        try office.arrived().filter { $0.type == "mail" }.map(\.recipient).sorted()
    }

    @Test func eachAddressGetsEachMailOnce() throws {
        let office = try office()
        let (sink, smtp, http) = try office.startSink()
        try office.configure(smtpPort: smtp, httpPort: http, digests: "{employer: daily, administrator: off}")
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml.replacing("send: [hr-system]", with: "send: [office-mail]"), to: "renewald.yaml")
        let daemon = try Program("renewald", ["run", "--config", office.configuration])
        let everybody = [
            "firm@example.test", "hr@example.test", "li.si@example.test", "safety@example.test",
            "zhang.san@example.test",
        ]
        try daemon.wait("all mails") { try mails(office).count >= everybody.count }
        daemon.signal(SIGTERM)
        #expect(try daemon.status() == 0)
        #expect(try mails(office) == everybody)
        #expect(Set(try office.arrived().map(\.deliveryID)).count == everybody.count)
        let second = try office.renewald(["run", "--once", "--config", office.configuration])
        #expect(second.contains("planned: 0 notices, 0 deliveries"))
        #expect(try mails(office) == everybody)
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }

    /// A caller gives the second one; an operator leaves it alone while everything waits for the relay.
    @Test func eachAddressIsFoundAndMutedByItself() throws {
        let office = try office()
        let (sink, smtp, http) = try office.startSink()
        let options = ["--config", office.configuration]
        try office.configure(smtpPort: 1, httpPort: http)
        #expect(try Program.run("renewald", ["run", "--once"] + options).status == 75)
        #expect(try office.renewald(["find", "HR@example.test"] + options).contains("R-1"))
        try office.renewald(["mute", "hr@example.test"] + options)
        try office.configure(smtpPort: smtp, httpPort: http)
        try office.renewald(["outbox", "retry", "--all"] + options)
        try office.renewald(["run", "--once"] + options)
        #expect(try mails(office) == ["li.si@example.test", "zhang.san@example.test"])
        let story = try office.renewald(["explain", "R-1", "--language", "en"] + options)
        #expect(story.contains("nothing is mailed to one of the holder's addresses"))
        sink.signal(SIGTERM)
        #expect(try sink.status() == 0)
    }
}
