import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalConfig

/// The two files that the package installs.
@Suite struct ExampleConfigurationTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    @Test func manualStatesTheDefaultsOfTheProgram() throws {
        let manual = try text(of: "renewald.yaml")
        let spelled = manual.replacing("#:", with: "")
        var settings = try workplace.parse(spelled)
        settings.source = manual
        #expect(try settings == workplace.parse(manual))
    }

    @Test func manualHasGoodExamplesForKeysWithoutDefault() throws {
        let manual = try text(of: "renewald.yaml")
        let authorities = workplace.directory.appending(path: "ca.pem").path
        let settings = try workplace.parse(
            manual.replacing("#>", with: "").replacing("#:", with: "")
                .replacing(/ca_file: \S+/, with: "ca_file: \(authorities)")
        )
        #expect(settings.texts.templatesDirectory == "/etc/renewald/templates")
        #expect(settings.registry.mapping.registrations?.hasPrefix("SELECT c.nr") == true)
        #expect(settings.registry.mapping.annotations?.hasPrefix("SELECT nr") == true)
        #expect(settings.channels.map(\.name) == ["office-mail", "hr-system", "drop"])
        #expect(settings.routes[0].fallback == ["hr-system"])
        #expect(settings.policy.categoryLadders.count == 1)
        #expect(settings.heartbeat?.timeout == HeartbeatSettings(url: .unread).timeout)
        #expect(settings.policy.workdays != RenewalPolicy().workdays)
        #expect(settings.remarks(on: Workplace.today).isEmpty)
    }

    @Test(arguments: ["#:", "#>"])
    func manualMarksOnlyKeys(marker: String) throws {
        let lines = try text(of: "renewald.yaml").split(separator: "\n").filter { $0.contains(marker) }
        // A line indented more deeply continues the example above it.
        let others = lines.filter { !$0.contains(#/^ *#[:>] *[a-z_0-9]+:/#) && !$0.contains(#/^ *#> {3}/#) }
        #expect(others.count == 1, "the legend alone")
    }

    @Test func manualNamesEveryKey() throws {
        let text = """
            zzzzzz: 1
            registry: {zzzzzz: 1, mapping: {zzzzzz: 1}, sheets: {a: {file: /srv/a.xlsx, zzzzzz: 1}}}
            state: {zzzzzz: 1}
            schedule: {zzzzzz: 1}
            rules: {zzzzzz: 1}
            channels: {a: {type: smtp, zzzzzz: 1}, b: {type: webhook, zzzzzz: 1}, c: {type: maildir, zzzzzz: 1}}
            routes: [{zzzzzz: 1, match: {zzzzzz: 1}}]
            administrators: [{zzzzzz: 1}]
            texts: {zzzzzz: 1}
            digests: {zzzzzz: 1}
            delivery: {zzzzzz: 1}
            heartbeat: {zzzzzz: 1}
            web: {zzzzzz: 1}
            bounces: {zzzzzz: 1}
            """
        let lists = workplace.problems(in: text).filter { $0.contains("'zzzzzz'") }.map {
            $0.split(separator: " of ")[1]
        }
        let known = Set(lists.flatMap { $0.split(separator: ", ") }.map { "\($0):" })
        let named = Set(try self.text(of: "renewald.yaml").matches(of: /[a-z_0-9]+:/).map { String($0.output) })
        #expect(lists.count == 19)
        #expect(known.subtracting(named).isEmpty)
    }

    @Test(arguments: ["rules", "digests", "schedule", "delivery", "bounces"])
    func manualWritesEveryFigureAsAKey(section: String) throws {
        let problems = workplace.problems(in: goodConfiguration + "\(section): {zzzzzz: 1}\n")
        let known = try #require(problems.first?.split(separator: " of ").last).split(separator: ", ").map(String.init)
        let lines = try text(of: "renewald.yaml").split(separator: "\n")
        let body = lines.drop { $0 != "\(section):" }.dropFirst().prefix { $0.hasPrefix(" ") }
        let keys = body.compactMap { $0.firstMatch(of: /^  #[:>]([a-z_0-9]+):/).map { String($0.output.1) } }
        #expect(keys.sorted() == known.sorted())
    }

    @Test func manualNamesEveryKindAndModule() throws {
        let words = try Set(text(of: "renewald.yaml").split { !"abcdefghijklmnopqrstuvwxyz_.".contains($0) })
        let known = NoticeKind.allCases.map(\.rawValue) + OptionalModule.allCases.map(\.rawValue)
        #expect(known.filter { !words.contains(Substring($0)) }.isEmpty)
    }

    @Test func manualNamesTheDayOfTheRules() throws {
        #expect(try text(of: "renewald.yaml").contains("as published on \(RenewalPolicy.rulesAsOf)"))
    }

    @Test(arguments: ["demo.yaml", "minimal.yaml"])
    func examplesHaveNoRemarks(name: String) throws {
        let settings = try Settings.parse(
            text: text(of: name),
            file: "Config/\(name)",
            environment: [:],
            secrets: .none
        )
        #expect(settings.remarks(on: Workplace.today).isEmpty)
        #expect(settings.digests == DigestSettings())
    }

    @Test func minimalFileIsEnough() throws {
        let settings = try workplace.parse(text(of: "minimal.yaml"))
        #expect(settings.timeZone == "Asia/Shanghai")
        #expect(settings.policy == RenewalPolicy())
        #expect(settings.schedule == ScheduleSettings())
        #expect(settings.delivery == DeliverySettings())
        #expect(settings.digests == DigestSettings())
        #expect(settings.texts == TextSettings())
        #expect(settings.administrators.count == 1)
        #expect(settings.channels.map(\.parallel) == [4])
    }

    @Test func theFirstFileIsShort() throws {
        #expect(try text(of: "minimal.yaml").split(separator: "\n").count <= 13)
    }

    private func text(of name: String) throws -> String {
        try workplace.write(Workplace.webhookSecret, to: "credentials/hr-secret")
        try workplace.write("https://watch.example.test/ping/1", to: "credentials/heartbeat-url")
        let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: package.appending(path: "Config/\(name)"), encoding: .utf8)
    }
}
