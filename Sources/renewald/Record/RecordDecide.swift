import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record decide`: the office grants or rejects an application.
struct RecordDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: .both("登记申请的审批结果，并办理随之而来的变动。", "Decides an application and brings about what follows."),
        discussion: .both(
            """
            延续注册获准的，原注册结束，新注册开始；变更注册获准的，注册随之变更，有效期不变；初始注册或重新注册获准的，开始一项新注册。
            """,
            """
            An approved renewal ends the old registration and begins the one that follows; an approved change moves \
            the registration and keeps its expiry; an approved initial registration or re-registration begins one.
            """,
            examples: "renewald registry record decide A-0007 approved --valid-until 2031-03-15 --new-id R-0901"
        )
    )

    enum Outcome: String, ExpressibleByArgument, CaseIterable {
        case approved, rejected
    }

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("申请编号。", "The application's id.", value: ("申请编号", "application")))
    var application: String
    @Argument(help: .both("approved（准予）或 rejected（不予）。", "approved or rejected.", value: ("结果", "outcome")))
    var outcome: Outcome
    @Option(help: .both("新证书所载有效期的第一天。", "The first day printed on the new certificate.", value: ("日期", "date")))
    var validFrom: CalendarDate?
    @Option(help: .both("新证书所载有效期的最后一天。", "The last day printed on the new certificate.", value: ("日期", "date")))
    var validUntil: CalendarDate?
    @Option(help: .both("新注册的注册号。", "The number of the registration that begins.", value: ("编号", "number")))
    var registrationNo: String?
    @Option(
        help: .both(
            "新注册的编号（默认：按日期生成）。",
            "The id of the registration that begins (default: one made from the day).",
            value: ("编号", "new-id")
        )
    )
    var newID: String?
    @Option(
        help: .both(
            "新注册的聘用单位（默认：与原注册相同）。",
            "Its employer (default: that of the one before).",
            value: ("单位编号", "employer-id")
        )
    )
    var employer: String?
    @Option(
        help: .both("新注册的类别（默认：与原注册相同）。", "Its category (default: that of the one before).", value: ("类别", "category"))
    )
    var category: String?
    @Option(
        help: .both(
            "新注册的初审机构（默认：与原注册相同）。",
            "Its review body (default: that of the one before).",
            value: ("机构编号", "body-id")
        )
    )
    var reviewBody: String?
    @Option(help: .both("原因，随申请一并留存。", "Why; kept with the application.", value: ("原因", "reason")))
    var reason: String?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            let decision: Decision = outcome == .approved ? .approved(grant) : .rejected
            return try registry.decide(application: application, decision, reason: reason, context)
        } saying: { recorded in
            switch outcome {
            case .approved: Phrase("\(recorded.record.phrase.chinese) 已获准", "approved \(recorded.record)")
            case .rejected:
                Phrase(
                    "\(recorded.record.phrase.chinese) 未获准；从下一个节点起继续提醒",
                    "rejected \(recorded.record); reminders go on with the next mark"
                )
            }
        }
    }

    private var grant: Grant {
        var grant = Grant()
        grant.validFrom = validFrom
        grant.validUntil = validUntil
        grant.registrationNumber = registrationNo
        grant.newID = newID
        grant.employer = employer
        grant.category = category
        grant.reviewBody = reviewBody
        return grant
    }
}

/// `record withdraw`: the applicant withdraws an application.
struct RecordWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: .both("撤回尚未审批的申请。", "Withdraws an undecided application."),
        discussion: .examples(
            .both(
                #"renewald registry record withdraw A-0007 --reason "重复提交""#,
                #"renewald registry record withdraw A-0007 --reason "filed twice""#
            )
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("申请编号。", "The application's id.", value: ("申请编号", "application")))
    var application: String
    @Option(help: .both("原因，随申请一并留存。", "Why; kept with the application.", value: ("原因", "reason")))
    var reason: String?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.withdraw(application: application, reason: reason, context)
        } saying: { recorded in
            Phrase(
                "\(recorded.record.phrase.chinese) 已撤回；从下一个节点起继续提醒",
                "withdrew \(recorded.record); reminders go on with the next mark"
            )
        }
    }
}

/// `record advance`: an application moves to the next review stage.
struct RecordAdvance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: .both("把申请转到下一环节，或要求补正材料。", "Passes an application on to the next desk, or asks for papers."),
        discussion: .both(
            """
            材料不全的，用 supplement_required 要求补正：当天告知本人和聘用单位，此后每周一次，直到申请进入下一环节。
            """,
            """
            Documents that are missing are asked for by supplement_required: the holder and the employer are told \
            on that day and every week until the application moves on.
            """,
            examples: .both(
                #"renewald registry record advance A-0007 supplement_required --reason "缺劳动合同""#,
                #"renewald registry record advance A-0007 supplement_required --reason "employment contract""#
            )
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("申请编号。", "The application's id.", value: ("申请编号", "application")))
    var application: String
    @Argument(
        help: .both(
            "supplement_required（补正）、initial_review（初审）或 final_review（复审）。",
            "supplement_required, initial_review or final_review.",
            value: ("状态", "state")
        )
    )
    var state: ApplicationState
    @Option(
        help: .both(
            "缺哪些材料；会告知本人和聘用单位。",
            "Which documents are missing; told to the holder and the employer.",
            value: ("原因", "reason")
        )
    )
    var reason: String?

    func validate() throws {
        guard [.supplementRequired, .initialReview, .finalReview].contains(state) else {
            throw ValidationError(
                "请写 supplement_required、initial_review 或 final_review；审批用 decide，撤回用 withdraw",
                "use supplement_required, initial_review or final_review; decide and withdraw end it"
            )
        }
        guard reason == nil || state == .supplementRequired else {
            throw ValidationError(
                "--reason 用来说明缺哪些材料；\(state.rawValue) 不需要写",
                "--reason says which documents are missing; leave it out with \(state.rawValue)"
            )
        }
    }

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.advance(application: application, to: state, reason: reason, context)
        } saying: { recorded in
            Phrase(
                "\(recorded.record.phrase.chinese) 目前：\(recorded.stateWords.chinese)",
                "\(recorded.record) is in \(recorded.stateWords.english)"
            ) + (reason.map { Phrase.colon + Phrase(verbatim: $0) } ?? .empty)
        }
    }
}
