import Foundation
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
        #expect(try workplace.parse(spelled) == workplace.parse(manual))
    }

    @Test func manualHasGoodExamplesForKeysWithoutDefault() throws {
        let manual = try text(of: "renewald.yaml")
        let settings = try workplace.parse(manual.replacing("#>", with: "").replacing("#:", with: ""))
        #expect(settings.texts.templatesDirectory == "/etc/renewald/templates")
        #expect(settings.registry.registrationsSQL?.hasPrefix("SELECT c.nr") == true)
        #expect(settings.channels.map(\.name) == ["office-mail", "hr-system", "drop"])
    }

    @Test(arguments: ["#:", "#>"])
    func manualHidesNothingBehindAMarkerThatIsNoKey(marker: String) throws {
        let lines = try text(of: "renewald.yaml").split(separator: "\n").filter { $0.contains(marker) }
        // A line deeper than its key goes on with the example above it.
        let others = lines.filter { !$0.contains(#/^ *#[:>] *[a-z_]+:/#) && !$0.contains(#/^ *#> {4}/#) }
        #expect(others.count == 1, "the legend alone")
    }

    @Test func manualNamesEveryKey() throws {
        let text = """
            zzzzzz: 1
            registry: {zzzzzz: 1, mapping: {zzzzzz: 1}}
            state: {zzzzzz: 1}
            schedule: {zzzzzz: 1}
            rules: {zzzzzz: 1}
            channels: {a: {type: smtp, zzzzzz: 1}, b: {type: webhook, zzzzzz: 1}, c: {type: maildir, zzzzzz: 1}}
            routes: [{zzzzzz: 1, match: {zzzzzz: 1}}]
            administrators: [{zzzzzz: 1}]
            texts: {zzzzzz: 1}
            delivery: {zzzzzz: 1}
            """
        let lists = workplace.problems(in: text).filter { $0.contains("'zzzzzz'") }.map {
            $0.split(separator: " of ")[1]
        }
        let known = Set(lists.flatMap { $0.split(separator: ", ") }.map { "\($0):" })
        let named = Set(try self.text(of: "renewald.yaml").matches(of: /[a-z_]+:/).map { String($0.output) })
        #expect(lists.count == 14)
        #expect(known.subtracting(named).isEmpty)
    }

    @Test func minimalFileIsEnough() throws {
        let settings = try workplace.parse(text(of: "minimal.yaml"))
        #expect(settings.timeZone == "Asia/Shanghai")
        #expect(settings.policy == RenewalPolicy())
        #expect(settings.schedule == ScheduleSettings())
        #expect(settings.delivery == DeliverySettings())
        #expect(settings.texts == TextSettings())
        #expect(settings.administrators.isEmpty)
        #expect(settings.channels.map(\.parallel) == [4])
    }

    @Test func neitherFileIsLong() throws {
        #expect(try text(of: "renewald.yaml").split(separator: "\n", omittingEmptySubsequences: false).count <= 200)
        #expect(try text(of: "minimal.yaml").split(separator: "\n").count <= 13)
    }

    private func text(of name: String) throws -> String {
        try workplace.write(Workplace.webhookSecret, to: "credentials/hr-secret")
        let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: package.appending(path: "Config/\(name)"), encoding: .utf8)
    }
}
