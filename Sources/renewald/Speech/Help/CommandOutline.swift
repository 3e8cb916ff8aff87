import ArgumentParser
import Foundation

/// A command as it declares itself, with what it takes as the argument parser describes it.
///
/// Help, usage and manual pages are made from it, so that nothing is listed twice.
struct CommandOutline {
    /// The command and those it belongs to, as it is typed.
    let path: [String]
    private let type: any ParsableCommand.Type

    /// The program, with all commands below it.
    static var program: CommandOutline { CommandOutline(path: [Renewald._commandName], type: Renewald.self) }

    var abstract: String { type.configuration.abstract }
    var discussion: String { type.configuration.discussion }

    /// The commands below it that are shown.
    var subcommands: [CommandOutline] {
        type.configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .map { CommandOutline(path: path + [$0._commandName], type: $0) }
    }

    /// The command itself and all below it that are shown, each before its own.
    var tree: [CommandOutline] { [self] + subcommands.flatMap(\.tree) }

    /// The command that a line of words leads to, as far as they are names of commands.
    func command(at words: some Sequence<Substring>) -> CommandOutline {
        var command = self
        for word in words {
            guard let next = command.type.configuration.subcommands.first(where: { $0._commandName == word }) else {
                break
            }
            command = CommandOutline(path: command.path + [next._commandName], type: next)
        }
        return command
    }

    /// What it takes and shows, in the order of its declaration.
    ///
    /// A group of commands takes nothing of its own, and a dump of one would describe all of its commands.
    ///
    /// - Throws: `DecodingError` when the parser describes commands differently
    func arguments() throws -> [Argument] {
        guard type.configuration.subcommands.isEmpty else {
            return (path.count == 1 ? [.version] : []) + [.help]
        }
        let tool = try JSONDecoder().decode(Tool.self, from: Data(type._dumpHelp().utf8))
        return (tool.command.arguments ?? []).filter(\.shouldDisplay)
    }

    /// - Source: `--experimental-dump-help`, `ToolInfoV0` of swift-argument-parser
    private struct Tool: Decodable {
        struct Command: Decodable {
            let arguments: [Argument]?
        }

        let command: Command
    }
}

extension CommandOutline {
    /// What a command takes.
    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable {
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

        /// What the parser adds to every command by itself.
        static var help: Argument { flag([Name(kind: .short, name: "h"), Name(kind: .long, name: "help")]) }
        /// What it adds to the program.
        static var version: Argument { flag([Name(kind: .long, name: "version")]) }

        private static func flag(_ names: [Name]) -> Argument {
            Argument(
                kind: .flag,
                shouldDisplay: true,
                isOptional: true,
                isRepeating: false,
                names: names,
                preferredName: names.last,
                valueName: nil,
                defaultValue: nil,
                allValues: nil,
                abstract: nil
            )
        }
    }
}
