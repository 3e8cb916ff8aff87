import Foundation
import Testing

/// Which language a command speaks, and what does not depend on it.
@Suite(.startsPrograms) struct SpokenLanguageTests {
    private static let nowhere = ["--config", "/nowhere/renewald.yaml"]

    /// The language of a run by a sentence of its own.
    private func language(_ arguments: [String], _ environment: [String: String]) throws -> String {
        let run = try Program.run("renewald", arguments, environment: environment)
        return Foreign.chinese(in: run.errors + run.output).isEmpty ? "en" : "zh"
    }

    @Test func argumentsGoBeforeTheEnvironment() throws {
        for words in [["--language", "en"], ["--language=en"], ["--language", "zh-CN", "--language", "en"]] {
            #expect(try language(["plan", "--help"] + words, Program.chinese) == "en")
        }
        #expect(try language(["plan", "--help", "--language", "zh-CN"], Program.english) == "zh")
        // A value no language has, or what is no option, leaves it to the environment.
        #expect(try language(["plan", "--language", "fr"], Program.chinese) == "zh")
        #expect(try language(["plan", "--language", "fr"], Program.english) == "en")
        #expect(try language(["find"] + Self.nowhere + ["--", "--language=en"], Program.chinese) == "zh")
    }

    @Test func theConfigurationDecidesWhereNothingElseDoes() throws {
        let office = try Office()
        try office.configure(smtpPort: 1, httpPort: 1)
        let text = try String(contentsOfFile: office.configuration, encoding: .utf8)
        let plain = Program.speaking("C.UTF-8")
        for (chosen, language) in [("zh-CN", "zh"), ("en", "en")] {
            try office.write(text + "texts: {language: \(chosen)}\n", to: "renewald.yaml")
            #expect(try self.language(["outbox", "hold", "--config", office.configuration], plain) == language)
            #expect(try self.language(["plan", "--bad", "--config=\(office.configuration)"], plain) == language)
            #expect(try self.language(["check-config", office.configuration], plain) == language)
        }
        #expect(try language(["outbox", "hold"] + Self.nowhere, plain) == "en")
    }

    @Test func whatProgramsReadIsTheSameInEveryLanguage() throws {
        let office = try Office()
        try office.configure(smtpPort: 1, httpPort: 1)
        try office.fill(3) { 30 * $0 }
        let config = ["--config", office.configuration]
        _ = try Program.run("renewald", ["run", "--once"] + config)
        let commands: [[String]] = [
            ["plan", "--since", "never", "--format", "json"], ["plan", "--since", "never", "--format", "csv"],
            ["forecast", "--format", "json"], ["forecast", "--format", "csv"], ["explain", "R-1", "--format", "json"],
            ["find", "张伟1", "--format", "json"], ["outbox", "list", "--format", "json"], ["mute", "--format", "json"],
            ["evidence", "export"], ["evidence", "export", "--format", "csv"], ["registry", "export", "registration"],
        ]
        for command in commands {
            let chinese = try Program.run("renewald", command + config, environment: Program.chinese)
            let english = try Program.run("renewald", command + config, environment: Program.english)
            #expect(chinese.output == english.output && chinese.status == english.status, "\(command)")
        }
        #expect(try Program.run("renewald", commands[0] + config).output.contains("registration."))
    }

    @Test func exitCodesAreTheSameInEveryLanguage() throws {
        let office = try Office()
        try office.configure(smtpPort: 1, httpPort: 1)
        try office.fill(1) { _ in 30 }
        let config = ["--config", office.configuration]
        let commands: [([String], Int32)] = [
            (["plan"] + config, 0), (["explain", "R-9"] + config, 66), (["plan"] + Self.nowhere, 66),
            (["outbox", "show", "3zjv5dahf5"] + config, 66), (["plan", "--bad"], 64),
            (["registry", "record", "file", "R-1", "--procedure", "renewal", "--on", "2020-01-01"] + config, 65),
        ]
        for (command, status) in commands {
            #expect(try Program.run("renewald", command, environment: Program.chinese).status == status, "\(command)")
            #expect(try Program.run("renewald", command, environment: Program.english).status == status, "\(command)")
        }
    }

    @Test func whatAPersonReadsIsChineseWhereTheLocaleIs() throws {
        let office = try Office()
        try office.configure(smtpPort: 1, httpPort: 1)
        try office.fill(3) { 30 * $0 }
        let config = ["--config", office.configuration]
        let commands: [[String]] = [
            ["check-config", office.configuration], ["plan", "--since", "never"] + config, ["forecast"] + config,
            ["run", "--once"] + config, ["outbox", "list"] + config, ["explain", "R-1"] + config,
            ["find", "张伟1"] + config, ["registry", "check"] + config, ["evidence", "verify"] + config,
            ["mute", "R-1"] + config, ["mute"] + config, ["unmute", "R-1"] + config,
            ["outbox", "hold", "--all"] + config,
            ["outbox", "release", "--all"] + config, ["registry", "record", "decline", "P-1"] + config,
        ]
        for command in commands {
            let run = try Program.run("renewald", command, environment: Program.chinese)
            let said = run.output + run.errors
            #expect(!Foreign.chinese(in: said).isEmpty, "\(command)")
            #expect(Foreign.english(in: Self.withoutLog(said)) == [], "\(command)")
        }
    }

    /// What a run prints but for its log, which is English.
    private static func withoutLog(_ text: String) -> String {
        text.split(separator: "\n").filter { !$0.contains(#/^\S+ (?:error|warning|notice|info|debug): /#) }
            .joined(separator: "\n")
    }
}
