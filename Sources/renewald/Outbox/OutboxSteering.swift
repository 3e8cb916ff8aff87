import ArgumentParser
import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

extension OutboxCommand {
    /// The deliveries that a command applies to: some by id, or all suitable ones.
    struct Choice: ParsableArguments {
        @OptionGroup var options: ConfigurationOption
        @Flag(help: .both("本命令可处理的全部投递。", "All deliveries the command applies to."))
        var all = false
        @Argument(
            help: .both(
                "投递编号（也可以是事件编号），可只写开头六位以上。",
                "Ids, also of events, or their first six characters or more.",
                value: ("编号", "id")
            )
        )
        var ids: [String] = []

        func validate() throws {
            guard !(all && !ids.isEmpty) else {
                throw ValidationError("编号与 --all 只能写一个", "give either ids or --all, not both")
            }
        }

        /// The choice made.
        ///
        /// - Throws: `ValidationError` when there is none
        func selection() throws -> DeliverySelection {
            guard all || !ids.isEmpty else {
                throw ValidationError("请写明投递的编号，或者写 --all", "name deliveries by id, or give --all")
            }
            return all ? .all : .ids(ids.map(Clue.number(in:)))
        }

        func outbox() throws -> any OperatorStore { try options.settingsDespiteMistakes().openOutbox(.operatorCommand) }

        /// Gives an order for the deliveries chosen, says how many followed it, and tells the daemon.
        func give(
            _ order: (any OperatorStore, DeliverySelection) async throws -> Int,
            saying sentence: (Int) -> Phrase
        ) async throws {
            try await endingWell {
                let selection = try selection()
                let outbox = try outbox()
                let count = try await order(outbox, selection)
                Console.say(sentence(count))
                outbox.tellDaemon()
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "尽快重新发送失败和推迟的投递；暂停和退信的须写明编号。",
                "Sends failed and deferred deliveries again at the next opportunity; held and bounced ones by id."
            ),
            discussion: .examples("renewald outbox retry --all")
        )

        @OptionGroup var choice: Choice

        func run() async throws {
            try await choice.give(
                { try await $0.retry($1, at: SystemClock().now) },
                saying: { Phrase("\($0)条投递将重新发送", "\(counted($0, "delivery", "deliveries")) will be tried again") }
            )
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("取消尚未发出的投递，取消后不能恢复。", "Cancels deliveries that have not been sent; there is no way back."),
            discussion: .examples(
                .both(
                    #"renewald outbox cancel 3zjv5dahf5 --reason "已在窗口办理延续""#,
                    #"renewald outbox cancel 3zjv5dahf5 --reason "renewed at the counter""#
                ),
                "renewald outbox cancel --channel old-mail"
            )
        )

        @OptionGroup var choice: Choice
        @Option(
            help: .both(
                "等待这个渠道的全部投递，不论配置文件中是否还有该渠道。",
                "What waits for this channel, whether the configuration still has it or not.",
                value: ("渠道", "channel")
            )
        )
        var channel: String?
        @Option(
            help: .both(
                "原因，随投递永久留存，请勿写个人信息（默认：由操作员取消）。",
                "Why; kept with the delivery for good, so write no personal data (default: cancelled by the operator).",
                value: ("原因", "reason")
            )
        )
        var reason: String?

        private var why: String { reason ?? DeliverySummary.cancelledByOperator }

        func run() async throws {
            if let channel { return try await cancelAll(of: channel) }
            try await choice.give(
                { try await $0.cancel($1, reason: why, at: SystemClock().now) },
                saying: { Phrase("已取消投递\($0)条", "\(counted($0, "delivery", "deliveries")) cancelled") }
            )
        }

