import ArgumentParser
import RenewalOffice
import RenewalOutbox
import RenewalReports
import RenewalRules

extension RegistryCommand {
    /// `renewald registry merge`: two people of the registry that are one.
    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "把重复的两人合并为一人：先显示将有哪些变动，加 --write 才写入。",
                "Makes one person of two: shows what would change, and changes it with --write."
            ),
            discussion: .both(
                """
                第二人名下的记录都归到第一人名下，第一人空缺的内容用第二人的补上；两人不一致的，以第一人为准。各记录的编号不变。\
                身份证号不同的是两个人，不能合并。第二人已停止提醒的，第一人同样停止。写入前先备份登记库，可用 registry undo 撤销。
                """,
                """
                What belongs to the second person belongs to the first, whose empty fields are filled; where both say \
                something different, the first is right. Ids of records stay. Two people with different identity numbers \
                are two. A mute of the second is one of the first. The registry is copied first, so that "registry undo" undoes it.
                """,
                examples: "renewald registry merge P-1 P-9 --write"
            )
        )

        @OptionGroup var options: RecordOptions
        @Argument(
            help: .both(
                "保留的人：编号，或没有重名的姓名。",
                "Who stays: an id, or a name that nobody else has.",
                value: ("人员", "person")
            )
        )
        var first: String
        @Argument(help: .both("并入的人，合并后不再存在。", "Who is no more.", value: ("人员", "person")))
        var second: String
        @Flag(help: .both("写入变动，而不只是显示。", "Write the changes instead of only showing them."))
        var write = false

        func run() async throws {
            try await endingWell {
                let (registry, context) = try options.opened()
                let kept = try registry.person(called: first)
                let gone = try registry.person(called: second)
                let trial = try registry.merge(gone.id, into: kept.id, writes: false, context)
                guard write else {
                    for phrase in trial.phrases { Console.say(phrase) }
                    return
                }
                // First: whoever asked not to be reminded must not be reminded as somebody else.
                let isMuted = try await carryMute(from: gone.id, to: kept.id, at: context.now)
                let merge = try registry.changing(at: context.now, writes: true, isChange: \.isWritten) {
                    try registry.merge(gone.id, into: kept.id, writes: true, context)
                }
                for phrase in merge.phrases { Console.say(phrase) }
                guard isMuted else { return }
                Console.say(
                    Phrase(
                        "\(gone.id) 已停止的提醒，\(kept.id) 同样停止（registry undo 不恢复）",
                        "the mute of \(gone.id) is one of \(kept.id) now (\"registry undo\" leaves mutes alone)"
                    )
                )
            }
        }

        /// Carries a mute over, where this user may read the queue.
        ///
        /// - Returns: whether there was one
        private func carryMute(from gone: String, to kept: String, at now: UnixTime) async throws -> Bool {
            let outbox: (any OutboxStore)?
            do {
                outbox = try options.location.settings()?.existingOutbox()
            } catch {
                let reason = (error as? any Speakable)?.phrase ?? Phrase(verbatim: "\(error)")
                Console.remark(
                    Phrase(
                        "未查看是否停止过提醒（\(reason.chinese)）；\(gone) 曾停止提醒的，请对 \(kept) 也停止（renewald mute）",
                        "nobody looked whether \(gone) is muted (\(reason.english)); if so, mute \(kept) as well (renewald mute)"
                    )
                )
                return false
            }
            guard let outbox, try await outbox.carryMute(from: gone, to: kept, at: now) else { return false }
            outbox.tellDaemon()
            return true
        }
    }
}

extension OperatorStore {
    /// Mutes one person for as long as another was muted, who is no more.
    ///
    /// - Returns: whether they were muted
    fileprivate func carryMute(from gone: String, to kept: String, at now: UnixTime) async throws -> Bool {
        let mutes = try await mutes()
        guard let mute = mutes.first(where: { $0.party == .person(gone) }) else { return false }
        let own = mutes.first { $0.party == .person(kept) }
        if own.map({ $0.ends(before: mute) }) ?? true {
            try await self.mute(Mute(.person(kept), until: mute.lastDay, reason: mute.reason, by: mute.by, since: now))
        }
        return try await unmute(mute.party, at: now)
    }
}

extension Mute {
    fileprivate func ends(before other: Mute) -> Bool {
        guard let lastDay else { return false }
        return other.lastDay.map { lastDay < $0 } ?? true
    }
}

extension ReferenceRegistry {
    /// The only person with an id or a name.
    ///
    /// - Throws: `ExitCode` after saying who could be meant
    func person(called text: String) throws -> PersonChoice {
        let found = try people(called: text)
        guard let person = found.first, found.count == 1 else {
            for phrase in found.complaint(about: text) { Console.complain(phrase) }
            throw ExitCode((found.isEmpty ? Sysexit.noInput : .usage).rawValue)
        }
        return person
    }
}
