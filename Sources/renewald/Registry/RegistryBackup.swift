import ArgumentParser
import Foundation
import RenewalDaemon
import RenewalOffice
import RenewalReports
import RenewalRules

extension RegistryCommand {
    /// `renewald registry backup`: a copy of the reference registry.
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("备份登记库，不影响他人使用。", "Copies the registry, while others go on using it."),
            discussion: .both(
                """
                备份完整并经过校验才算完成，否则不留文件。不加 --to 时放在登记库旁边，文件名带有时刻；每次改动之前自动留的备份也在那里，\
                共保留十份，registry undo 恢复最近的一份。
                """,
                """
                The copy is complete, checked and on disk, or not there. Without --to it lies beside the registry, with \
                the instant in its name, as those that are kept before each change; ten of them are kept, and \
                "registry undo" puts back the last one.
                """,
                examples: "renewald registry backup --to backup.db"
            )
        )

        @OptionGroup var location: Location
        @Option(help: .both("新文件。", "The new file.", value: ("文件", "file")), completion: .file())
        var to: String?

        func run() async throws {
            try await endingWell {
                let target: String
                if let to {
                    let registry = try Ownership.open(location.open, at: location.path(), toCopyTo: to)
                    try registry.backUp(to: to)
                    target = to
                } else {
                    target = try location.open().keepCopy(at: SystemClock().now).path
                }
                Console.say(Phrase("已备份到 \(target)", "copied to \(target)"))
            }
        }
    }

    /// `renewald registry undo`: the last copy in the place of the registry.
    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "恢复登记库最近的一份备份，即撤销上一次改动。",
                "Puts back the last copy of the registry, and so undoes the last change."
            ),
            discussion: .both(
                """
                备份之后写入的内容全部撤销，包括导入的和用 record 登记的事项；先显示将恢复什么、会撤销多少登记，并在终端上询问，脚本中\
                用 --yes 确认。恢复前的登记库留作最近的一份备份，再撤销一次即可复原。自动导入（collect）的登记表撤销后，改动之前\
                不会再次导入。待发的提醒由下一次检查重新核对；已发出的不能撤回。
                """,
                """
                Everything written since the copy goes: what was imported, and what was recorded with "record". It shows \
                what would come back and how much of what was recorded would go, and asks on a terminal; --yes answers it \
                in scripts. What was there before is kept as the last copy, so that another undo brings it back. A sheet \
                that "collect" took in stays undone until it changes. Pending reminders are looked at anew with the next \
                scan; what was sent is not undone.
                """,
                examples: "renewald registry undo",
                "renewald registry undo --from old.db --yes"
            )
        )

        @OptionGroup var location: Location
        @Option(
            help: .both("指定备份文件，不用最近的一份。", "Another copy than the last one.", value: ("文件", "file")),
            completion: .file(extensions: ["bak", "db"])
        )
        var from: String?
        @Flag(help: .both("不询问，直接恢复。", "Put it back without asking."))
        var yes = false

        func run() async throws {
            try await endingWell {
                let settings = try location.settings()
                let calendar = try settings.calendar
                let path = try location.path()
                let registry = try location.open()
                let last = RegistryCopy.all(of: path).last
                guard let copy = from ?? last?.path else {
                    let phrase = Phrase(
                        "没有可以恢复的备份：登记库 \(path) 旁边一份也没有（每次写入前会自动留一份）；备份放在别处的，请用 --from 写明文件",
                        "undoing: there is no copy beside \(path), where one is kept before each change; name another with --from"
                    )
                    Console.complain(phrase)
                    throw ExitCode(Sysexit.noInput.rawValue)
                }
                let moment = from == nil ? last?.moment(calendar.utcOffset(at:)) : nil
                let comparison = try registry.comparison(with: copy)
                let phrases = comparison.phrases(of: copy, takenAt: moment, calendar.utcOffset(at:))
                for phrase in phrases { Console.say(phrase) }
                guard yes || Console.isConfirmed() else {
                    Console.complain(Phrase("没有撤销；确认无误请加 --yes", "nothing was undone; add --yes to do it"))
                    throw ExitCode(Sysexit.usage.rawValue)
                }
                let kept = try registry.putBack(copy, at: SystemClock().now)
                for phrase in RegistryCopy.putBack(keeping: kept, undoneBy: location.command("undo")) {
                    Console.say(phrase)
                }
            }
        }
    }
}