        private func cancelAll(of channel: String) async throws {
            try await endingWell {
                guard !choice.all, choice.ids.isEmpty else {
                    throw ValidationError("--channel、--all 与编号只能写一种", "give either --channel, --all or ids")
                }
                let outbox = try choice.outbox()
                let result = try await outbox.cancel(channel: channel, reason: why, at: SystemClock().now)
                let count = counted(result.ended, "delivery", "deliveries")
                Console.say(Phrase("已取消渠道 \(channel) 的投递\(result.ended)条", "\(count) of \(channel) cancelled"))
                result.sayWhatStays(on: channel)
                outbox.tellDaemon()
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("把等待某个渠道的投递改由另一个渠道发送。", "Moves what waits for one channel to another."),
            discussion: .both(
                """
                用于更名或停用的渠道。只移动从未交出的投递；可能已送达的会列出，留在原处。新渠道须写入路由。
                """,
                """
                For a channel that was renamed, or goes. Only what was never handed over moves; what may have arrived is \
                listed and stays. The routes have to name the new channel.
                """,
                examples: "renewald outbox move --from old-mail --to office-mail"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: .both("投递原来等待的渠道。", "The channel that deliveries wait for.", value: ("渠道", "from")))
        var from: String
        @Option(help: .both("配置文件中的渠道。", "A channel of the configuration.", value: ("渠道", "to")))
        var to: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                guard from != to else {
                    throw ValidationError("--from 与 --to 是同一个渠道", "--from and --to name the same channel")
                }
                let isProgram = try settings.channel(named: to).kind.descriptor.reach == .ownTarget
                let outbox = try settings.openOutbox(.operatorCommand)
                let result = try await outbox.move(from: from, to: to, isProgram: isProgram, at: SystemClock().now)
                let count = counted(result.moved, "delivery", "deliveries")
                Console.say(Phrase("已将\(result.moved)条投递从 \(from) 改到 \(to)", "\(count) moved from \(from) to \(to)"))
                if result.ended > 0 {
                    Console.say(
                        Phrase(
                            "另有\(result.ended)条已取消，\(to) 中已有相同的提醒",
                            "\(result.ended) cancelled, \(to) has their notices already"
                        )
                    )
                }
                result.sayWhatStays(on: from)
                outbox.tellDaemon()
            }
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "暂停待发的投递，或停止全部发送，放行之前不发送。",
                "Keeps waiting deliveries back, or stops all sending, until they are released."
            ),
            discussion: .both(
                """
                --sending 用于紧急情况：全部停止发送，以后计划的也一样，直到 `renewald outbox release --sending`；计划和检查照常进行。\
                正在发送的仍会发出。只停一个渠道的，用 `renewald channel pause`。
                """,
                """
                --sending is for an emergency: nothing leaves any more, nor what is planned later, until \
                `renewald outbox release --sending`; planning goes on. What is being sent just now still leaves. For one \
                channel there is `renewald channel pause`.
                """,
                examples: "renewald outbox hold --all",
                .both(
                    #"renewald outbox hold --sending --reason "邮件服务器被误判为垃圾邮件来源""#,
                    #"renewald outbox hold --sending --reason "the relay is on a block list""#
                )
            )
        )

        @OptionGroup var choice: Choice
        @Flag(help: .both("停止全部发送，以后计划的也一样。", "Stop all sending, also of what is planned later."))
        var sending = false
        @Option(
            help: .both(
                "停止发送的原因，显示在各处，请勿写个人信息。",
                "Why sending stops; shown wherever it matters, so write no personal data.",
                value: ("原因", "reason")
            )
        )
        var reason: String?

        func validate() throws {
            guard !sending || !choice.all && choice.ids.isEmpty else {
                throw ValidationError("--sending 与投递只能写一种", "give either --sending or deliveries")
            }
            guard sending || reason == nil else {
                throw ValidationError("--reason 只与 --sending 一起使用", "--reason goes with --sending")
            }
            guard reason?.isEmpty != true else { throw ValidationError("--reason 没有内容", "--reason is empty") }
        }

        func run() async throws {
            if sending { return try await stop() }
            try await choice.give(
                { try await $0.hold($1, at: SystemClock().now) },
                saying: { Phrase("已暂停投递\($0)条", "\(counted($0, "delivery", "deliveries")) held") }
            )
        }

