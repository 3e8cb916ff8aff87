import ArgumentParser
import Foundation
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald bounce`: takes in what a mail server sends back.
struct BounceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce",
        abstract: .both(
            "登记一封退信：从标准输入读取整封邮件。",
            "Takes in one report of a mail that came back: the whole message on standard input."
        ),
        discussion: .both(
            """
            供邮件系统的别名调用。退信按邮件编号和收件人核对，与已发送的提醒相符的，该投递记为退信，紧急提醒改走备用渠道；\
            仍在尝试投递的只作记录；缺勤自动回复不处理。

            退出码：0 已处理或无须处理；65 不是退信，邮件系统据此退还来信人；75 暂时无法登记（包括配置有误、运行库不可用），\
            邮件系统据此保留邮件，稍后再试。
            """,
            """
            For an alias of the mail server. A report counts when it names a mail of ours by its Message-ID and the address \
            that it was sent to: that delivery is bounced, and what is urgent takes its fallback. A report of a delay is only \
            kept as a remark, and notes of absence are passed over.

            Exit codes: 0 dealt with, or nothing to do; 65 no report, so that the mail server returns it to its sender; 75 it \
            cannot be recorded now, a configuration or state file out of order included, so that the mail server keeps it and \
            tries again.
            """,
            examples: "renewald bounce < message.eml"
        )
    )

    @OptionGroup var options: ConfigurationOption

    func run() async throws {
        // Before anything else: a mail server that cannot write the message to the end takes that for a fault.
        let message = Self.standardInput()
        do {
            let settings = try options.settings()
            let outbox = try settings.openOutbox(.operatorCommand)
            let intake = try BounceIntake(outbox: outbox, settings: settings, at: SystemClock().now)
            let finding = try await intake.take(message)
            if finding.hasBounced { _ = outbox.ringBell() }
            try say(finding)
        } catch let error as ExitCode {
            throw error
        } catch {
            // Nothing of this is the message's fault.
            _ = complain(of: error)
            throw ExitCode(Sysexit.temporaryFailure.rawValue)
        }
    }

    private func say(_ finding: BounceIntake.Finding) throws {
        switch finding {
        case .report(let recorded):
            for one in recorded { Console.say(one.sentence) }
            if finding.isEarly { throw ExitCode(Sysexit.temporaryFailure.rawValue) }
        case .automatic: Console.say(Phrase("自动回复，无须处理", "an automatic answer: nothing to do"))
        case .other:
            Console.complain(
                Phrase(
                    "这个地址只接收退信，来信不是退信，或者不涉及本系统发出的邮件",
                    "this address takes reports of mail that came back; this message is none, or not about mail from here"
                )
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
    }

    /// What a report may have, and a little more; the rest is read and forgotten.
    private static func standardInput() -> [UInt8] {
        var message = Data()
        while let piece = try? FileHandle.standardInput.read(upToCount: 1 << 16), !piece.isEmpty {
            if message.count < BounceIntake.byteLimit { message.append(piece) }
        }
        return Array(message)
    }
}
