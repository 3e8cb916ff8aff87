import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record application-step`: the six steps to an e-certificate.
struct RecordApplicationStep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application-step",
        abstract: "Takes an e-certificate application through its six steps.",
        discussion: "Example: renewald registry record application-step begin --person P-0001",
        subcommands: [
            Begin.self, Materials.self, Online.self, Exam.self, Review.self, FeePaid.self, Produced.self,
            Delivered.self,
        ]
    )

    /// What every step takes.
    struct Step: ParsableArguments {
        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The application's id.", valueName: "application"))
        var application: String

        func record(_ event: CredentialApplication.Event) async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.advance(credentialApplication: application, by: event, context)
            } saying: { recorded in
                "\(recorded.record) is in \((recorded.state ?? "").replacing("_", with: " "))"
            }
        }
    }

    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begins with the first step, or after a failed examination with the second.",
            discussion: "Example: renewald registry record application-step begin --person P-0001"
        )

        @OptionGroup var options: RecordOptions
        @Option(help: ArgumentHelp("The applicant.", valueName: "person-id"))
        var person: String
        @Option(help: ArgumentHelp("The application whose examination was failed.", valueName: "application"))
        var afterFailed: String?
        @Option(help: "The application's id (default: one made from the day).")
        var id: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.beginCredentialApplication(of: person, afterFailed: afterFailed, id: id, context)
            } saying: { recorded in
                "began \(recorded.record); it is in \((recorded.state ?? "").replacing("_", with: " "))"
            }
        }
    }

    struct Materials: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 1: the materials are handed in.",
            discussion: """
                Example: renewald registry record application-step materials E-0001 \
                identity,education,title,work_experience --declared-true
                """
        )

        @OptionGroup var step: Step
        @Argument(help: "The materials, separated by commas: \(WordList<ApplicationMaterial>.choices).")
        var materials: WordList<ApplicationMaterial>
        @Flag(help: "The applicant declares them true.")
        var declaredTrue = false

        func run() async throws {
            try await step.record(.materialsHandedIn(materials.words, areDeclaredTrue: declaredTrue))
        }
    }

    struct Online: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 2: registered on the official site.",
            discussion: """
                Example: renewald registry record application-step online E-0001 \
                data,uploads,registration_fee,intermediate_exam
                """
        )

        @OptionGroup var step: Step
        @Argument(help: "What was done, separated by commas: \(WordList<OnlineRegistrationTask>.choices).")
        var done: WordList<OnlineRegistrationTask>

        func run() async throws { try await step.record(.registeredOnline(done.words)) }
    }
}