        private func stop() async throws {
            try await endingWell {
                let settings = try choice.options.settingsDespiteMistakes()
                let outbox = try settings.openOutbox(.operatorCommand)
                let detail = [ProcessEnvironment.account, reason].compactMap(\.self).joined(separator: ": ")
                try await outbox.holdSending(.byOperator, detail: detail, at: SystemClock().now)
                for sentence in try await outbox.holdSentences(settings) { Console.say(sentence) }
                outbox.tellDaemon()
            }
        }
    }

    struct Flush: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "立即重试推迟的投递，不等下次重试时间，也不等渠道休息结束。",
                "Tries deferred deliveries now, without waiting for their time or for the rest of their channel."
            ),
            discussion: .both(
                """
                邮件服务器恢复后使用。不放行暂停的投递，不改变发送时段；失败的用 `renewald outbox retry`。
                """,
                """
                For a relay that is back. Held deliveries stay held, and the sending hours count as before; failed ones are \
                tried again with `renewald outbox retry`.
                """,
                examples: "renewald outbox flush",
                "renewald outbox flush --channel office-mail"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: .both("只重试这个渠道的。", "Only this channel.", value: ("渠道", "channel")))
        var channel: String?

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                if let channel { _ = try settings.channel(named: channel) }
                let outbox = try settings.openOutbox(.operatorCommand)
                let count = try await outbox.flush(channel)
                Console.say(
                    Phrase(
                        "\(count)条推迟的投递立即重试",
                        "\(counted(count, "deferred delivery", "deferred deliveries")) due now"
                    )
                )
                let (calendar, now) = (try settings.calendar(), SystemClock().now)
                for sentence in try await outbox.holdSentences(settings) { Console.remark(sentence) }
                for trouble in try await ChannelTrouble.all(in: outbox, settings: settings, at: now) {
                    guard trouble.keepsBack, channel == nil || channel == trouble.channel else { continue }
                    Console.remark(trouble.sentence(calendar))
                }
                outbox.tellDaemon()
            }
        }
    }

    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("在服务运行期间备份运行库。", "Writes a copy of the state file while the daemon runs."),
            discussion: .both(
                """
                备份要么完整、经过核验并已落盘，要么没有。用备份启动的服务会暂停全部发送，直到 `renewald outbox release`：\
                其中待发的提醒可能已经发出。用 `renewald outbox restore` 换上备份。
                """,
                """
                The copy is consistent, checked and on disk, or not there. A daemon started on it holds all sending until \
                `renewald outbox release`: what is waiting in it may have been sent since. `renewald outbox restore` puts it \
                in place.
                """,
                examples: "renewald outbox backup /var/lib/renewald/backup-2026-03-15.db"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(
            help: .both("备份写到哪个文件；已有的文件不会被覆盖。", "The copy; nothing is overwritten.", value: ("文件", "file")),
            completion: .file()
        )
        var file: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                let path = settings.statePath
                let outbox = try Ownership.open({ try settings.openOutbox(.reading) }, at: path, toCopyTo: file)
                let size = try await outbox.backUp(to: file)
                Console.say(Phrase("\(file)：\(size)字节，已核验", "\(file): \(counted(size, "byte", "bytes")), checked"))
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "恢复被自动暂停的发送；放行暂停的投递；重新启用渠道。",
                "Lets sending go on that the guard holds; lets held deliveries go; re-enables a channel."
            ),
            discussion: .both(
                """
                运行库是副本、旧备份或已丢失，时钟跳变，首次检查计划的提醒异常多，或大量记录消失、无法读取的，自动暂停全部发送。\
                以后某次检查计划异常多的，只按单位或记录类别暂停异常的部分。放行之前，请先用 `renewald outbox list` 查看待发的投递。
                """,
                """
                The guard holds all sending when the state file was copied, restored or lost, the clock jumped, the first \
                scan planned unusually much, or many records are gone or cannot be read. Of a later scan that planned \
                unusually much it holds the part that did, by employer or type of record. Look at what waits first: \
                `renewald outbox list`.
                """,
                examples: "renewald outbox release",
                "renewald outbox release --sending",
                "renewald outbox release --scope employer:E-0007",
                "renewald outbox release --all",
                "renewald outbox release --channel hr-system"
            )
        )

        @OptionGroup var choice: Choice
        @Option(
            help: .both(
                "先重新启用这个渠道；没有写明投递的，只做这一步。",
                "Re-enable this channel first; with no deliveries named, that is all.",
                value: ("渠道", "channel")
            )
        )
        var channel: String?
        @Option(
            help: .both(
                "只恢复因某个单位或某类记录而暂停的部分，写法见 `outbox list`。",
                "Only the part that is held for this employer or type of record, as `outbox list` names it.",
                value: ("范围", "scope")
            ),
            transform: Self.part
        )
        var scope: HoldScope?

        @Flag(
            help: .both(
                "恢复由 `outbox hold --sending` 停止的发送。",
                "Let sending go on that `outbox hold --sending` stopped."
            )
        )
        var sending = false

        private static func part(_ text: String) throws -> HoldScope {
            guard let scope = HoldScope(text), scope != .everything else {
                throw ValidationError(
                    "范围写作 employer:编号 或 record:类别，紧急提醒前面加 urgent:",
                    "a scope is employer:ID or record:TYPE, after urgent: for urgent notices"
                )
            }
            return scope
        }

        func validate() throws {
            let choices = [scope != nil, channel != nil, sending].count { $0 }
            guard choices == 0 || choices == 1 && (channel != nil || !choice.all && choice.ids.isEmpty) else {
                throw ValidationError(
                    "--scope、--channel、--sending 与投递只能写一种",
                    "give either --scope, --channel, --sending or deliveries"
                )
            }
        }

        func run() async throws {
            try await endingWell {
                let settings = try choice.options.settingsDespiteMistakes()
                let outbox = try settings.openOutbox(.operatorCommand)
                if let channel { try await enable(channel, in: outbox, settings) }
                if !choice.all, choice.ids.isEmpty {
                    let isReleased = try await letGo(outbox, settings)
                    if channel == nil { try await sayWhatIsDisabled(outbox, settings) }
                    if isReleased || channel != nil { return outbox.tellDaemon() }
                    if let scope { throw ValidationError(try await outbox.sentence(onNothingHeldFor: scope)) }
                    if sending {
                        throw ValidationError("没有由管理员停止的发送", "no operator has stopped the sending")
                    }
                    throw ValidationError(
                        "发送没有暂停；放行暂停的投递请写明编号，或者写 --all",
                        "sending is not held; name held deliveries by id, or give --all"
                    )
                }
                let count = try await outbox.release(choice.selection(), at: SystemClock().now)
                Console.say(Phrase("已放行投递\(count)条", "\(counted(count, "delivery", "deliveries")) released"))
                for sentence in try await outbox.holdSentences(settings) { Console.say(sentence) }
                outbox.tellDaemon()
            }
        }

        /// Releases what the guard holds; enabling a channel does not need it.
        private func letGo(_ outbox: any OperatorStore, _ settings: Settings) async throws -> Bool {
            guard channel == nil else { return false }
            let now = SystemClock().now
            let holds =
                sending
                ? try await outbox.releaseOperatorsHold(at: now) : try await outbox.releaseSending(scope, at: now)
            for hold in holds { Console.say(hold.releaseSentence) }
            // What goes on being held is said, most of all when somebody stopped it on purpose.
            let others = try await outbox.holdSentences(settings)
            for sentence in others { Console.say(sentence) }
            return !holds.isEmpty || !sending && scope == nil && !others.isEmpty
        }

        private func enable(_ channel: String, in outbox: any OperatorStore, _ settings: Settings) async throws {
            _ = try settings.channel(named: channel)
            let count = try await outbox.enableChannel(channel, at: SystemClock().now)
            Console.say(Phrase("渠道 \(channel) 已启用", "channel \(channel) is enabled"))
            guard count > 0 else { return }
            let deliveries = counted(count, "delivery", "deliveries")
            Console.say(Phrase("随之放行投递\(count)条", "\(deliveries) released with it"))
        }

        /// Releasing the sending does not enable a channel whose endpoint is gone.
        private func sayWhatIsDisabled(_ outbox: any OperatorStore, _ settings: Settings) async throws {
            let calendar = try settings.calendar()
            for trouble in try await ChannelTrouble.disabled(in: outbox) { Console.say(trouble.sentence(calendar)) }
        }
    }
}

