import RenewalReports
import RenewalRules

/// What there is to say of a command, part by part: for the terminal and for a manual page.
struct HelpParts {
    /// Something that is typed, and what it is.
    struct Entry {
        let label: String
        let words: String
    }

    private let path: [String]
    private let arguments: [CommandOutline.Argument]
    private let language: Language
    let abstract: String
    /// The discussion without its examples.
    let paragraphs: [String]
    /// Commands to type.
    let examples: [String]
    /// The commands below it.
    let subcommands: [Entry]

    /// Gathers what a command declares.
    ///
    /// - Throws: `DecodingError` when the argument parser describes it differently
    init(of command: CommandOutline, in language: Language) throws {
        (path, self.language) = (command.path, language)
        arguments = try command.arguments()
        abstract = command.abstract
        let all = command.discussion.split(separator: "\n\n").map(String.init)
        paragraphs = all.filter { !$0.hasPrefix(String.exampleHead) }
        examples = all.filter { $0.hasPrefix(String.exampleHead) }.map {
            String($0.dropFirst(String.exampleHead.count))
        }
        subcommands = command.subcommands.map { Entry(label: $0.path.last ?? "", words: $0.abstract) }
    }

    /// How the command is typed, each argument with its value.
    var synopsis: [String] {
        let own = arguments.filter { !["help", "version"].contains($0.preferredName?.name) }
        return path + own.map(synopsis) + (subcommands.isEmpty ? [] : [Phrase("<子命令>", "<subcommand>")[language]])
    }

    var positionals: [Entry] { arguments.filter { $0.kind == .positional }.map(entry) }
    var options: [Entry] { arguments.filter { $0.kind != .positional }.map(entry) }

    private func entry(_ argument: CommandOutline.Argument) -> Entry {
        let names = (argument.names ?? []).sorted { $0.text.count < $1.text.count }.map(\.text)
        let value = argument.valueName.map { "<\($0)>" } ?? ""
        let label =
            switch argument.kind {
            case .positional: value + (argument.isRepeating ? " ..." : "")
            case .flag: names.joined(separator: ", ")
            case .option: names.joined(separator: ", ") + " \(value)"
            }
        return Entry(label: label, words: words(on: argument))
    }

    private func synopsis(_ argument: CommandOutline.Argument) -> String {
        let value = argument.valueName.map { "<\($0)>" } ?? ""
        let name = argument.preferredName?.text ?? ""
        let text =
            switch argument.kind {
            case .positional: value
            case .flag: name
            case .option: "\(name) \(value)"
            }
        let shown = argument.isRepeating ? "\(text) ..." : text
        return argument.isOptional ? "[\(shown)]" : shown
    }

    private func words(on argument: CommandOutline.Argument) -> String {
        let facts = [
            argument.allValues.map { values in Phrase("可取值：", "values: ") + Phrase { $0.list(values) } },
            argument.defaultValue.map { Phrase("默认：\($0)", "default: \($0)") },
        ].compactMap(\.self)
        let own = Self.builtIn[argument.preferredName?.name ?? ""]?[language] ?? argument.abstract ?? ""
        guard !facts.isEmpty else { return own }
        return own + Phrase("（", own.isEmpty ? "(" : " (")[language] + facts.joined(.semicolon)[language]
            + Phrase("）", ")")[language]
    }

    /// What the parser adds to every command by itself.
    private static let builtIn = [
        "help": Phrase("显示帮助。", "Show help information."), "version": Phrase("显示版本。", "Show the version."),
    ]
}
