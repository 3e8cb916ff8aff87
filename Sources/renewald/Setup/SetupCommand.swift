import ArgumentParser
import Foundation
import Glibc
import RenewalConfig
import RenewalRules

/// `renewald setup`: from nothing to a service that can be started.
struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: .both(
            "初次安装：写好配置、导入名单、试发邮件，最后说明如何启动。",
            "First steps: writes a configuration, takes a sheet in, tries the mail, and says how to start."
        ),
        discussion: .both(
            """
            逐项询问；命令行上已写明的不再问，--yes 则一概不问。已有的文件绝不覆盖。先核对邮件服务器能否登录，不发送邮件。\
            执行的每条命令都会显示，以后可照样再执行。

            配置放在 /etc 下的，按服务安装，须以 root 执行；放在别的文件夹的，全部文件都放在那里，供试用。

            成功的，退出码为0；已有配置的为73；邮件服务器现在无法使用的为69，设置有误的为78。
            """,
            """
            Asks for one thing after another, but not for what the command line says; with --yes it asks for nothing. What is \
            there is never overwritten. Whether the mail server takes the login is found out without a mail. Each command that \
            it runs is shown, for later.

            With a configuration below /etc the service is set up, which only root can do; in another folder everything lies in \
            that folder, to try it.

            It ends with 0 when all went well, with 73 when there is a configuration already, with 69 when the mail server \
            cannot be used now, and with 78 when what it was told is wrong.
            """,
            examples: "renewald setup",
            .both(
                "renewald setup --config renewald.yaml --mail smtps://mail.example.test --sheet 名单.xlsx",
                "renewald setup --config renewald.yaml --mail smtps://mail.example.test --sheet list.xlsx"
            )
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Option(
        help: .both(
            "邮件服务器：smtps://主机，或 smtp://主机:587（STARTTLS）。",
            "The mail server: smtps://HOST, or smtp://HOST:587 (STARTTLS).",
            value: ("地址", "url")
        )
    )
    var mail: String?
    @Flag(help: .both("不加密，只用于内网的邮件服务器。", "Without TLS, for a server in the office's own network."))
    var clearText = false
    @Option(help: .both("发件邮箱。", "The address that mails come from.", value: ("邮箱", "address")))
    var from: String?
    @Option(
        help: .both("登录名；不需要登录的写空值。", "The name to log in with; empty where there is none.", value: ("登录名", "name"))
    )
    var username: String?
    @Option(help: .both("存有密码的文件。", "A file that holds the password.", value: ("文件", "file")), completion: .file())
    var passwordFile: String?
    @Option(
        help: .both(
            "邮件服务器证书的签发机构，PEM 文件；公开的机构不用写。",
            "Who has signed the server's certificate, in PEM; needless for a public authority.",
            value: ("文件", "file")
        ),
        completion: .file()
    )
    var caFile: String?
    @Option(help: .both("管理员姓名。", "The administrator's name.", value: ("姓名", "name")))
    var administrator: String?
    @Option(
        help: .both("管理员邮箱，接收日报和告警。", "The administrator's address, for reports and alarms.", value: ("邮箱", "address"))
    )
    var administratorMail: String?
    @Option(
        help: .both("收件人有疑问时找谁，印在通知里。", "Whom recipients may ask; printed in the notices.", value: ("联系方式", "text"))
    )
    var contact: String?
    @Option(
        help: .both(
            "通知的语言：zh-CN 或 en（默认 zh-CN）。",
            "The language of the notices: zh-CN (the default) or en.",
            value: ("语言", "language")
        )
    )
    var noticeLanguage: Language?
    @Option(help: .both("要导入的名单。", "The sheet to take in.", value: ("文件", "file")), completion: .file())
    var sheet: String?
    @Flag(help: .both("不询问；没有写明的用默认值，缺少必填项的报错。", "Ask for nothing; what is missing and needed is an error."))
    var yes = false

    func run() async throws {
        try await endingWell {
            let path = URL(fileURLWithPath: options.config).standardizedFileURL.path
            try NewFile(path).requireAbsence()
            let layout = try SetupLayout(configuration: path)
            let dialog = yes || !SetupDialog.isPossible ? nil : SetupDialog()
            var questions = SetupQuestions(command: self, dialog: dialog)
            var setup = Setup(layout: layout, dialog: dialog)
            var answers = try questions.answers()
            while let status = try await setup.write(&answers) {
                guard let dialog, try dialog.confirm(Phrase("修改后再试", "Change something and try again"))
                else { throw ExitCode(status) }
                answers = try questions.answers(correcting: answers)
            }
            do {
                try setup.takeIn(answers.sheet)
                try setup.showWhatIsAhead()
                try setup.offerTest(to: answers.administratorAddress)
            } catch is SetupDialog.Ended {
                throw SetupDialog.Ended(configuration: path)
            }
            setup.sayHowToStart()
            if !setup.isComplete { throw ExitCode(Sysexit.dataError.rawValue) }
        }
    }
}
