import ArgumentParser
import Foundation
import RenewalRules

/// What setup asks, in the order in which a person has it at hand.
struct SetupQuestions {
    let command: SetupCommand
    /// `nil` where nobody is asked.
    let dialog: SetupDialog?
    /// The first answers come from the command line; what is corrected is asked anew.
    private var isFirst = true

    init(command: SetupCommand, dialog: SetupDialog?) {
        self.command = command
        self.dialog = dialog
    }

    /// Gathers the answers.
    ///
    /// - Parameter earlier: those given before, as defaults
    /// - Returns: all of them
    /// - Throws: `ValidationError` when one is missing and nobody can be asked
    mutating func answers(correcting earlier: SetupAnswers? = nil) throws -> SetupAnswers {
        var answers = earlier ?? SetupAnswers()
        answers.mailURL = try text(
            "--mail",
            command.mail,
            Self.mail,
            usual: earlier?.mailURL,
            refusal: Self.refusalOfURL
        )
        answers.isClearText = command.clearText
        answers.sender = try text(
            "--from",
            command.from,
            Self.sender,
            usual: earlier?.sender,
            refusal: Self.refusalOfAddress
        )
        // Most servers take the address as the name.
        let name = try text("--username", command.username, Self.username, usual: earlier?.username ?? answers.sender)
        answers.username = name.isEmpty || name == "-" ? nil : name
        answers.password = try answers.username.map { _ in try password(earlier) }
        answers.authorities = try authorities(earlier)
        answers.administratorName = try text(
            "--administrator",
            command.administrator,
            Self.administrator,
            usual: earlier?.administratorName
        )
        answers.administratorAddress = try text(
            "--administrator-mail",
            command.administratorMail,
            Self.administratorMail,
            usual: earlier?.administratorAddress ?? answers.sender,
            refusal: Self.refusalOfAddress
        )
        let contact = try text("--contact", command.contact, Self.contact, usual: earlier?.contact ?? "")
        answers.contact = contact.isEmpty ? nil : contact
        answers.noticeLanguage = try noticeLanguage(earlier)
        let sheet = try text(
            "--sheet",
            command.sheet,
            Self.sheet,
            usual: earlier?.sheet ?? "",
            refusal: { Self.refusalOfFile(Self.path($0)) }
        )
        answers.sheet = sheet.isEmpty ? nil : Self.path(sheet)
        isFirst = false
        return answers
    }

    /// An answer of the command line, of the person, or the usual one.
    private func text(
        _ option: String,
        _ given: String?,
        _ question: Phrase,
        usual: String?,
        refusal: (String) -> Phrase? = { _ in nil }
    ) throws -> String {
        let refuse = { (answer: String) -> Phrase? in
            if answer.isEmpty, usual != "" { return Phrase("请填写", "this is needed") }
            return answer.isEmpty ? nil : refusal(answer)
        }
        if isFirst, let given {
            guard given.isEmpty || refusal(given) == nil else {
                let why = refusal(given) ?? .empty
                throw ValidationError("\(option) \(given)：\(why.chinese)", "\(option) \(given): \(why.english)")
            }
            return given
        }
        if let dialog { return try dialog.ask(question, usual: usual, refusal: refuse) }
        guard let usual else { throw ValidationError("缺少 \(option)", "\(option) is missing") }
        return usual
    }

    /// Asked for only once a certificate was not trusted: nearly all are signed by a public authority.
    private func authorities(_ earlier: SetupAnswers?) throws -> String? {
        if isFirst, let file = command.caFile { return URL(fileURLWithPath: file).standardizedFileURL.path }
        guard let dialog, let earlier, earlier.lacksAuthorities || earlier.authorities != nil else {
            return earlier?.authorities
        }
        let file = try dialog.ask(
            Self.authorities,
            usual: earlier.authorities ?? "",
            refusal: { $0.isEmpty ? nil : Self.refusalOfFile(Self.path($0)) }
        )
        return file.isEmpty ? nil : URL(fileURLWithPath: Self.path(file)).standardizedFileURL.path
    }

    /// An office that speaks Chinese writes its notices in Chinese; whoever speaks English may well serve such an office.
    private func noticeLanguage(_ earlier: SetupAnswers?) throws -> Language {
        if isFirst, let given = command.noticeLanguage { return given }
        guard Language.spoken == .english, let dialog else { return earlier?.noticeLanguage ?? .chinese }
        let answer = try dialog.ask(
            Phrase("通知的语言，zh-CN 或 en", "Language of the notices, zh-CN or en"),
            usual: (earlier?.noticeLanguage ?? .chinese).rawValue,
            refusal: { Language(rawValue: $0) == nil ? Phrase("请填 zh-CN 或 en", "answer zh-CN or en") : nil }
        )
        return Language(rawValue: answer) ?? .chinese
    }

    private func password(_ earlier: SetupAnswers?) throws -> String {
        if isFirst, let file = command.passwordFile {
            let text = try String(decoding: InputFile(file).bytes, as: UTF8.self)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
        guard let dialog else { throw ValidationError("缺少 --password-file", "--password-file is missing") }
        return try dialog.askSecretly(Phrase("登录密码或授权码", "Password"))
    }

    private static let mail = Phrase(
        "邮件服务器（如 smtps://smtp.example.test 或 smtp://mail.example.test:587）",
        "Mail server (such as smtps://smtp.example.test or smtp://mail.example.test:587)"
    )
    private static let sender = Phrase("发件邮箱", "Address that mails come from")
    private static let username = Phrase("登录名，不需要登录的填 -", "Name to log in with, - for none")
    private static let administrator = Phrase("管理员姓名", "Administrator's name")
    private static let administratorMail = Phrase("管理员邮箱，接收日报和告警", "Administrator's address, for reports and alarms")
    private static let contact = Phrase("收件人有疑问时找谁（部门、电话），印在通知里", "Whom recipients may ask (office, telephone)")
    private static let sheet = Phrase("要导入的名单（.xlsx、.xls、.csv）", "Sheet to take in (.xlsx, .xls, .csv)")

    private static let authorities = Phrase(
        "签发邮件服务器证书的机构（CA）的证书文件（PEM）",
        "File with the certificate of the authority that signed the server's, in PEM"
    )

    private static func refusalOfURL(_ text: String) -> Phrase? {
        guard !text.hasPrefix("smtps://"), !text.hasPrefix("smtp://") else { return nil }
        let host = text.precomposedStringWithCompatibilityMapping.replacing(/^smtps?:\/*/, with: "")
        return Phrase(
            "应以 smtps:// 或 smtp:// 开头（半角），如 smtps://\(host)",
            "it begins with smtps:// or smtp://, such as smtps://\(host)"
        )
    }

    private static func refusalOfAddress(_ text: String) -> Phrase? {
        do {
            _ = try EmailAddress(text)
            return nil
        } catch {
            return Phrase("邮箱", "the address ") + error.phrase
        }
    }

    /// A path as a shell would have read it: without quotation marks, and with the home folder in place of `~`.
    private static func path(_ text: String) -> String {
        let bare = text.trimmingCharacters(in: CharacterSet(charactersIn: "'\"“”‘’"))
        return bare.hasPrefix("~") ? NSString(string: bare).expandingTildeInPath : bare
    }

    private static func refusalOfFile(_ path: String) -> Phrase? {
        FileManager.default.isReadableFile(atPath: path)
            ? nil : Phrase("没有这个文件，或者无法读取", "there is no such file, or it cannot be read")
    }
}
