import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalRegistry

/// `renewald registry`: the reference registry.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Creates, fills and examines a registry in the reference schema, and records events in it.",
        subcommands: [Create.self, Import.self, Export.self, Check.self, RecordCommand.self]
    )

    /// Where the registry lies: named directly, or by the configuration.
    struct Location: ParsableArguments {
        @Option(
            help: ArgumentHelp("The registry's file (default: the one the configuration names).", valueName: "file")
        )
        var registry: String?
        @OptionGroup var options: ConfigurationOption

        func path() throws -> String { try registry ?? options.settings().registry.path }

        /// Examines the reference registry, or whatever layout the configuration maps.
        func check() async throws -> RegistryCheck {
            guard registry == nil else { return try ReferenceRegistry(path: path()).check() }
            let settings = try options.settings()
            guard settings.registry.registrationsSQL == nil else {
                return try await settings.openRegistry().check(policy: settings.policy)
            }
            return try ReferenceRegistry(path: settings.registry.path).check(policy: settings.policy)
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Creates an empty registry; never touches an existing file.",
            discussion: "Example: renewald registry init --registry /var/lib/renewald/registry.db"
        )

        @OptionGroup var location: Location

        func run() async throws {
            try await endingWell {
                let path = try location.path()
                try ReferenceRegistry.create(at: path)
                try Ownership.settle(path)
                Console.say("created \(path)")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a table as CSV (UTF-8) to standard output.",
            discussion: "Example: renewald registry export registration > registration.csv"
        )

        @OptionGroup var location: Location
        @Argument(help: "The table: \(ReferenceRegistry.tables.joined(separator: ", ")).")
        var table: String
        @Flag(help: "Separate by tabs instead of commas.")
        var tabs = false

        func run() async throws {
            try await endingWell {
                let separator = UInt8(ascii: tabs ? "\t" : ",")
                try ReferenceRegistry(path: location.path()).export(table: table, separator: separator) { bytes in
                    try FileHandle.standardOutput.write(contentsOf: Data(bytes))
                }
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks for rows that cannot be used; exit code 65 when there are any.",
            discussion: "Example: renewald registry check --registry registry.db"
        )

        @OptionGroup var location: Location

        func run() async throws {
            try await endingWell {
                let check = try await location.check()
                for count in check.counts where count.rows > 0 { Console.say("\(count.table): \(count.rows)") }
                for line in check.damage { Console.say("damaged: \(line)") }
                for problem in check.problems {
                    let column = problem.column.map { ".\($0)" } ?? ""
                    Console.say("\(problem.table)\(column) \(problem.id): \(problem.reason)")
                }
                if check.omittedProblems > 0 { Console.say("… and \(check.omittedProblems) more") }
                Console.say(check.isSound ? "no problems" : counted(check.problems.count, "problem", "problems"))
                guard check.isSound else { throw ExitCode(Sysexit.dataError.rawValue) }
            }
        }
    }
}
