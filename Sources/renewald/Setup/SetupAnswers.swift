import RenewalRules

/// What setup has to know.
struct SetupAnswers {
    var mailURL = ""
    /// Whether mail goes without TLS, inside of the office's network.
    var isClearText = false
    var sender = ""
    /// `nil` for a server that asks for no login.
    var username: String?
    var password: String?
    var authorities: String?
    /// Whether nobody that this machine trusts has signed the server's certificate.
    var lacksAuthorities = false
    /// Whether the server is in the office's own network.
    var isInternal = false
    var administratorName = ""
    var administratorAddress = ""
    /// Whom recipients may ask; `nil` to leave it out.
    var contact: String?
    /// Of the notices, where a record states none.
    var noticeLanguage = Language.chinese
    var sheet: String?
}

extension SetupAnswers {
    /// The configuration, with the comments that somebody needs who opens it later.
    func text(in language: Language, for layout: SetupLayout) -> String {
        func remark(_ chinese: String, _ english: String) -> String { "# " + language.text(of: (chinese, english)) }
        let reload = remark("再生效：systemctl reload renewald", "and then: systemctl reload renewald")
        let texts = "texts: {language: \(noticeLanguage.rawValue)\(contact.map { ", contact: \(quoted($0))" } ?? "")}"
        let address = "email: \(quoted(administratorAddress)), language: \(language.rawValue)"
        let parts = [
            [
                remark(
                    "renewald 的配置，由 renewald setup 生成。全部配置项的说明见 renewald.yaml(5)。",
                    "The configuration of renewald, written by renewald setup; renewald.yaml(5) explains every key."
                ),
                remark(
                    "修改后先检查：renewald check-config \(layout.configuration)",
                    "After a change: renewald check-config \(layout.configuration)"
                ),
            ] + (layout.isSystem ? [reload] : []) + ["version: 1", "timezone: Asia/Shanghai"],
            [
                remark("登记库：服务只读，由名单导入。", "The registration data, which the service only reads."),
                "registry: {sqlite: \(quoted(layout.written(layout.registry)))}",
                remark("运行库：计划、发送和存证，须纳入备份。", "What was planned, sent and answered; include it in the backups."),
                "state: {sqlite: \(quoted(layout.written(layout.state)))}",
            ],
            [
                remark(
                    "发送时段；加上 send_days: workdays 表示只在工作日发送。",
                    "When notices may leave; with send_days: workdays on working days alone."
                ),
                #"schedule: {send_between: "09:00-18:00"}"#,
            ],
            [remark("通知的语言，以及收件人有疑问时找谁。", "The language of the notices, and whom recipients may ask."), texts],
            [remark("发信的邮件服务器。", "The mail server."), "channels:"] + channel(in: language, for: layout),
            [
                remark("哪些人的提醒走哪个渠道。", "Whose notices go through which channel."), "routes:",
                "  - {match: {audience: [holder, employer, administrator]}, send: [\(Self.channelName)]}",
            ],
            [
                remark("接收提醒日报和告警的人。", "Who gets the daily report and the alarms."), "administrators:",
                "  - {name: \(quoted(administratorName)), \(address)}",
            ],
        ]
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    static let channelName = "office-mail"

    private func channel(in language: Language, for layout: SetupLayout) -> [String] {
        var keys = ["type: smtp", "url: \(quoted(mailURL))", "from: \(quoted(sender))"]
        if let username {
            keys += ["username: \(quoted(username))", "password: {file: \(quoted(layout.written(layout.password)))}"]
        }
        if isClearText { keys.append("tls: none") }
        if let authorities { keys.append("ca_file: \(quoted(authorities))") }
        if isInternal {
            keys.append("# " + language.text(of: ("邮件服务器在内网。", "The server is in the office's own network.")))
            keys.append("network: internal")
        }
        return ["  \(Self.channelName):"] + keys.map { "    \($0)" }
    }

    /// A value between double quotes, which YAML reads as JSON does.
    private func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\\x" + String(format: scalar.value)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

extension String {
    /// Two hexadecimal digits.
    fileprivate init(format value: UInt32) {
        let digits = String(value, radix: 16)
        self = digits.count == 1 ? "0\(digits)" : digits
    }
}
