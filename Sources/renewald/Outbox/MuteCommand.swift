import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald mute`: leaves somebody alone, or lists who is.
struct MuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: .both(
            "停止提醒某条记录的持证人、某个人或某个邮箱；不写对象的，列出已停止提醒的。",
            "Leaves a record's holder, a person or a mail address alone; without one, lists who is muted."
        ),
        discussion: .both(
            """
            记录停止提醒的，不论紧急程度，持证人都收不到该记录的提醒；人员停止提醒的，本人收不到任何记录的提醒，业务系统也不再转告；\
            单位和管理员照常收到。单位证书停止提醒的，单位收不到该证书的提醒。邮箱停止提醒的，不再向该邮箱发送任何邮件，不论收件人是谁。\
            待发的到发送时取消，`explain`、`plan` 和存证中都会注明。

            正在发送的仍会发出。不写 --until 的，记录到有效期最后一天为止，人员到其各记录中最晚的一天为止，邮箱到 `renewald unmute` 为止。\
            此后下次检查补发仍然适用的提醒。
            """,
            """
            A muted record keeps its holder from hearing of it, whatever the severity, a muted person from hearing of any \
            record, through programs as well; employer and office still hear. A muted certificate of a company keeps the \
            company from hearing of it. To a muted address nothing is mailed, \
            whoever is there. What waits is cancelled (muted) when it would leave; `explain`, `plan` and the evidence say so.

            What is being sent just now still leaves. Without --until a mute of a record ends with its last valid day, one of a person with the latest of the \
            person's records, one of an address with `renewald unmute`. Then the next scan tells what is still true.
            """,
            examples: .both(
                #"renewald mute R-0001 --until 2026-03-15 --reason "来电要求""#,
                #"renewald mute R-0001 --until 2026-03-15 --reason "asked by telephone""#
            ),
            "renewald mute li.wei@example.test"
        )
    )

    @OptionGroup var options: ConfigurationOption
    @OptionGroup var choice: MutedChoice
    @Argument(
        help: .both(
            "记录或人员的编号，没有重名的姓名，或者邮箱地址。",
            "The id of a record or a person, a name that nobody else has, or a mail address.",
            value: ("编号|姓名|邮箱", "id|name|address")
        )
    )
    var party: String?
    @Option(help: .both("停止提醒的最后一天，YYYY-MM-DD。", "The last day, YYYY-MM-DD.", value: ("日期", "date")))
    var until: CalendarDate?
    @Option(
        help: .both(
            "原因；停止提醒期间 `explain` 会一并显示。",
            "Why; `explain` shows it until the mute ends.",
            value: ("原因", "reason")
        )
    )
    var reason: String?
    @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
    var format: StoryFormat = .text

    func validate() throws {
        guard party != nil || until == nil && reason == nil && choice.kind == nil else {
            throw ValidationError(
                "请写明停止提醒谁：记录或人员的编号、姓名，或者邮箱地址",
                "say whom to mute: the id of a record or a person, a name, or a mail address"
            )
        }
        guard reason?.isEmpty != true else { throw ValidationError("--reason 没有内容", "--reason is empty") }
    }

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            if let party { try await mute(party, settings) } else { try await list(settings) }
        }
    }

    private func list(_ settings: Settings) async throws {
        let (calendar, today) = (try settings.calendar(), try settings.today())
        let mutes = try await settings.openOutbox(.reading).mutes()
        for mute in mutes { Console.say(mute.line(in: format, calendar, on: today)) }
        if mutes.isEmpty { Console.remark(Phrase("目前没有停止提醒的", "nobody is muted")) }
    }

    private func mute(_ word: String, _ settings: Settings) async throws {
        let today = try settings.today()
        if let until, until < today { throw ValidationError("--until \(until) 已过", "--until \(until) has passed") }
        let account = ProcessEnvironment.account
        let outbox = try settings.openOutbox(.operatorCommand)
        let registry = try settings.openRegistry()
        let lookup = try await MuteLookup(of: word, as: choice.kind, on: today, settings: settings, registry: registry)
        let whom = try choice.only(of: lookup.candidates, \.party, for: word) {
            Phrase(
                "停止提醒 \(word)：登记库中没有这个编号的记录或人员，没有叫这个姓名的人，它也不是邮箱地址",
                "muting \(word): the registry has no record or person with this id and nobody of this name, and it is not a mail "
                    + "address"
            )
        }
        let mute = Mute(
            whom.party,
            until: until ?? whom.expires,
            reason: reason,
            by: account,
            since: SystemClock().now
        )
        try await outbox.mute(mute)
        Console.say(mute.order(in: format, on: today))
        for remark in whom.remarks { Console.remark(remark) }
        outbox.tellDaemon()
    }
}

/// `renewald unmute`: ends a mute.
struct UnmuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmute",
        abstract: .both(
            "恢复提醒；下次检查补发仍然适用的提醒，不重复发送。",
            "Ends a mute; the next scan tells what is still true, and nothing twice."
        ),
        discussion: .examples("renewald unmute R-0001")
    )

    @OptionGroup var options: ConfigurationOption
    @OptionGroup var choice: MutedChoice
    @Argument(
        help: .both(
            "`renewald mute` 所列的编号或邮箱，或者本人的姓名。",
            "An id or address as `renewald mute` lists it, or the person's name.",
            value: ("编号|姓名|邮箱", "id|name|address")
        )
    )
    var party: String

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let outbox = try settings.openOutbox(.operatorCommand)
            let whom = try choice.only(of: try await muted(outbox, settings), \.self, for: party) {
                Phrase(
                    "恢复提醒 \(party)：没有对它停止提醒，请用 `renewald mute` 查看",
                    "unmuting \(party): nobody of this name is muted; see `renewald mute`"
                )
            }
            _ = try await outbox.unmute(whom, at: SystemClock().now)
            Console.say(Phrase("已恢复提醒：", "no longer muted: ") + whom.words)
            Console.remark(
                Phrase(
                    "仍然适用的提醒由下次检查补发（schedule.rescan_every）",
                    "the next scan plans what is still true (schedule.rescan_every)"
                )
            )
            outbox.tellDaemon()
        }
    }

    /// The mutes that the word can mean; the registry is asked only for what none of them is called.
    private func muted(_ outbox: any OperatorStore, _ settings: Settings) async throws -> [MutedParty] {
        let parties = try await outbox.mutes().map(\.party)
        let called = parties.filter { $0.isCalled(party) && $0.isOf(choice.kind) }
        guard called.isEmpty, !parties.isEmpty, let registry = try? settings.openRegistry() else { return called }
        let lookup = try await MuteLookup(
            of: party,
            as: choice.kind,
            on: settings.today(),
            settings: settings,
            registry: registry
        )
        return lookup.candidates.map(\.party).filter(parties.contains)
    }
}

/// `--as`: which of several kinds a word means.
struct MutedChoice: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: .both(
            "同一编号可指多种对象时，说明是哪一种：\(Language.chinese.list(MutedParty.kinds))。",
            "What it is, when it fits several: \(MutedParty.kinds.joined(separator: ", ")).",
            value: ("种类", "kind")
        )
    )
    var kind: String?

    func validate() throws {
        guard let kind, !MutedParty.kinds.contains(kind) else { return }
        throw ValidationError(
            "--as 可取值：\(Language.chinese.list(MutedParty.kinds))",
            "--as takes \(Language.english.list(MutedParty.kinds))"
        )
    }

    /// The only one of some candidates.
    ///
    /// - Throws: `ExitCode` after saying that there is none, or several
    func only<Candidate>(
        of candidates: [Candidate],
        _ party: (Candidate) -> MutedParty,
        for word: String,
        none: () -> Phrase
    ) throws -> Candidate {
        guard let first = candidates.first else {
            Console.complain(none())
            throw ExitCode(Sysexit.noInput.rawValue)
        }
        guard candidates.count == 1 else {
            Console.complain(MutedParty.choice(between: candidates.map(party), for: word))
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        return first
    }
}
