import RenewalTestSupport
import Testing

/// The help of every command, in both languages.
@Suite(.startsPrograms) struct HelpTests {
    /// Its lines but for those that are typed, which are the same in every language.
    private func words(in help: String) -> String {
        help.split(separator: "\n").filter { !$0.hasPrefix("  renewald ") && !$0.hasPrefix("用法：") }
            .joined(separator: "\n")
    }

    @Test func chineseHelpIsChinese() throws {
        for (command, help, _) in try CommandTree.helps() {
            #expect(help.hasPrefix("概述：") && help.contains("用法：renewald"), "\(command.words)")
            #expect(Foreign.english(in: words(in: help)) == [], "\(command.words)")
            for line in help.split(separator: "\n") where line.hasPrefix("  -") {
                #expect(!line.contains(/<[a-z-]+>/), "\(command.words): \(line)")
            }
        }
    }

    @Test func englishHelpIsEnglish() throws {
        for (command, _, help) in try CommandTree.helps() {
            #expect(help.hasPrefix("OVERVIEW: ") && help.contains("USAGE: renewald"), "\(command.words)")
            #expect(Foreign.chinese(in: words(in: help)) == [], "\(command.words)")
        }
    }

    @Test func everyCommandGivesAnExample() throws {
        for (command, chinese, english) in try CommandTree.helps() {
            let path = (["renewald"] + command.words).joined(separator: " ")
            #expect(chinese.contains("示例：\n  \(path)"), "\(command.words)")
            #expect(english.contains("EXAMPLES:\n  \(path)"), "\(command.words)")
        }
    }

    /// A group shows no arguments of its own; the parser knows none either.
    @Test func groupsTakeNothing() throws {
        for command in try CommandTree.all() where !command.below.isEmpty {
            #expect(Set(command.options).subtracting(["h", "help", "version"]) == [], "\(command.words)")
        }
    }

    @Test func everyCommandTakesALanguage() throws {
        let ends = try CommandTree.all().filter(\.below.isEmpty)
        #expect(ends.count > 40)
        for command in ends { #expect(command.options.contains("language"), "\(command.words)") }
    }

    @Test(arguments: [60, 80, 120]) func helpFitsTheTerminal(columns: Int) throws {
        let script = "import sys, wcwidth\nfor text in sys.stdin: print(wcwidth.wcswidth(text.rstrip('\\n')))"
        for language in [Program.chinese, Program.english] {
            let environment = language.merging(["COLUMNS": "\(columns)"]) { $1 }
            let help = try Program.run(
                "renewald",
                ["registry", "record", "decide", "--help"],
                environment: environment
            )
            // What is typed is not broken.
            let lines = help.output.split(separator: "\n").filter { !$0.hasPrefix("  renewald ") }
            let widths = try ForeignProgram.python(script, input: Array(lines.joined(separator: "\n").utf8))
            #expect(widths.split(separator: "\n").compactMap { Int($0) }.allSatisfy { $0 <= columns })
        }
    }

    @Test func noLineBeginsWithAClosingSign() throws {
        for columns in stride(from: 44, through: 60, by: 4) {
            let environment = Program.chinese.merging(["COLUMNS": "\(columns)"]) { $1 }
            let help = try Program.run("renewald", ["mute", "--help"], environment: environment).output
            for line in help.split(separator: "\n") {
                #expect(!"，。；：、）”".contains(line.drop { $0 == " " }.first ?? " "), "\(columns): \(line)")
            }
        }
    }

    @Test(arguments: [["help", "outbox", "list"], ["outbox", "list", "-h"]])
    func helpIsFoundHoweverItIsAskedFor(arguments: [String]) throws {
        let usual = try Program.run("renewald", ["outbox", "list", "--help"], environment: Program.chinese)
        let other = try Program.run("renewald", arguments, environment: Program.chinese)
        #expect(other.status == 0 && other.output == usual.output)
    }

    @Test func aGroupWithoutACommandShowsItsHelp() throws {
        let alone = try Program.run("renewald", ["outbox"], environment: Program.chinese)
        #expect(alone.status == 0 && alone.output.contains("子命令："))
    }

    @Test func theVersionSpeaksToo() throws {
        let (chinese, english) = (
            try Program.run("renewald", ["--version"], environment: Program.chinese),
            try Program.run("renewald", ["--version"], environment: Program.english)
        )
        #expect(chinese.output.contains("规则依据") && english.output.contains("rules as of"))
    }
}
