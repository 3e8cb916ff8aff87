import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record application-step`: the six steps to an e-certificate.
struct RecordApplicationStep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application-step",
        abstract: .both("登记电子证书申领的六个步骤。", "Takes an e-certificate application through its six steps."),
        discussion: .examples("renewald registry record application-step begin --person P-0001"),
        subcommands: [
            Begin.self, Materials.self, Online.self, Exam.self, Review.self, FeePaid.self, Produced.self,
            Delivered.self,
        ]
    )

    /// What every step takes.
    struct Step: ParsableArguments {
        @OptionGroup var options: RecordOptions
        @Argument(help: .both("申请编号。", "The application's id.", value: ("申请编号", "application")))
        var application: String

        func record(_ event: CredentialApplication.Event) async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.advance(credentialApplication: application, by: event, context)
            } saying: { recorded in
                Phrase(
                    "\(recorded.record.phrase.chinese) 目前：\(recorded.stateWords.chinese)",
                    "\(recorded.record) is in \(recorded.stateWords.english)"
                )
            }
        }
    }

    struct Begin: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "从第一步开始；考试未通过的，从第二步重新开始。",
                "Begins with the first step, or after a failed examination with the second."
            ),
            discussion: .examples("renewald registry record application-step begin --person P-0001")
        )

        @OptionGroup var options: RecordOptions
        @Option(help: .both("申请人。", "The applicant.", value: ("人员编号", "person-id")))
        var person: String
        @Option(
            help: .both(
                "考试未通过的那次申领的编号。",
                "The application whose examination was failed.",
                value: ("申请编号", "application")
            )
        )
        var afterFailed: String?
        @Option(
            help: .both(
                "申请编号（默认：按日期生成）。",
                "The application's id (default: one made from the day).",
                value: ("编号", "id")
            )
        )
        var id: String?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.beginCredentialApplication(of: person, afterFailed: afterFailed, id: id, context)
            } saying: { recorded in
                Phrase(
                    "已开始\(recorded.record.phrase.chinese)，目前：\(recorded.stateWords.chinese)",
                    "began \(recorded.record); it is in \(recorded.stateWords.english)"
                )
            }
        }
    }

    struct Materials: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("第一步：材料已提交。", "Step 1: the materials are handed in."),
            discussion: .examples(
                "renewald registry record application-step materials E-0001 identity,education,title,work_experience --declared-true"
            )
        )

        @OptionGroup var step: Step
        @Argument(
            help: .both(
                "已交的材料，用逗号分隔：\(WordList<ApplicationMaterial>.choices)。",
                "The materials, separated by commas: \(WordList<ApplicationMaterial>.choices).",
                value: ("材料", "materials")
            )
        )
        var materials: WordList<ApplicationMaterial>
        @Flag(help: .both("申请人声明材料属实。", "The applicant declares them true."))
        var declaredTrue = false

        func run() async throws {
            try await step.record(.materialsHandedIn(materials.words, areDeclaredTrue: declaredTrue))
        }
    }

    struct Online: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("第二步：已在官网注册、报名。", "Step 2: registered on the official site."),
            discussion: .examples(
                "renewald registry record application-step online E-0001 data,uploads,registration_fee,intermediate_exam"
            )
        )

        @OptionGroup var step: Step
        @Argument(
            help: .both(
                "已办的事项，用逗号分隔：\(WordList<OnlineRegistrationTask>.choices)。",
                "What was done, separated by commas: \(WordList<OnlineRegistrationTask>.choices).",
                value: ("事项", "done")
            )
        )
        var done: WordList<OnlineRegistrationTask>

        func run() async throws { try await step.record(.registeredOnline(done.words)) }
    }
}
