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
            abstract: "Copies the registry, while others go on using it.",
            discussion: """
                The copy is complete, checked and on disk, or not there. Without --to it lies beside the registry, with \
                the instant in its name, as those that are kept before each change; ten of them are kept, and \
                "registry undo" puts back the last one.

                Example: renewald registry backup --to /srv/backup/registry.db
                """
        )

        @OptionGroup var location: Location
        @OptionGroup var speech: LanguageOption
        @Option(help: ArgumentHelp("The new file.", valueName: "file"), completion: .file())
        var to: String?

        func run() async throws {
            try await endingWell {
                let language = try speech.language(of: try location.settings())
                let registry = try location.open()
                let target: String
                if let to {
                    try registry.backUp(to: to)
                    target = to
                } else {
                    target = try registry.keepCopy(at: SystemClock().now).path
                }
                Console.say(Phrase("已备份到 \(target)", "copied to \(target)")[language])
            }
        }
    }

    /// `renewald registry undo`: the last copy in the place of the registry.
    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts back the last copy of the registry, and so undoes the last change.",
            discussion: """
                Shows what would come back, and asks on a terminal; --yes answers it in scripts. What was there before is \
                kept as the last copy, so that another undo brings it back. Pending reminders are looked at anew with the \
                next scan; what was sent is not undone.

                Example: renewald registry undo

                Example: renewald registry undo --from /srv/backup/registry.db --yes
                """
        )

        @OptionGroup var location: Location
        @OptionGroup var speech: LanguageOption
        @Option(
            help: ArgumentHelp("Another copy than the last one.", valueName: "file"),
            completion: .file(extensions: ["bak", "db"])
        )
        var from: String?
        @Flag(help: "Put it back without asking.")
        var yes = false

        func run() async throws {
            try await endingWell {
                let settings = try location.settings()
                let (language, calendar) = (speech.language(of: settings), try settings.calendar)
                let path = try location.path()
                let registry = try location.open()
                let last = RegistryCopy.all(of: path).last
                guard let copy = from ?? last?.path else {
                    let phrase = Phrase(
                        "撤销：\(path) 旁边没有备份；请用 --from 指定备份文件",
                        "undoing: there is no copy beside \(path); name one with --from"
                    )
                    Console.complain(phrase[language])
                    throw ExitCode(Sysexit.noInput.rawValue)
                }
                let moment = from == nil ? last?.moment(calendar.utcOffset) : nil
                let comparison = try registry.comparison(with: copy)
                for phrase in comparison.phrases(of: copy, takenAt: moment) { Console.say(phrase[language]) }
                guard yes || isConfirmedOnTerminal(in: language) else {
                    Console.complain(Phrase("没有撤销；确认无误请加 --yes", "nothing was undone; add --yes to do it")[language])
                    throw ExitCode(Sysexit.usage.rawValue)
                }
                let kept = try registry.putBack(copy, at: SystemClock().now)
                for phrase in RegistryCopy.putBack(keeping: kept) { Console.say(phrase[language]) }
            }
        }

        /// Asks at the terminal; without one nothing is confirmed.
        private func isConfirmedOnTerminal(in language: Language) -> Bool {
            guard isatty(STDIN_FILENO) == 1 else { return false }
            Console.write(Phrase("输入 yes 继续：", "Type yes to go on: ")[language], to: .standardError)
            return readLine()?.lowercased() == "yes"
        }
    }
}
