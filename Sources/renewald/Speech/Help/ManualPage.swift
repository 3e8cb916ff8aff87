import RenewalDaemon
import RenewalRules

/// The manual page of a command, in section 1.
///
/// - Source: man(7), groff_char(7)
struct ManualPage {
    private let command: CommandOutline
    private let parts: HelpParts
    private let language: Language

    /// Sets the page of a command.
    ///
    /// - Throws: `DecodingError` when the argument parser describes it differently
    init(of command: CommandOutline, in language: Language) throws {
        (self.command, self.language) = (command, language)
        parts = try HelpParts(of: command, in: language)
    }

    /// The name of its file: `renewald-outbox-list.1`.
    var file: String { "\(name).1" }

    private var name: String { command.path.joined(separator: "-") }

    /// The whole of it, in UTF-8.
    var text: String {
        let lines =
            [title, ".ad l", ".nh"] + section(Phrase("名称", "NAME"), ["\(name) \\- \(line(parts.abstract))"])
            + section(Phrase("概要", "SYNOPSIS"), [escaped(parts.synopsis.joined(separator: " "))])
            + section(
                Phrase("说明", "DESCRIPTION"),
                Array(parts.paragraphs.map { [line($0)] }.joined(separator: [".PP"]))
            )
            + section(Phrase("参数", "ARGUMENTS"), parts.positionals.flatMap(entry))
            + section(Phrase("选项", "OPTIONS"), parts.options.flatMap(entry))
            + section(Phrase("子命令", "COMMANDS"), parts.subcommands.flatMap(entry))
            + section(Phrase("示例", "EXAMPLES"), examples(parts.examples)) + related
        return lines.joined(separator: "\n") + "\n"
    }

    private var title: String { ".TH \(name.uppercased()) 1 \"\" \"renewald \(Release.version)\"" }

    private func section(_ title: Phrase, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [".SH \(title[language])"] + lines
    }

    private func entry(_ entry: HelpParts.Entry) -> [String] {
        [".TP", ".B \(escaped(entry.label))"] + (entry.words.isEmpty ? [] : [line(entry.words)])
    }

    private func examples(_ commands: [String]) -> [String] {
        commands.isEmpty ? [] : [".nf"] + commands.map(line) + [".fi"]
    }

    /// The pages above and below, and that of the configuration (`Scripts/configuration-page`).
    private var related: [String] {
        let above = command.path.indices.dropFirst().map { command.path.prefix($0).joined(separator: "-") }
        let below = command.subcommands.map { $0.path.joined(separator: "-") }
        let pages = (above + below).map { ".BR \(escaped($0)) (1)" }
        return section(Phrase("参见", "SEE ALSO"), pages + [".BR renewald.yaml (5)"])
    }

    /// A line of text, which must not begin as a request does; Chinese may break wherever it does on a terminal.
    private func line(_ text: String) -> String {
        let pieces = TextFlow.pieces(of: text)
        let text = pieces.enumerated().map { place, piece in
            (place == 0 ? "" : piece.isSpaced ? " " : "\\:") + escaped(piece.text)
        }.joined()
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&\(text)" : text
    }

    private func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
            .replacing("`", with: "\\(ga").replacing("\n", with: " ")
    }
}