extension OutboxLookups {
    /// The message about a scope that holds nothing, with those that do.
    fileprivate func sentence(onNothingHeldFor scope: HoldScope) async throws -> Phrase {
        let scopes = try await sendingHolds().map(\.scope).filter { $0 != .everything }.map(\.description)
        let held = scopes.isEmpty ? Phrase("没有", "no part") : Phrase { $0.list(scopes) }
        return Phrase(
            "\(scope) 没有暂停；已暂停的部分：\(held.chinese)",
            "nothing is held for \(scope); held: \(held.english)"
        )
    }
}

extension ChannelClearance {
    /// Names what an order left unchanged.
    fileprivate func sayWhatStays(on channel: String) {
        guard !kept.isEmpty else { return }
        let ids = kept.map { String($0.prefix(10)) }
        let count = counted(kept.count, "delivery stays", "deliveries stay")
        Console.say(
            Phrase(
                "渠道 \(channel) 留下\(kept.count)条（正在发送、已暂停、可能已送达或已在别处办结，见 `renewald outbox show`）："
                    + Language.chinese.list(ids),
                "\(count) on \(channel) (on its way, held, possibly arrived or ended elsewhere; see "
                    + "`renewald outbox show`): \(Language.english.list(ids))"
            )
        )
    }
}
