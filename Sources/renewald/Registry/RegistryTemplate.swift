import ArgumentParser
import Foundation
import RenewalOffice
import RenewalRules

extension RegistryCommand {
    /// `renewald registry template`: the sheet to begin with.
    struct Template: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "生成空白登记表：列名、下拉选项、示例和填写说明。",
                "Writes an empty sheet to fill in: headers, drop-down lists, an example and a page that explains."
            ),
            discussion: .examples("renewald registry template 登记表.xlsx")
        )

        @OptionGroup var speech: LanguageOption
        @Argument(
            help: .both(
                "要生成的 .xlsx 文件，不会覆盖已有文件。",
                "The file to write, .xlsx; never overwritten.",
                value: ("文件", "file")
            )
        )
        var file: String

        func run() async throws {
            try await endingWell {
                let new = NewFile(file)
                try new.requireAbsence()
                try new.write(RosterSheet(in: .spoken).template())
                Console.say(
                    Phrase(
                        "已生成 \(file)。用表格软件填好并保存后，先预演：",
                        "wrote \(file). Fill it in, save it, and look what would happen:"
                    )
                )
                // Without a configuration the import has to be told which registry is meant.
                let hasConfiguration = FileManager.default.isReadableFile(atPath: ConfigurationOption.defaultPath)
                let registry = hasConfiguration ? [] : ["--registry", "registry.db"]
                Console.say(RosterCommand.command(["registry", "import", file] + registry))
            }
        }
    }
}
