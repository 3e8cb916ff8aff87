import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalNotices
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald preview`: one notice of a record as it would leave, marked as a test.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both(
            "预览一条记录的某次提醒，或者作为测试邮件发给自己。",
            "Shows a notice of a record as it would leave, or mails it to you as a test."
        ),
        discussion: .both(
            """
            按登记库现有数据、规则、路由和模板生成，注明是测试；不计划、不保存、不计数，服务不必在运行。不写 --mark 的，显示下一次要发的提醒。\
            写明节点的，规则不会发送时也显示其文字，并说明为什么不发。日期默认为节点之日。

            html 和 eml 原样输出，可以另存为文件打开；json 是接收程序得到的事件，带有 `test: true`。--send-to 立即通过本人提醒所用的渠道\
            发送到所写的邮箱，不发给持证人本人。发送的，退出码与 `renewald channel test` 相同。
            """,
            """
            It is made of what the registry holds now, by the rules, routes and templates, and marked as a test. Nothing is \
            planned, stored or counted, and no daemon need run. Without --mark it is the next notice that will be sent. A mark \
            that is named is shown even where the rules would not send it, with the reason. Its day is that of the mark.

            html and eml are printed as they are, to be saved and opened; json is the event a program gets, with \
            `test: true`. --send-to mails it at once through the channel that the notice would take, never to the holder. It \
            then ends as `renewald channel test` does.
            """,
            examples: "renewald preview R-0001 --mark D-7 --audience holder --format html > notice.html",
            "renewald preview R-0001 --send-to li.wei@example.test"
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(
        help: .both(
            "记录的编号，或者 `renewald find` 所能查找的信息。",
            "The id of a record, or whatever `renewald find` takes.",
            value: ("记录编号", "record-id")
        )
    )
    var record: String
    @Option(
        help: .both(
            "节点，如 D-7 或 M-3，或者提醒的种类（默认：下一次要发的）。",
            "A mark such as D-7 or M-3, or a kind of notice (default: the next that will be sent).",
            value: ("节点", "mark")
        ),
        transform: Self.mark
    )
    var mark: PreviewedNotice.Wish.Name?
    @Option(
        help: .both(
            "发给谁：holder（本人）、employer（聘用单位）、administrator（管理员）、relying_party（证书使用方）。",
            "Whom it is for: holder, employer, administrator or relying_party.",
            value: ("收件人", "audience")
        )
    )
    var audience: Audience?
    @Option(
        help: .both(
            "按哪一天的情形生成，YYYY-MM-DD（默认：节点之日）。",
            "The day it is written on, YYYY-MM-DD (default: that of the mark).",
            value: ("日期", "date")
        )
    )
    var on: CalendarDate?
    @Option(
        help: .both(
            "渠道（默认：路由中的第一个）。",
            "The channel (default: the first of the routes).",
            value: ("渠道", "channel")
        )
    )
    var channel: String?
    @Option(
        help: .both(
            "text、html（邮件的网页部分）、eml（整封邮件）或 json（事件）。",
            "text, html (that part of the mail), eml (the whole mail) or json (the event).",
            value: ("格式", "format")
        )
    )
    var format: PreviewFormat = .text
    @Option(
        help: .both("将测试邮件发到这个邮箱。", "Mail the test to this address.", value: ("地址", "address")),
        transform: { try address($0, of: "--send-to") }
    )
    var sendTo: EmailAddress?

    func validate() throws {
        guard sendTo == nil || format == .text else {
            throw ValidationError(
                "--send-to 发送整封邮件：请去掉 --format",
                "--send-to mails the whole notice: leave --format out"
            )
        }
    }

    func run() async throws {
        try await endingWell {
            // A server that hangs up is an answer, not a reason to die.
            signal(SIGPIPE, SIG_IGN)
            let settings = try options.settings(secrets: sendTo == nil ? .none : .reachable)
            if let channel { _ = try settings.channel(named: channel) }
            let registry = try settings.openRegistry()
            let subject = try await settings.record(named: record, in: registry, doing: "previewing", listing: .text)
            let preview: MessagePreview
            do {
                preview = try await MessagePreview(
                    of: PreviewedNotice.Wish(mark: mark, audience: audience, day: on),
                    about: subject,
                    as: sendTo == nil ? format.content : .mail,
                    through: channel,
                    in: options.language,
                    settings: settings,
                    registry: registry,
                    outbox: try settings.openOutbox(.reading),
                    clock: SystemClock()
                )
            } catch let problem as PreviewedNotice.Problem {
                throw refusal(of: problem, subject.record.id)
            } catch MessagePreview.Problem.noChannel {
                throw noChannel
            }
            if let sendTo { try await send(preview, to: sendTo) } else { try show(preview, try settings.calendar()) }
        }
    }

    private func show(_ preview: MessagePreview, _ calendar: BusinessCalendar) throws {
        guard format != .text else {
            for line in preview.lines(in: .spoken, calendar) { Console.say(line) }
            return
        }
        for remark in preview.chosen.remarks { Console.remark(remark) }
        switch format {
        case .text: break
        case .html: Console.write(preview.words.html, to: .standardOutput)
        case .json: Console.write(String(decoding: preview.event, as: UTF8.self) + "\n", to: .standardOutput)
        case .eml:
            do {
                Console.write(String(decoding: try preview.mail(), as: UTF8.self), to: .standardOutput)
            } catch {
                throw noChannel
            }
        }
    }

    private func send(_ preview: MessagePreview, to address: EmailAddress) async throws {
        try preview.channel?.requireSecrets()
        for remark in preview.chosen.remarks { Console.remark(remark) }
        let outcome: ChannelTrial.Outcome
        do {
            outcome = try await preview.send(to: address)
        } catch MessagePreview.Problem.noChannel {
            throw noChannel
        } catch MessagePreview.Problem.isHolders {
            throw ValidationError(
                "\(address) 是持证人本人的邮箱：请写自己的",
                "\(address) is the holder's own: name yours"
            )
        }
        for line in outcome.lines { Console.say(line) }
        guard outcome.verdict.exitStatus == 0 else { throw ExitCode(outcome.verdict.exitStatus) }
    }

    private func refusal(of problem: PreviewedNotice.Problem, _ record: String) -> any Error {
        switch problem {
        case .unknownMark: return ValidationError(problem.sentence(about: record))
        case .nothingToCome:
            Console.complain(problem.sentence(about: record))
            return ExitCode(Sysexit.dataError.rawValue)
        }
    }

    private var noChannel: ValidationError {
        let wanted = format == .json ? Phrase("事件", "events") : Phrase("邮件", "mails")
        guard let channel else {
            return ValidationError(
                "配置文件中没有发送\(wanted.chinese)的渠道",
                "no channel of the configuration carries \(wanted.english)"
            )
        }
        return ValidationError(
            "渠道 \(channel) 不发送\(wanted.chinese)",
            "channel \(channel) does not carry \(wanted.english)"
        )
    }

    private static func mark(_ text: String) throws -> PreviewedNotice.Wish.Name {
        if let kind = NoticeKind(rawValue: text) { return .kind(kind) }
        guard let milestone = Milestone(text), milestone != .event else {
            throw ValidationError(
                "--mark 后面写节点，如 D-7、M-3，或者提醒的种类，如 \(NoticeKind.lastCall.rawValue)",
                "--mark takes a mark such as D-7 or M-3, or a kind of notice such as \(NoticeKind.lastCall.rawValue)"
            )
        }
        return .milestone(milestone)
    }
}

/// How a notice is shown.
enum PreviewFormat: String, CaseIterable, ExpressibleByArgument {
    case text, html, eml, json

    /// What it shows; `nil` for words, which either has.
    var content: MessagePreview.Content? {
        switch self {
        case .text: nil
        case .html, .eml: .mail
        case .json: .event
        }
    }
}

/// An address on the command line.
///
/// - Throws: `ValidationError` with what is wrong with it
func address(_ text: String, of option: String) throws -> EmailAddress {
    do throws(EmailAddress.Problem) {
        return try EmailAddress(text)
    } catch {
        throw ValidationError(
            "\(option) 的邮箱\(error.phrase.chinese)",
            "the address of \(option) \(error.phrase.english)"
        )
    }
}
