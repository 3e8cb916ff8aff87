import Foundation
import Testing

/// The commands of the program as its parser describes them itself.
struct CommandTree: Decodable {
    struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let name: String
            }

            let shouldDisplay: Bool
            let names: [Name]?
        }

        let superCommands: [String]?
        let commandName: String
        let shouldDisplay: Bool
        let subcommands: [Command]?
        let arguments: [Argument]?

        /// As it is typed behind `renewald`.
        var words: [String] { superCommands.map { Array($0.dropFirst()) + [commandName] } ?? [] }
        /// Those that are shown.
        var below: [Command] { (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }
        /// Itself and all below it.
        var all: [Command] { [self] + below.flatMap(\.all) }
        /// The long and short names of its options.
        var options: [String] { (arguments ?? []).filter(\.shouldDisplay).flatMap { ($0.names ?? []).map(\.name) } }
    }

    let command: Command

    /// Asks the program, once.
    static func all() throws -> [Command] { try commands.get() }

    private static let commands = Result {
        let run = try Program.run("renewald", ["--experimental-dump-help"])
        return try JSONDecoder().decode(Self.self, from: Data(run.output.utf8)).command.all
    }

    /// The help of each command in both languages, asked for once.
    static func helps() throws -> [(command: Command, chinese: String, english: String)] { try allHelps.get() }

    private static let allHelps = Result {
        try all().map { command in
            let chinese = try Program.run("renewald", command.words + ["--help"], environment: Program.chinese)
            let english = try Program.run("renewald", command.words + ["--help"], environment: Program.english)
            #expect(chinese.status == 0 && english.status == 0 && (chinese.errors + english.errors).isEmpty)
            return (command, chinese.output, english.output)
        }
    }
}

/// What a reader of one language cannot read.
enum Foreign {
    /// Three Latin words in a row, which no Chinese line needs: names, options, paths and codes stand alone or in quotes.
    static func english(in chinese: String) -> [String] {
        let text = chinese.replacing(/`[^`]*`/, with: "").replacing(/'[^']*'/, with: "").replacing(/<[^>]*>/, with: "")
            .replacing(/-{1,2}[a-z][a-z-]*/, with: "").replacing(/renewald(?: [a-z][a-z-]*)+/, with: "")
        return text.matches(of: /[A-Za-z][A-Za-z'’-]*(?: [A-Za-z][A-Za-z'’-]*){2,}/).map { String($0.0) }
    }

    /// Chinese characters and signs.
    static func chinese(in english: String) -> [Character] {
        english.filter {
            $0.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFF60).contains($0.value) }
        }
        .map { $0 }
    }
}

extension Program {
    /// A person's environment.
    static func speaking(_ language: String) -> [String: String] { ["LC_ALL": language] }
    static let chinese = speaking("zh_CN.UTF-8")
    static let english = speaking("en_US.UTF-8")
}
