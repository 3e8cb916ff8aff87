import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOffice
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald registry person`: what the law gives a person a right to.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: .both("导出或删除某人的个人信息。", "Shows or erases what is known of a person."),
        discussion: .examples("renewald registry person export 张三"),
        subcommands: [Export.self, Erase.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "把登记库中某人的信息和发过的通知写到标准输出。",
                "Writes what the registry has about a person, and what was sent, to standard output."
            ),
            discussion: .both(
                """
                JSON 不作任何隐去，供本人查阅、复制（《个人信息保护法》第四十五条）。已按 retention 清除的内容不再包含。
                """,
                """
                The JSON hides nothing: it is for the person who asks (Personal Information Protection Law, art. 45). What \
                `retention` has erased is not there any more.
                """,
                examples: "renewald registry person export P-2 > p.json"
            )
        )

        @OptionGroup var location: RegistryCommand.Location
        @Option(help: .both("text 或 json。", "text or json.", value: ("格式", "format")))
        var format: StoryFormat = .json
        @Argument(help: .both("编号，或没有重名的姓名。", "An id, or a name that nobody else has.", value: ("编号或姓名", "id|name")))
        var person: String

        func run() async throws {
            try await endingWell {
                let settings = try location.settings()
                let registry = try location.open()
                let id = try registry.person(called: person).id
                guard let file = try registry.file(ofPerson: id) else { return }
                let outbox = try settings?.openOutbox(.reading)
                let story = try await PersonStory(of: file, outbox: outbox, calendar: try settings.calendar)
                switch format {
                case .json: Console.write(story.json + "\n", to: .standardOutput)
                case .text: for line in story.lines(in: .spoken) { Console.say(line) }
                }
            }
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "删除某人的个人信息：先显示将删除哪些内容，加 --write 才删除。",
                "Erases a person: shows what would go, and erases it with --write."
            ),
            discussion: .both(
                """
                登记库中删除此人及其名下全部记录；操作历史只保留时间和经办人，不留内容。待发的通知取消；发给任何人的、与此人有关的通知，\
                其收件人、主题和正文一并清除（与 retention 到期清除相同），存证仍可校验。登记库旁的备份含有同样内容，一并删除；\
                其他地方的备份请自行处理。请同时从登记表中去掉此人，否则下次导入又会出现（《个人信息保护法》第四十七条）。
                """,
                """
                From the registry go the person and all that belongs to them; the history keeps when and by whom something \
                was recorded, without what. What waits in the queue is cancelled; recipients, subjects and texts of what \
                was sent about them to anybody are erased, as `retention` does later, and the evidence still verifies. The \
                copies beside the registry are removed, because they hold it too; other backups are yours to remove. Take \
                the person out of the sheet as well, or the next import brings them back \
                (Personal Information Protection Law, art. 47).
                """,
                examples: "renewald registry person erase P-2 --write"
            )
        )

        @OptionGroup var options: RecordOptions
        @Flag(
            help: .both("删除，而不只是显示；不能撤销。", "Erase it instead of only showing what would go. It cannot be undone.")
        )
        var write = false
        @Argument(help: .both("编号，或没有重名的姓名。", "An id, or a name that nobody else has.", value: ("编号或姓名", "id|name")))
        var person: String

        func run() async throws {
            try await endingWell {
                let settings = try options.location.settings()
                let (registry, context) = try options.opened()
                let id = try registry.person(called: person).id
                guard let file = try registry.file(ofPerson: id) else { return }
                guard write else {
                    let rows = file.records.map(\.name) + [RowName("person", id)]
                    Console.say(rows.erasure(isWritten: false))
                    return Console.say(Phrase.dryRun)
                }
                let outbox = try openOutbox(of: settings)
                // First what was sent: once the registry has forgotten them, nobody can tell what was about them.
                var erased = try await outbox?.erase(file, at: context.now)
                let rows = try registry.erase(person: id, context)
                let copies = registry.forgetCopies()
                // A pass may have planned something meanwhile.
                if let outbox, let first = erased {
                    erased = try await outbox.erase(file, after: first, at: context.now)
                }
                Console.say(rows.erasure(isWritten: true))
                for phrase in erased?.phrases ?? [] { Console.say(phrase) }
                if copies > 0 {
                    Console.say(
                        Phrase("已删除登记库旁的\(copies)份备份", "removed \(copies) copies beside the registry")
                    )
                }
                outbox?.tellDaemon()
            }
        }

        /// The queue, where a daemon has ever run.
        private func openOutbox(of settings: Settings?) throws -> (any OutboxStore)? {
            do {
                return try settings?.openOutbox(.operatorCommand)
            } catch OutboxError.missing {
                return nil
            }
        }
    }
}

extension OperatorStore {
    /// Erases what was sent about a person, and ends their mutes.
    ///
    /// - Parameters:
    ///   - file: what the registry has about them
    ///   - earlier: what was erased before
    ///   - now: kept with each
    /// - Returns: what became of all of it
    /// - Throws: `OutboxError`
    fileprivate func erase(
        _ file: PersonFile,
        after earlier: ErasedDeliveries = ErasedDeliveries(),
        at now: UnixTime
    ) async throws -> ErasedDeliveries {
        var total = earlier
        while true {
            let part = try await erase(about: file.recordIDs, limit: erasedAtOnce, at: now)
            total.cancelled += part.cancelled
            total.erased += part.erased
            total.underWay = part.underWay
            guard part.erased == erasedAtOnce else { break }
        }
        let parties = [MutedParty.person(file.id)] + file.recordIDs.map { .record($0) }
        for party in parties { _ = try await unmute(party, at: now) }
        try await emptyLog()
        return total
    }

    /// Deliveries erased in one transaction, so that sending never waits long.
    private var erasedAtOnce: Int { 200 }
}
