public import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalRegistry
import RenewalReports
public import RenewalRules

extension OutboxCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("列出投递，最新的在前。", "Lists deliveries, newest first."),
            discussion: .both(
                """
                每行的时间是最近一次变化的时间：计划、尝试、发出或结束；--since 和 --until 按它筛选。--waiting-for 可取：\
                turn（即将发送）、hours（发送时段之外）、retry（等待重试）、spread（错开发送）、recipient_limit（收件人当天已达上限）、\
                domain_limit（邮箱域名每分钟已达上限）、channel（渠道故障、暂停或停用）、sending（全部暂停）、release（该条已暂停）。
                """,
                """
                The time of a line is that of its last change: planned, tried, sent or ended; --since and --until go by it. \
                What --waiting-for takes: turn (about to leave), hours (the sending hours), retry (its next attempt), spread \
                (a minute of its own), recipient_limit (its recipient has had enough for the day), domain_limit (its domain has had enough \
                for a minute), channel (at fault, paused or disabled), sending (all is held), release (it is held by itself).
                """,
                examples: "renewald outbox list --state failed --state held",
                "renewald outbox list --to li.wei@example.test --since 2026-03-01",
                "renewald outbox list --waiting-for channel --count"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Option(
            help: .both(
                "只列这种状态的，可写多次。",
                "Only this state; may be repeated: \(DeliveryState.allCases.map(\.rawValue).joined(separator: ", ")).",
                value: ("状态", "state")
            )
        )
        var state: [DeliveryState] = []
        @Option(help: .both("只列这个渠道的。", "Only this channel.", value: ("渠道", "channel")))
        var channel: String?
        @Option(help: .both("只列这条记录的。", "Only this record.", value: ("记录编号", "record")))
        var record: String?
        @Option(
            help: .both(
                "只列这个人各条记录的：姓名、编号、证件号码等，同 `renewald find`。",
                "Only those about a person's records: a name, an id, a number, as `renewald find` takes it.",
                value: ("人员", "person")
            )
        )
        var person: String?
        @Option(help: .both("只列发往这个邮箱的。", "Only those to this mail address.", value: ("邮箱", "address")))
        var to: String?
        @Option(
            help: .both("只列这种提醒，可写多次。", "Only this kind of notice; may be repeated.", value: ("种类", "kind"))
        )
        var kind: [NoticeKind] = []
        @Option(
            help: .both(
                "只列此后有变化的：\(Moment.usage.chinese)。",
                "Only what changed since then: \(Moment.usage.english).",
                value: ("时间", "time")
            )
        )
        var since: Moment?
        @Option(
            help: .both(
                "只列此前有变化的；只写日期的，到当天结束。",
                "Only what changed until then; a day alone means the end of it.",
                value: ("时间", "time")
            )
        )
        var until: Moment?
        @Option(
            name: .customLong("waiting-for"),
            help: .both(
                "只列在等待这个的，可写多次。",
                "Only what waits for this; may be repeated.",
                value: ("原因", "cause")
            )
        )
        var waitingFor: [WaitingFor.Cause] = []
        @Option(help: .both("最多列出多少条。", "At most this many.", value: ("条数", "limit")))
        var limit = 100
        @Flag(help: .both("只显示各状态有多少条。", "Only say how many there are in each state."))
        var count = false
        @Option(help: .both("text 或 json（每行一个对象）。", "text or json (one object a line).", value: ("格式", "format")))
        var format: StoryFormat = .text

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit 应为正整数", "--limit takes a positive number") }
        }

        func run() async throws {
            try await endingWell {
                let settings = try options.settingsDespiteMistakes()
                let outbox = try settings.openOutbox(.reading)
                var filter = try await filter(settings)
                if count, waitingFor.isEmpty { return Console.say(try await outbox.counts(filter).line(in: format)) }
                if count { filter.limit = .max }
                let report = try await QueueReport(
                    filter,
                    waitingFor: Set(waitingFor),
                    in: outbox,
                    registry: settings.registryOpenedLater(),
                    settings: settings,
                    at: SystemClock().now
                )
                if count {
                    let states = report.deliveries.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
                    return Console.say(states.line(in: format))
                }
                if format == .json { report.holdSentences.forEach { Console.complain($0) } }
                var buffer = LineBuffer()
                buffer.append(report.lines(in: format))
                buffer.flush()
            }
        }

        private func filter(_ settings: Settings) async throws -> DeliveryFilter {
            var filter = DeliveryFilter(
                states: Set(state),
                channel: channel,
                record: record,
                address: to?.lowercased(),
                limit: limit
            )
            filter.kinds = Set(kind)
            let calendar = try settings.calendar()
            if since != nil || until != nil {
                let start = since?.start(in: calendar) ?? UnixTime(milliseconds: .min)
                let end = until?.end(in: calendar) ?? UnixTime(milliseconds: .max)
                guard start < end else { throw ValidationError("--since 晚于 --until", "--since is after --until") }
                filter.changed = start..<end
            }
            if let person { filter.records = try await records(of: person, settings) }
            return filter
        }

        /// More records than anybody has.
        private static let mostRecords = 1000

        private func records(of person: String, _ settings: Settings) async throws -> Set<RecordID> {
            guard let clue = Clue(person) else {
                throw ValidationError("--person 没有内容", "--person is empty")
            }
            let found = try await settings.openRegistry().records(answering: clue, limit: Self.mostRecords)
            guard !found.records.isEmpty else {
                Console.complain(
                    Phrase("列出投递：登记库中找不到 \(person)", "listing deliveries: the registry has nobody for \(person)")
                )
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            return Set(found.records)
        }
    }
}

extension WaitingFor.Cause: ExpressibleByArgument {}

extension NoticeKind: ExpressibleByArgument {}
