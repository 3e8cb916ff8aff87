import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record change`: the holder moves to another employer or category.
struct RecordChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Records a move to another employer or category; a change is filed for it afterwards.",
        discussion: "Example: renewald registry record change R-0001 --employer E-0002"
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The registration's id.", valueName: "record"))
    var record: String
    @Option(help: ArgumentHelp("The new employer.", valueName: "employer-id"))
    var employer: String?
    @Option(help: "The new category.")
    var category: String?

    func validate() throws {
        guard employer ?? category != nil else { throw ValidationError("give --employer, --category or both") }
    }

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.move(
                registration: record,
                to: RegistrationMove(employer: employer, category: category),
                context
            )
        } saying: { recorded in
            "recorded the move of \(recorded.record); file a change next (rules R21, A9)"
        }
    }
}

/// `record rename-employer`: an employer changes its name.
struct RecordRenameEmployer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename-employer",
        abstract: "Gives an employer another name, for all its registrations.",
        discussion: "Example: renewald registry record rename-employer E-0001 青山化工集团有限公司"
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The employer's id.", valueName: "employer"))
    var employer: String
    @Argument(help: "The new name.")
    var newName: String

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.rename(employer: employer, to: newName, context)
        } saying: { recorded in
            "renamed \(recorded.record); "
                + "\(counted(recorded.concerned, "active registration is", "active registrations are")) concerned, "
                + "each may file a change (rule R24)"
        }
    }
}

/// `record cancel`: the office strikes a registration off.
struct RecordCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Strikes a registration off (注销).",
        discussion: """
            Reasons: expired (its validity ended without a renewal; the usual one after the expiry), deceased (nobody \
            writes to the holder any more), on_request, employer_ended, withdrawn (撤回), licence_revoked (吊销), other.

            Example: renewald registry record cancel R-0001 --reason on_request
            """
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The registration's id.", valueName: "record"))
    var record: String

    @Option(help: ArgumentHelp("Why; see above.", valueName: "word"))
    var reason: EndReason?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.end(registration: record, as: .cancelled, for: reason, context)
        } saying: { recorded in
            "cancelled \(recorded.record); its reminders end"
        }
    }
}

/// `record revoke`: the office takes a registration back.
struct RecordRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Takes a registration back (撤销); for deceit, that bars a new one for years.",
        discussion: """
            Reasons: deceit (obtained by deceit, bribery or other improper means, 行政许可法第六十九条第二款), \
            authority_error (granted in error by the authority, 第六十九条第一款), other. Without one it counts as deceit.

            Example: renewald registry record revoke R-0001 --reason deceit
            """
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The registration's id.", valueName: "record"))
    var record: String

    @Option(help: ArgumentHelp("Why; see above.", valueName: "word"))
    var reason: EndReason?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.end(registration: record, as: .revoked, for: reason, context)
        } saying: { recorded in
            "revoked \(recorded.record); its reminders end"
        }
    }
}

/// `record decline`: a holder says they will not go on.
struct RecordDecline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "Records that a person will not go on; notices to them end.",
        discussion: "Example: renewald registry record decline P-0001"
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The person's id.", valueName: "person"))
    var person: String

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.decline(person: person, context)
        } saying: { recorded in
            "recorded that \(recorded.record) declines; notices to them end (rule R29)"
        }
    }
}

/// `record education`: hours of continuing education.
struct RecordEducation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "education",
        abstract: "Records the hours of continuing education of the running period.",
        discussion: "Example: renewald registry record education R-0001 48"
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The registration's id.", valueName: "record"))
    var record: String
    @Argument(help: "The hours in all.")
    var hours: Int

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.recordEducation(registration: record, hours: hours, context)
        } saying: { recorded in
            "recorded \(hours) hours for \(recorded.record)"
        }
    }
}
