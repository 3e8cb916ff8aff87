import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalConfig

@Suite struct BadConfigurationTests {
    let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try workplace.write(Workplace.webhookSecret, to: "tight")
        try workplace.write(Workplace.webhookSecret, to: "loose", mode: 0o640)
        try workplace.write("\n", to: "empty")
        try workplace.write("hunter2\n\nhunter2\n", to: "lines")
        try workplace.write(Data([0xC3, 0x28]), to: "bytes")
        try workplace.write("whsec_aHVudGVyMg==\n", to: "short")
        try workplace.write("v1,\(Workplace.webhookSecret)\n", to: "signature")
    }

    @Test func startsFromAGoodConfiguration() {
        #expect(workplace.problems(in: goodConfiguration).isEmpty)
    }

    @Test(arguments: BadConfiguration.all)
    func reportsTheOneProblemAtItsPlace(of bad: BadConfiguration) {
        let problems = workplace.problems(in: bad.text)
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.hasPrefix("\(bad.place): ") == true, "\(problems)")
        #expect(problems.first?.contains(bad.message) == true, "\(problems)")
    }

    @Test(arguments: BadConfiguration.all)
    func countsTheSamePlacesWithByteOrderMarkAndCarriageReturns(of bad: BadConfiguration) {
        let plain = bad.text.replacing("\u{FEFF}", with: "").replacing("\r\n", with: "\n")
        let foreign = "\u{FEFF}" + plain.replacing("\n", with: "\r\n")
        #expect(workplace.problems(in: foreign) == workplace.problems(in: plain))
    }

    @Test(arguments: BadConfiguration.all)
    func messagesAreOneLineWithoutSecrets(of bad: BadConfiguration) {
        for problem in workplace.problems(in: bad.text) {
            #expect(!problem.contains("hunter2") && !problem.contains(Workplace.webhookSecret))
            #expect(!problem.hasUnprintable && !problem.hasSuffix("."))
        }
    }

    @Test(arguments: BadConfiguration.all)
    func messagesSayTheSameInBothLanguages(of bad: BadConfiguration) {
        for problem in workplace.complaints(in: bad.text) {
            let (chinese, english) = (problem.message.chinese, problem.message.english)
            #expect(SentenceReview.faults(chinese: chinese, english: english) == [])
            #expect(problem.phrase.chinese == "\(problem.file):\(problem.line):\(problem.column): \(chinese)")
            #expect(!chinese.contains("hunter2") && !chinese.contains(Workplace.webhookSecret))
            #expect(!chinese.hasUnprintable)
        }
    }

    @Test func reportsAllProblemsInOrder() {
        let text = """
            version: 2
            registry: {sqlite: registry.db, sqlite: other.db}
            state: {sqlite: state.db}
            chanels: {}
            schedule: {scan_at: noon, rescan_every: 1}
            channels:
              drop: {type: maildir, path: drop, from: nobody}
              drop: {type: maildir, path: drop, from: office@example.test, parallel: 0}
            routes:
              - {send: dorp}
            rules: {mark: 3m, mark: 4m, mark: 2y}
            """
        let places = workplace.problems(in: text).map { $0.prefix { $0 != " " } }
        #expect(
            places == [
                "1:10:", "2:33:", "4:1:", "5:21:", "5:41:", "7:43:", "8:3:", "8:74:", "10:12:", "11:19:", "11:29:",
                "11:35:",
            ]
        )
    }

    @Test func stopsAtTooManyRepeatedKeys() {
        let text = goodConfiguration + String(repeating: "timezone: UTC\n", count: 200)
        #expect(workplace.problems(in: text).count == 1)
        #expect(workplace.problems(in: text).first?.contains("duplicate key 'timezone'") == true)
    }

    /// A check at a terminal reads no credentials, and would call good what the service refuses.
    @Test func aCredentialIsANameWhereItIsNotRead() {
        let text = goodConfiguration.replacing("{credential: hr}", with: "{credential: /etc/hr}")
        let error = #expect(throws: ConfigurationError.self) {
            _ = try Settings.parse(text: text, file: "renewald.yaml", environment: [:], secrets: .reachable)
        }
        #expect(error?.description.hasPrefix("renewald.yaml:12:26: credential: the credential name must") == true)
    }

    /// Before a reload systemd starts the check itself, and a unit without credentials has no directory of them.
    @Test(arguments: [("\(getpid())", false), ("1", true)])
    func aUnitWithoutCredentialsLacksThoseOfTheFile(process: String, isGood: Bool) {
        let environment = ["SYSTEMD_EXEC_PID": process]
        let settings = try? Settings.parse(
            text: goodConfiguration,
            file: "renewald.yaml",
            environment: environment,
            secrets: .reachable
        )
        #expect((settings != nil) == isGood)
    }

    @Test func credentialNeedsACredentialsDirectory() {
        #expect(throws: ConfigurationError.self) {
            _ = try Settings.parse(text: goodConfiguration, file: "renewald.yaml", environment: [:])
        }
        do {
            _ = try Settings.parse(text: goodConfiguration, file: "renewald.yaml", environment: [:])
        } catch {
            #expect(
                error.description.hasPrefix("renewald.yaml:12:26: credential hr: $CREDENTIALS_DIRECTORY is not set")
            )
        }
    }
}
