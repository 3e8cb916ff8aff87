import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record change`: the holder moves to another employer or category.
struct RecordChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: .both(
            "登记聘用单位或注册类别的变动；随后应提交变更注册申请。",
            "Records a move to another employer or category; a change is filed for it afterwards."
        ),
        discussion: .examples("renewald registry record change R-0001 --employer E-0002")
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("注册的编号。", "The registration's id.", value: ("记录编号", "record")))
    var record: String
    @Option(help: .both("新的聘用单位。", "The new employer.", value: ("单位编号", "employer-id")))
    var employer: String?
    @Option(help: .both("新的注册类别。", "The new category.", value: ("类别", "category")))
    var category: String?

    func validate() throws {
        guard employer ?? category != nil else {
            throw ValidationError("请写明 --employer、--category 或两者", "give --employer, --category or both")
        }
    }

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.move(
                registration: record,
                to: RegistrationMove(employer: employer, category: category),
                context
            )
        } saying: { recorded in
            Phrase(
                "已登记\(recorded.record.phrase.chinese) 的变动；接下来请提交变更注册申请（规则R21、A9）",
                "recorded the move of \(recorded.record); file a change next (rules R21, A9)"
            )
        }
    }
}

/// `record rename-employer`: an employer changes its name.
struct RecordRenameEmployer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename-employer",
        abstract: .both("登记聘用单位更名，适用于该单位的全部注册。", "Gives an employer another name, for all its registrations."),
        discussion: .examples(
            .both(
                "renewald registry record rename-employer E-0001 青山化工集团有限公司",
                "renewald registry record rename-employer E-0001 \"Green Hill Chemicals\""
            )
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("聘用单位的编号。", "The employer's id.", value: ("单位编号", "employer")))
    var employer: String
    @Argument(help: .both("新名称。", "The new name.", value: ("名称", "new-name")))
    var newName: String

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.rename(employer: employer, to: newName, context)
        } saying: { recorded in
            let count = counted(recorded.concerned, "active registration is", "active registrations are")
            return Phrase(
                "\(recorded.record.phrase.chinese) 已更名；涉及有效注册\(recorded.concerned)项，均可办理变更注册（规则R24）",
                "renamed \(recorded.record); \(count) concerned, each may file a change (rule R24)"
            )
        }
    }
}

/// `record cancel`: the office strikes a registration off.
struct RecordCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: .both("注销注册。", "Strikes a registration off."),
        discussion: .both(
            """
            原因：expired（有效期届满未延续，到期后一般用这一项）、deceased（死亡，此后不再向本人发送）、on_request（本人申请）、\
            employer_ended（聘用关系终止）、withdrawn（撤回）、licence_revoked（吊销）、\
            other（其他）。
            """,
            """
            Reasons: expired (its validity ended without a renewal; the usual one after the expiry), deceased (nobody \
            writes to the holder any more), on_request, employer_ended, withdrawn, licence_revoked, other.
            """,
            examples: "renewald registry record cancel R-0001 --reason on_request"
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("注册的编号。", "The registration's id.", value: ("记录编号", "record")))
    var record: String

    @Option(help: .both("原因，见上。", "Why; see above.", value: ("原因代码", "word")))
    var reason: EndReason?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.end(registration: record, as: .cancelled, for: reason, context)
        } saying: { recorded in
            Phrase("已注销\(recorded.record.phrase.chinese)，停止提醒", "cancelled \(recorded.record); its reminders end")
        }
    }
}

/// `record revoke`: the office takes a registration back.
struct RecordRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: .both(
            "撤销注册；因欺骗等被撤销的，数年内不得再次注册。",
            "Takes a registration back; for deceit, that bars a new one for years."
        ),
        discussion: .both(
            """
            原因：deceit（以欺骗、贿赂等不正当手段取得，行政许可法第六十九条第二款）、authority_error（审批机关的过错，\
            第六十九条第一款）、other（其他）。不写原因的，按 deceit 处理。
            """,
            """
            Reasons: deceit (obtained by deceit, bribery or other improper means; Administrative Licensing Law, article \
            69 (2)), authority_error (granted in error by the authority; article 69 (1)), other. Without one it counts as \
            deceit.
            """,
            examples: "renewald registry record revoke R-0001 --reason deceit"
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("注册的编号。", "The registration's id.", value: ("记录编号", "record")))
    var record: String

    @Option(help: .both("原因，见上。", "Why; see above.", value: ("原因代码", "word")))
    var reason: EndReason?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.end(registration: record, as: .revoked, for: reason, context)
        } saying: { recorded in
            Phrase("已撤销\(recorded.record.phrase.chinese)，停止提醒", "revoked \(recorded.record); its reminders end")
        }
    }
}

/// `record decline`: a holder says they will not go on.
struct RecordDecline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: .both("登记本人表示不再继续，此后不再向其发送提醒。", "Records that a person will not go on; notices to them end."),
        discussion: .examples("renewald registry record decline P-0001")
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("人员编号。", "The person's id.", value: ("人员编号", "person")))
    var person: String

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.decline(person: person, context)
        } saying: { recorded in
            Phrase(
                "已登记\(recorded.record.phrase.chinese) 不再继续；不再向本人发送提醒（规则R29）",
                "recorded that \(recorded.record) declines; notices to them end (rule R29)"
            )
        }
    }
}

/// `record education`: hours of continuing education.
struct RecordEducation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "education",
        abstract: .both("登记本注册周期的继续教育学时。", "Records the hours of continuing education of the running period."),
        discussion: .examples("renewald registry record education R-0001 48")
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("注册的编号。", "The registration's id.", value: ("记录编号", "record")))
    var record: String
    @Argument(help: .both("累计学时。", "The hours in all.", value: ("学时", "hours")))
    var hours: Int

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.recordEducation(registration: record, hours: hours, context)
        } saying: { recorded in
            Phrase(
                "已登记\(recorded.record.phrase.chinese) 的继续教育\(hours)学时",
                "recorded \(hours) hours for \(recorded.record)"
            )
        }
    }
}
