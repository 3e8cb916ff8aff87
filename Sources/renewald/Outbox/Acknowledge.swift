import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald ack`: suppresses notices below urgent until the last week.
struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: .both(
            "确认收到一条提醒：紧急以下的同类提醒暂停，最后一周照发（规则D9）。",
            "Acknowledges a notice: what is below urgent falls silent until the last week (rule D9)."
        ),
        discussion: .examples("renewald ack fcfqwwbh33")
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(
        help: .both(
            "提醒中印的通知编号，或其开头六位以上；也可以是事件或投递的编号。",
            "The number printed in a notice, or its first six characters or more; the id of an event or a delivery too.",
            value: ("通知编号", "notice-id")
        )
    )
    var notice: String

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            let outbox = try settings.openOutbox(.operatorCommand)
            let day = try settings.today()
            let number = Clue.number(in: notice)
            // A delivery id is accepted too, because the lists print it.
            let delivery = try await outbox.delivery(id: number)
            let id = delivery?.summary.noticeID ?? number
            try await outbox.acknowledge(noticeID: id, at: SystemClock().now, on: day)
            Console.say(
                Phrase(
                    "已于\(day)确认收到：同类提醒中紧急以下的暂停发送，最后一周照发",
                    "acknowledged on \(day): notices below urgent of this series are silenced until the last week"
                )
            )
            outbox.tellDaemon()
        }
    }
}
