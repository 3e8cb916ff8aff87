import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record file`: an application is filed.
struct RecordFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "Files an application; a draft of that id is handed in.",
        discussion: """
            Example: renewald registry record file R-0001 --procedure renewal --id A-0007

            Example: renewald registry record file R-0001 --procedure change --new-employer E-0002

            Example: renewald registry record file --procedure initial --person P-0001
            """
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The registration's id; none for an initial registration.", valueName: "record"))
    var record: String?
    @Option(help: "initial, renewal, change or reregistration.")
    var procedure: ApplicationProcedure
    @Option(help: "The application's id (default: one made from the day).")
    var id: String?
    @Option(help: ArgumentHelp("The applicant of an initial registration.", valueName: "person-id"))
    var person: String?
    @Option(help: ArgumentHelp("The employer a change leads to.", valueName: "employer-id"))
    var newEmployer: String?
    @Option(help: ArgumentHelp("The category a change leads to.", valueName: "category"))
    var newCategory: String?
    @Flag(help: "The change is about the employer's new name.")
    var rename = false
    @Flag(help: "The conditions are met again after a cancellation for another reason than expiry.")
    var conditionsMet = false

    func validate() throws {
        let isInitial = procedure == .initial
        guard (record == nil) == isInitial, (person != nil) == isInitial else {
            throw ValidationError("give a registration, or for an initial registration --person instead")
        }
        guard procedure == .change || !rename, ![.initial, .reregistration].contains(procedure) || move == nil else {
            throw ValidationError("--new-employer, --new-category and --rename belong to --procedure change")
        }
        guard !rename || move == nil else { throw ValidationError("give --rename or a new employer, not both") }
    }

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.file(filing, id: id, context)
        } saying: { recorded in
            "filed \(recorded.record) for \(procedure.words)"
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
    fileprivate var words: String {
        switch self {
        case .initial: "an initial registration"
        case .renewal: "a renewal"
        case .change: "a change"
        case .reregistration: "a re-registration"
        }
    }
}
