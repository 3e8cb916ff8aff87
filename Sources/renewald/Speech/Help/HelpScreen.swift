import Foundation
import RenewalReports
import RenewalRules

/// The help of a command as `--help` prints it.
struct HelpScreen {
    private let path: [String]
    private let parts: HelpParts
    private let language: Language
    private let flow: TextFlow

    /// Sets the help of a command in lines of a width.
    ///
    /// - Throws: `DecodingError` when the argument parser describes it differently
    init(of command: CommandOutline, in language: Language, width: Int) throws {
        (path, self.language) = (command.path, language)
        parts = try HelpParts(of: command, in: language)
        flow = TextFlow(width: width)
    }

    /// Where the words about an argument begin.
    private static let column = 26

    /// The whole of it.
    var lines: [String] {
        let sections = [
            heading(Phrase("概述：", "OVERVIEW: "), TextFlow.pieces(of: parts.abstract)),
            Array(parts.paragraphs.map { flow.lines(of: $0, indent: 0) }.joined(separator: [""])),
            usage,
            list(Phrase("示例：", "EXAMPLES:"), parts.examples.map { "  \($0)" }),
            list(Phrase("参数：", "ARGUMENTS:"), parts.positionals.flatMap(entry)),
            list(Phrase("选项：", "OPTIONS:"), parts.options.flatMap(entry)),
            list(Phrase("子命令：", "SUBCOMMANDS:"), parts.subcommands.flatMap(entry)),
            parts.subcommands.isEmpty ? [] : [more],
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var more: String {
        let path = path.joined(separator: " ")
        return Phrase(
            "各子命令的详细帮助见 '\(path) <子命令> --help'。",
            "See '\(path) <subcommand> --help' for detailed help."
        )[language]
    }

    /// How the command is typed.
    var usage: [String] { heading(Phrase("用法：", "USAGE: "), TextFlow.pieces(keeping: parts.synopsis)) }

    private func heading(_ title: Phrase, _ pieces: [TextFlow.Piece]) -> [String] {
        guard !pieces.isEmpty else { return [] }
        var lines = flow.lines(of: pieces, indent: 4, after: DisplayWidth.of(title[language]))
        lines[0] = title[language] + lines[0]
        return lines
    }

    private func list(_ title: Phrase, _ lines: [String]) -> [String] { lines.isEmpty ? [] : [title[language]] + lines }

    private func entry(_ entry: HelpParts.Entry) -> [String] {
        guard !entry.words.isEmpty else { return ["  \(entry.label)"] }
        let label = "  \(entry.label)"
        guard DisplayWidth.of(label) < Self.column else {
            return [label] + flow.lines(of: entry.words, indent: Self.column)
        }
        var lines = flow.lines(of: entry.words, indent: Self.column, after: Self.column)
        lines[0] = label.padded(to: Self.column) + lines[0]
        return lines
    }
}

extension HelpScreen {
    /// The columns of the terminal, or what `COLUMNS` says.
    ///
    /// - Source: ioctl_tty(2), `TIOCGWINSZ`
    static var terminalWidth: Int {
        let usual = 80
        if let told = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), told > 0 {
            return max(told, narrowest)
        }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return usual }
        return max(Int(size.ws_col), narrowest)
    }

    /// Below this there is no room for words beside the options.
    private static let narrowest = 44
}
