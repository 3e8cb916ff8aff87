import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record file`: an application is filed.
struct RecordFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: .both("提交申请；同一编号的草稿随之提交。", "Files an application; a draft of that id is handed in."),
        discussion: .examples(
            "renewald registry record file R-0001 --procedure renewal --id A-0007",
            "renewald registry record file R-0001 --procedure change --new-employer E-0002",
            "renewald registry record file --procedure initial --person P-0001"
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(
        help: .both(
            "注册的编号；初始注册不写。",
            "The registration's id; none for an initial registration.",
            value: ("记录编号", "record")
        )
    )
    var record: String?
    @Option(
        help: .both(
            "initial（初始注册）、renewal（延续注册）、change（变更注册）或 reregistration（重新注册）。",
            "initial, renewal, change or reregistration.",
            value: ("事项", "procedure")
        )
    )
    var procedure: ApplicationProcedure
    @Option(
        help: .both("申请编号（默认：按日期生成）。", "The application's id (default: one made from the day).", value: ("编号", "id"))
    )
    var id: String?
    @Option(help: .both("初始注册的申请人。", "The applicant of an initial registration.", value: ("人员编号", "person-id")))
    var person: String?
    @Option(help: .both("变更后的聘用单位。", "The employer a change leads to.", value: ("单位编号", "employer-id")))
    var newEmployer: String?
    @Option(help: .both("变更后的注册类别。", "The category a change leads to.", value: ("类别", "category")))
    var newCategory: String?
    @Flag(help: .both("因聘用单位更名而变更。", "The change is about the employer's new name."))
    var rename = false
    @Flag(
        help: .both(
            "因到期以外的原因注销后，现已重新具备条件。",
            "The conditions are met again after a cancellation for another reason than expiry."
        )
    )
    var conditionsMet = false

    func validate() throws {
        let isInitial = procedure == .initial
        guard (record == nil) == isInitial, (person != nil) == isInitial else {
            throw ValidationError(
                "请写明注册的编号；初始注册则写 --person",
                "give a registration, or for an initial registration --person instead"
            )
        }
        guard procedure == .change || !rename, ![.initial, .reregistration].contains(procedure) || move == nil else {
            throw ValidationError(
                "--new-employer、--new-category 和 --rename 只用于 --procedure change",
                "--new-employer, --new-category and --rename belong to --procedure change"
            )
        }
        guard !rename || move == nil else {
            throw ValidationError("--rename 与新的聘用单位只能写一个", "give --rename or a new employer, not both")
        }
    }

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.file(filing, id: id, context)
        } saying: { recorded in
            Phrase(
                "已提交\(procedure.words.chinese)申请：\(recorded.record.id)",
                "filed \(recorded.record) for \(procedure.words.english)"
            )
        }
    }

    private var filing: Filing {
        let record = record ?? ""
        return switch procedure {
        case .initial: .initial(person: person ?? "")
        case .renewal: .renewal(registration: record, move: move)
        case .change: .change(registration: record, reason: change)
        case .reregistration: .reregistration(registration: record, meetsConditions: conditionsMet)
        }
    }

    private var move: RegistrationMove? {
        newEmployer ?? newCategory == nil ? nil : RegistrationMove(employer: newEmployer, category: newCategory)
    }

    private var change: RegistrationChange {
        if rename { return .employerRename }
        return move.map(RegistrationChange.move) ?? .recordedMove
    }
}

extension ApplicationProcedure {
    /// The procedure in running text.
    fileprivate var words: Phrase {
        switch self {
        case .initial: Phrase("初始注册", "an initial registration")
        case .renewal: Phrase("延续注册", "a renewal")
        case .change: Phrase("变更注册", "a change")
        case .reregistration: Phrase("重新注册", "a re-registration")
        }
    }
}
