import ArgumentParser
import Foundation
import Glibc
import RenewalReports
import RenewalRules

/// How a command ends that the argument parser ends: with help, or with what is wrong with the command line.
struct CommandLineEnd {
    private let error: any Error
    /// The command that was running; `nil` while the line was parsed.
    private let command: (any ParsableCommand.Type)?
    private let language = Language.spoken
    /// The parser need not wrap what nobody reads.
    private static let wide = 1000

    init(_ error: any Error, of command: (any ParsableCommand)? = nil) {
        self.error = error
        self.command = command.map { type(of: $0) }
    }

    /// Says it and ends the process.
    func exit() -> Never {
        let status = Renewald.exitCode(for: error)
        // The parser's own text: of help it only tells which command's.
        let text = Renewald.fullMessage(for: error, columns: Self.wide)
        if status.isSuccess {
            print(help(from: text) ?? text)
        } else if !text.isEmpty {
            Console.write(complaint(from: text), to: .standardError)
        }
        Glibc.exit(status.rawValue)
    }

    private func print(_ text: String) {
        Console.write(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n", to: .standardOutput)
    }

    /// The help that was asked for; `nil` for a version, a script or a dump.
    private func help(from text: String) -> String? {
        guard let usage = text.firstMatch(of: /(?m)^USAGE: (renewald.*)$/)?.1, let command = outline(using: usage)
        else {
            return nil
        }
        let screen = HelpScreen(of: command, in: language, width: HelpScreen.terminalWidth)
        return screen.lines.joined(separator: "\n") + "\n"
    }

    private func complaint(from text: String) -> String {
        let message = ParserMessage(text: Renewald.message(for: error)).phrase
        var lines = message[language].split(separator: "\n", omittingEmptySubsequences: false).map { line in
            ReportLine(Phrase(verbatim: String(line)))[language]
        }
        lines[0] = Phrase("错误：", "Error: ")[language] + lines[0]
        let usage =
            command.map { Substring(Renewald.usageString(for: $0)) }
            ?? text.firstMatch(of: /(?m)^Usage: (renewald.*)$/)?.1
        guard let usage, let command = outline(using: usage) else { return lines.joined(separator: "\n") + "\n" }
        let screen = HelpScreen(of: command, in: language, width: HelpScreen.terminalWidth)
        let help = (command.path + ["--help"]).joined(separator: " ")
        let more = Phrase("  详见 '\(help)'。", "  See '\(help)' for more information.")[language]
        return (lines + screen.usage + [more]).joined(separator: "\n") + "\n"
    }

    /// The command that a line of the parser shows how to type.
    private func outline(using usage: Substring) -> CommandOutline? {
        try? CommandOutline.program().command(at: usage.split(separator: " ").dropFirst())
    }
}
