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
    private let language = Console.languageOfErrors
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
            show(help(from: text) ?? text)
        } else if !text.isEmpty {
            let lines = complaint(from: text)
            if Console.isUnderJournal {
                for line in lines { Console.complain(ReportLine(Phrase(verbatim: line))) }
            } else {
                Console.write(lines.joined(separator: "\n") + "\n", to: .standardError)
            }
        }
        Glibc.exit(status.rawValue)
    }

    private func show(_ text: String) {
        Console.write(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n", to: .standardOutput)
    }

    /// The help that was asked for; `nil` for a version, a script or a dump.
    private func help(from text: String) -> String? {
        guard let usage = text.firstMatch(of: /(?m)^USAGE: (renewald.*)$/)?.1, let screen = screen(of: usage) else {
            return nil
        }
        return screen.lines.joined(separator: "\n") + "\n"
    }

    private func complaint(from text: String) -> [String] {
        let message = ParserMessage(text: Renewald.message(for: error)).phrase
        var lines = message[language].split(separator: "\n", omittingEmptySubsequences: false).map { line in
            ReportLine(Phrase(verbatim: String(line)))[language]
        }
        lines[0] = Phrase("错误：", "Error: ")[language] + lines[0]
        let usage =
            command.map { Substring(Renewald.usageString(for: $0)) }
            ?? text.firstMatch(of: /(?m)^Usage: (renewald.*)$/)?.1
        if let usage, let screen = screen(of: usage) {
            let help = (outline(using: usage).path + ["--help"]).joined(separator: " ")
            // Its names of values are in the language that is spoken, and a journal is no place to learn a command.
            lines +=
                (Console.isUnderJournal ? [] : screen.usage) + [
                    Phrase("  详见 '\(help)'。", "  See '\(help)' for more information.")[language]
                ]
        }
        return lines
    }

    private func screen(of usage: Substring) -> HelpScreen? {
        try? HelpScreen(of: outline(using: usage), in: language, width: HelpScreen.terminalWidth)
    }

    /// The command that a line of the parser shows how to type.
    private func outline(using usage: Substring) -> CommandOutline {
        CommandOutline.program.command(at: usage.split(separator: " ").dropFirst())
    }
}
