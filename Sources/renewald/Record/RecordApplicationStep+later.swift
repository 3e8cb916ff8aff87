import ArgumentParser
import RenewalRegistry
import RenewalRules

extension RecordApplicationStep {
    struct Exam: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 3: the examination is passed or failed.",
            discussion: "Example: renewald registry record application-step exam E-0001 passed"
        )

        enum Outcome: String, ExpressibleByArgument, CaseIterable {
            case passed, failed
        }

        @OptionGroup var step: Step
        @Argument(help: "passed or failed.")
        var outcome: Outcome

        func run() async throws { try await step.record(outcome == .passed ? .examPassed : .examFailed) }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 4: the review is approved with a number, or rejected back to the first step.",
            discussion: """
                Example: renewald registry record application-step review E-0001 approved --number 2026-0042

                Example: renewald registry record application-step review E-0001 rejected --reason 工作年限证明不全
                """
        )

        @OptionGroup var step: Step
        @Argument(help: "approved or rejected.")
        var outcome: RecordDecide.Outcome
        @Option(help: "The application number given with the approval.")
        var number: String?
        @Option(help: "Why it was rejected (rule R49); the applicant is told.")
        var reason: String?

        func validate() throws {
            guard outcome == .approved || number == nil else {
                throw ValidationError("only an approval has a --number")
            }
            guard outcome == .rejected || reason == nil else {
                throw ValidationError("only a rejection has a --reason")
            }
        }

        func run() async throws {
            try await step.record(
                outcome == .approved
                    ? .reviewApproved(applicationNumber: number ?? "") : .reviewRejected(reason: reason)
            )
        }
    }

    struct FeePaid: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 5: the application fee is paid.",
            discussion: "Example: renewald registry record application-step fee-paid E-0001"
        )

        @OptionGroup var step: Step

        func run() async throws { try await step.record(.applicationFeePaid) }
    }

    struct Produced: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 6: the certificate is made; where it goes is checked and not kept.",
            discussion: """
                Example: renewald registry record application-step produced E-0001 --form electronic \
                --email zhang.wei@example.test
                """
        )

        @OptionGroup var step: Step
        @Option(help: "The form the applicant chose.")
        var form: CertificateForm
        @Option(help: ArgumentHelp("Where paper goes.", valueName: "address"))
        var post: String?
        @Option(help: ArgumentHelp("Where an electronic certificate goes.", valueName: "address"))
        var email: String?

        func run() async throws {
            try await step.record(.produced(DeliveryChoice(form: form, postalAddress: post, email: email)))
        }
    }

    struct Delivered: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Step 6: the certificate has reached the applicant; record its issue next.",
            discussion: "Example: renewald registry record application-step delivered E-0001"
        )

        @OptionGroup var step: Step

        func run() async throws { try await step.record(.delivered) }
    }
}
