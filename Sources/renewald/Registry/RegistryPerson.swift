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
                其收件人、主题和正文一并清除（与 retention 到期清除相同），存证仍可核验；有通知正在发送时不删除，请稍后再执行。\
                登记库旁的备份含有同样内容，一并删除；其他地方的备份请自行处理。请同时从登记表中去掉此人，否则下次导入又会出现（《个人信息保护法》第四十七条）。
                """,
                """
                From the registry go the person and all that belongs to them; the history keeps when and by whom something \
                was recorded, without what. What waits in the queue is cancelled; recipients, subjects and texts of what \
                was sent about them to anybody are erased, as `retention` does later, and the evidence still verifies; \
                while something about them is being sent, nothing is erased. The copies beside the registry are removed, \
                because they hold it too; other backups are yours to remove. Take the person out of the sheet as well, or \
                the next import brings them back (Personal Information Protection Law, art. 47).
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
                if write {
                    try await erase(file, from: registry, context, settings)
                } else {
                    try await preview(file, in: registry, settings)
                }
            }
        }

        private func preview(_ file: PersonFile, in registry: ReferenceRegistry, _ settings: Settings?) async throws {
            let rows = file.records.map(\.name) + [RowName("person", file.id)]
            Console.say(rows.erasure(isWritten: false))
            let deliveries = try await settings?.openOutbox(.reading).erasable(about: file.recordIDs)
            for phrase in deliveries?.preview ?? [ErasedDeliveries.unknown] { Console.say(phrase) }
            Console.say(ReferenceRegistry.ForgottenCopies.preview(of: registry.copies.count))
            Console.say(Phrase.dryRun)
        }

        private func erase(
            _ file: PersonFile,
            from registry: ReferenceRegistry,
            _ context: RecordingContext,
            _ settings: Settings?
        ) async throws {
            let outbox = try settings?.existingOutbox()
            // First what was sent: once the registry has forgotten them, nobody can tell what was about them.
            var erased = try await outbox?.erase(file, at: context.now)
            let erasure = try registry.erase(person: file.id, context)
            let copies = registry.forgetCopies()
            // A pass may have planned something meanwhile.
            if let outbox, let first = erased {
                erased = try await outbox.erase(file, after: first, at: context.now)
                try await outbox.forget(file, at: context.now)
            }
            Console.say(erasure.rows.erasure(isWritten: true))
            for phrase in erased?.phrases ?? [] { Console.say(phrase) }
            if settings == nil { Console.say(ErasedDeliveries.unknown) }
            if let done = copies.done { Console.say(done) }
            outbox?.tellDaemon()
            try tellWhatIsLeft(erasure, copies)
        }

        /// Says what could not be erased.
        ///
        /// - Throws: `ExitCode` when somebody has to see to it
        private func tellWhatIsLeft(_ erasure: Erasure, _ copies: ReferenceRegistry.ForgottenCopies) throws {
            for copy in copies.left { Console.complain(copy.phrase) }
            if let remark = erasure.remark {
                Console.remark(remark)
            } else if let error = erasure.leftBytes {
                throw error
            }
            guard copies.left.isEmpty else { throw ExitCode(Sysexit.ioError.rawValue) }
        }
    }
}

extension OperatorStore {
    /// Erases what was sent about a person.
    ///
    /// - Parameters:
    ///   - file: what the registry has about them
    ///   - now: kept with each
    /// - Returns: what became of all of it
    /// - Throws: `OutboxError`; `ExitCode` after saying so while something is being sent
    fileprivate func erase(_ file: PersonFile, at now: UnixTime) async throws -> ErasedDeliveries {
        // Before anything is cancelled, because the person may stay.
        try await erasable(about: file.recordIDs).requireNothingUnderWay()
        let erased = try await erase(file, after: ErasedDeliveries(), at: now)
        try erased.requireNothingUnderWay()
        return erased
    }

    /// Erases what was sent about a person, once more.
    fileprivate func erase(
        _ file: PersonFile,
        after earlier: ErasedDeliveries,
        at now: UnixTime
    ) async throws -> ErasedDeliveries {
        var total = earlier
        while true {
            let part = try await erase(about: file.recordIDs, limit: erasedAtOnce, at: now)
            total.cancelled += part.cancelled
            total.erased += part.erased
            total.underWay = part.underWay
            guard part.erased == erasedAtOnce else { return total }
        }
    }

    /// Ends the mutes of a person who is erased, and overwrites what was.
    fileprivate func forget(_ file: PersonFile, at now: UnixTime) async throws {
        let parties = [MutedParty.person(file.id)] + file.recordIDs.map { .record($0) }
        for party in parties { _ = try await unmute(party, at: now) }
        try await emptyLog()
    }

    /// Deliveries erased in one transaction, so that sending never waits long.
    private var erasedAtOnce: Int { 200 }
}

extension ErasedDeliveries {
    /// - Throws: `ExitCode` after saying so
    fileprivate func requireNothingUnderWay() throws {
        guard underWay > 0 else { return }
        Console.complain(obstacle)
        throw ExitCode(Sysexit.temporaryFailure.rawValue)
    }
}
