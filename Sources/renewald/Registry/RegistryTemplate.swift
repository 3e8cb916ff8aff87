import ArgumentParser
import Foundation
import RenewalOffice
import RenewalRules

extension RegistryCommand {
    /// `renewald registry template`: the sheet to begin with.
    struct Template: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Writes an empty sheet to fill in: headers, drop-down lists, an example and a page that explains.",
            discussion: "Example: renewald registry template 登记表.xlsx"
        )

        @OptionGroup var language: LanguageOption
        @Argument(help: "The file to write, .xlsx; never overwritten.")
        var file: String

        func run() async throws {
            try await endingWell {
                let spoken = language.language(of: nil)
                try Data(RosterSheet(in: spoken).template()).write(
                    to: URL(filePath: file),
                    options: .withoutOverwriting
                )
                Console.say(spoken.text(of: ("已生成 \(file)", "wrote \(file)")))
            }
        }
    }
}
