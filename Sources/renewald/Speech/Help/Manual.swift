import ArgumentParser
import Foundation
import RenewalRules

/// `renewald manual`: writes the manual pages of all commands, for whoever makes a package.
struct Manual: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("写出全部命令的手册页。", "Writes the manual pages of all commands."),
        discussion: .examples("renewald manual --language zh-CN .build/man/zh_CN/man1"),
        shouldDisplay: false
    )

    @OptionGroup var speech: LanguageOption
    @Argument(
        help: .both(
            "写到哪个文件夹，没有则新建。",
            "The folder to write them to, which is made where it is missing.",
            value: ("文件夹", "folder")
        )
    )
    var folder: String

    func run() async throws {
        try await endingWell {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for command in CommandOutline.program.tree {
                let page = try ManualPage(of: command, in: .spoken)
                try Data(page.text.utf8).write(to: URL(filePath: folder).appending(path: page.file))
            }
        }
    }
}
