import ArgumentParser
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald evidence`: who was told what, when, by which channel, with which reply.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: .both(
            "导出、核验发送存证：计划了什么、发了什么、对方如何答复。",
            "Shows and checks the chain of what was planned, sent and answered."
        ),
        discussion: .examples("renewald evidence verify"),
        subcommands: [Export.self, Verify.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("按先后顺序把存证链写到标准输出。", "Writes the chain to standard output, oldest entry first."),
            discussion: .both(
                """
                每条存证都带有哈希值，涵盖本条和上一条，拿到文件的人不用 renewald 也能核验。地址和答复保留到 `retention` 规定的期限；\
                投递编号和指纹不会泄露地址和答复。
                """,
                """
                Each entry carries a hash over itself and the one before, so that who has the file can check it without
                renewald. Addresses and replies are there until the time of `retention` is over; ids of deliveries and
                fingerprints give away neither.
                """,
                examples: "renewald evidence export --format csv --record R-0001 > R-0001.csv"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Option(
            help: .both(
                "只导出这条记录的存证；只有一部分，不能单独核验。",
                "Only this record; such a part cannot be checked by itself.",
                value: ("记录编号", "record")
            )
        )
        var record: String?
        @Option(help: .both("json（每行一个对象）或 csv。", "json (one object a line) or csv.", value: ("格式", "format")))
        var format: ExportFormat = .json

        func run() async throws {
            try await endingWell {
                let outbox = try options.settingsDespiteMistakes().openOutbox(.reading)
                var buffer = LineBuffer()
                try await EvidenceExport(format: format, record: record, secret: outbox.secret)
                    .eachLine(of: outbox) { buffer.append($0) }
                buffer.flush()
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "核验存证未被改动、删除、添加或移位，并与发送队列一致。",
                "Checks that no entry was changed, removed, added or moved, and that the outbox agrees with them."
            ),
            discussion: .both(
                """
                提醒、投递、发送、报文、汇总、确认、停用的渠道、停止提醒、暂停的每一项内容，都与存证链比对。不在核验范围的有：发送占用、\
                渠道当前状况、每次检查的数字，以及对文件和主机的记录。

                日志每天记录一次链尾（evidence.head）；请把它保存在能改动运行库的人改不到的地方，核验时写在这里。
                """,
                """
                Each cell of a notice, delivery, attempt, message, digest, acknowledgement, disabled channel, mute or hold
                is compared with what the chain tells. Not proven are leases, how channels are doing just now, figures
                of passes, and what the guard notes of file and machine.

                The log names the head of the chain once a day (evidence.head); keep one where nobody who can change
                the state file can change it, and give it here.
                """,
                examples: "renewald evidence verify --head 1204:5f0c…"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: .both("以前记下的存证链位置。", "A place in the chain noted before.", value: ("序号:哈希", "sequence:hash")))
        var head: EvidenceHead?

        func run() async throws {
            try await endingWell {
                let outbox = try options.settingsDespiteMistakes().openOutbox(.reading)
                try await outbox.check()
                let report = try await outbox.verifyEvidence(against: head)
                for complaint in report.complaints { Console.complain(complaint) }
                guard report.complaints.isEmpty else { throw ExitCode(Sysexit.dataError.rawValue) }
                Console.say(report.sentence)
            }
        }
    }
}

extension EvidenceHead: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
