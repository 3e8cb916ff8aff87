import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

extension RegistryCommand {
    /// `renewald registry merge`: two people of the registry that are one.
    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes one person of two: shows what would change, and changes it with --write.",
            discussion: """
                What belongs to the second person belongs to the first, whose empty fields are filled; where both say \
                something different, the first is right. Ids of records stay. Two people with different identity numbers \
                are two. The registry is copied first, so that "registry undo" undoes it.

                Example: renewald registry merge P-3k7m2q9x P-8w4n5c6v --write
                """
        )

        @OptionGroup var options: RecordOptions
        @OptionGroup var speech: LanguageOption
        @Argument(help: ArgumentHelp("Who stays: an id, or a name that nobody else has.", valueName: "person"))
        var first: String
        @Argument(help: ArgumentHelp("Who is no more.", valueName: "person"))
        var second: String
        @Flag(help: "Write the changes instead of only showing them.")
        var write = false

        func run() async throws {
            try await endingWell {
                let language = speech.language(of: try options.location.settings())
                let (registry, context) = try options.opened()
                let kept = try registry.person(called: first, in: language)
                let gone = try registry.person(called: second, in: language)
                if write { try registry.keepCopy(at: context.now) }
                let merge = try registry.merge(gone.id, into: kept.id, writes: write, context)
                for phrase in merge.phrases { Console.say(phrase[language]) }
            }
        }
    }
}

extension ReferenceRegistry {
    /// The only person with an id or a name.
    ///
    /// - Throws: `ExitCode` after saying who could be meant
    func person(called text: String, in language: Language) throws -> PersonChoice {
        let found = try people(called: text)
        guard let person = found.first, found.count == 1 else {
            for phrase in found.complaint(about: text) { Console.complain(phrase[language]) }
            throw ExitCode((found.isEmpty ? Sysexit.noInput : .usage).rawValue)
        }
        return person
    }
}
