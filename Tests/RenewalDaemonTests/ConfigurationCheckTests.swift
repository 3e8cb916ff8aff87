import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

@Suite struct ConfigurationCheckTests {
    private static let shipped = ForeignProgram.repository.appending(path: "Config/templates")

    @Test func reportsTheTemplatesInUse() throws {
        let office = try Sample(on: "2025-12-15")
        #expect(ConfigurationCheck.texts(of: try office.settings()).english.hasPrefix("texts: the shipped templates;"))
        let beside = office.directory.path("templates")
        try FileManager.default.createSymbolicLink(atPath: beside, withDestinationPath: Self.shipped.path)
        let settings = try office.settings()
        let target = Self.shipped.resolvingSymlinksInPath().path
        let texts = ConfigurationCheck.texts(of: settings).english
        #expect(texts == "texts: the templates in \(beside), which is \(target)")
        #expect(ConfigurationCheck.problems(of: try office.configuration().composer.templates).isEmpty)
    }

    @Test func danglingLinkIsAProblem() throws {
        let office = try Sample(on: "2025-12-15")
        let beside = office.directory.path("templates")
        try FileManager.default.createSymbolicLink(atPath: beside, withDestinationPath: "/nonexistent/templates")
        let problems = ConfigurationCheck.problems(of: try office.configuration().composer.templates)
        #expect(
            problems.count == 1 && problems.allSatisfy { $0.chinese.contains(beside) && $0.english.contains(beside) },
            "\(problems)"
        )
    }
}
