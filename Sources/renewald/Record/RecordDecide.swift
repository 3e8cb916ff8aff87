import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record decide`: the office grants or rejects an application.
struct RecordDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decides an application and brings about what follows.",
        discussion: """
            An approved renewal ends the old registration and begins the one that follows; an approved change moves \
            the registration and keeps its expiry; an approved initial registration or re-registration begins one.

            Example: renewald registry record decide A-0007 approved --valid-until 2031-03-15 --new-id R-0901
            """
    )

    enum Outcome: String, ExpressibleByArgument, CaseIterable {
        case approved, rejected
    }

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The application's id.", valueName: "application"))
    var application: String
    @Argument(help: "approved or rejected.")
    var outcome: Outcome
    @Option(help: ArgumentHelp("The first day printed on the new certificate.", valueName: "date"))
    var validFrom: CalendarDate?
    @Option(help: ArgumentHelp("The last day printed on the new certificate.", valueName: "date"))
    var validUntil: CalendarDate?
    @Option(help: ArgumentHelp("The number of the registration that begins.", valueName: "number"))
    var registrationNo: String?
    @Option(help: "The id of the registration that begins (default: one made from the day).")
    var newID: String?
    @Option(help: ArgumentHelp("Its employer (default: that of the one before).", valueName: "employer-id"))
    var employer: String?
    @Option(help: "Its category (default: that of the one before).")
    var category: String?
    @Option(help: ArgumentHelp("Its review body (default: that of the one before).", valueName: "body-id"))
    var reviewBody: String?
    @Option(help: "Why; kept with the application.")
    var reason: String?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            let decision: Decision = outcome == .approved ? .approved(grant) : .rejected
            return try registry.decide(application: application, decision, reason: reason, context)
        } saying: { recorded in
            "\(outcome.rawValue) \(recorded.record)"
                + (outcome == .rejected ? "; reminders go on with the next mark" : "")
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
        abstract: "Withdraws an undecided application.",
        discussion: "Example: renewald registry record withdraw A-0007 --reason \"filed twice\""
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The application's id.", valueName: "application"))
    var application: String
    @Option(help: "Why; kept with the application.")
    var reason: String?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.withdraw(application: application, reason: reason, context)
        } saying: { recorded in
            "withdrew \(recorded.record); reminders go on with the next mark"
        }
    }
}

/// `record advance`: an application moves to the next review stage.
struct RecordAdvance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: "Passes an application on to the next desk, or asks for papers.",
        discussion: """
            Documents that are missing (补正) are asked for by supplement_required: the holder and the employer are told \
            on that day and every week until the application moves on.

            Example: renewald registry record advance A-0007 supplement_required --reason "缺劳动合同"
            """
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The application's id.", valueName: "application"))
    var application: String
    @Argument(help: "supplement_required, initial_review or final_review.")
    var state: ApplicationState
    @Option(help: "Which documents are missing; told to the holder and the employer.")
    var reason: String?

    func validate() throws {
        guard [.supplementRequired, .initialReview, .finalReview].contains(state) else {
            throw ValidationError("use supplement_required, initial_review or final_review; decide and withdraw end it")
        }
        guard reason == nil || state == .supplementRequired else {
            throw ValidationError("--reason says which documents are missing; leave it out with \(state.rawValue)")
        }
    }

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.advance(application: application, to: state, reason: reason, context)
        } saying: { recorded in
            "\(recorded.record) is in \(state.rawValue.replacing("_", with: " "))"
                + (reason.map { ": \($0)" } ?? "")
        }
    }
}
