import ArgumentParser
import Foundation

/// A command as the argument parser describes it itself, with all that it takes.
///
/// Help, usage and manual pages are made from it, so that nothing is listed twice.
///
/// - Source: `--experimental-dump-help`, `ToolInfoV0` of swift-argument-parser
struct CommandOutline: Decodable {
    /// What a command takes.
    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable, Equatable {
            enum Kind: String, Decodable {
                case long, short, longWithSingleDash
            }

            let kind: Kind
            let name: String

            /// As it is typed.
            var text: String {
                switch kind {
                case .long: "--\(name)"
                case .short, .longWithSingleDash: "-\(name)"
                }
            }
        }

        let kind: Kind
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let preferredName: Name?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
    }

    let superCommands: [String]?
    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    private let subcommands: [CommandOutline]?
    private let arguments: [Argument]?

    /// The command and those it belongs to, as it is typed.
    var path: [String] { (superCommands ?? []) + [commandName] }

    /// The commands below it that are shown.
    var shownSubcommands: [CommandOutline] {
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// What it takes and shows, in the order of its declaration; the program's version only at the program itself.
    var shownArguments: [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay && (superCommands == nil || argument.preferredName?.name != "version")
        }
    }

    /// The command itself and all below it that are shown, each before its own.
    var tree: [CommandOutline] { [self] + shownSubcommands.flatMap(\.tree) }

    /// The command that a line of words leads to, as far as they are names of commands.
    func command(at words: some Sequence<Substring>) -> CommandOutline {
        var command = self
        for word in words {
            guard let next = command.subcommands?.first(where: { $0.commandName == word }) else { break }
            command = next
        }
        return command
    }

    /// The program, with all commands below it.
    ///
    /// - Throws: `DecodingError` when the parser describes itself differently
    static func program() throws -> CommandOutline {
        struct Tool: Decodable {
            let command: CommandOutline
        }
        return try JSONDecoder().decode(Tool.self, from: Data(Renewald._dumpHelp().utf8)).command
    }
}
