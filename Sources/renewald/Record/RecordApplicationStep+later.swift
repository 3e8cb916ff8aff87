import ArgumentParser
import RenewalRegistry
import RenewalRules

extension RecordApplicationStep {
    struct Exam: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("第三步：考试通过或未通过。", "Step 3: the examination is passed or failed."),
            discussion: .examples("renewald registry record application-step exam E-0001 passed")
        )

        enum Outcome: String, ExpressibleByArgument, CaseIterable {
            case passed, failed
        }

        @OptionGroup var step: Step
        @Argument(help: .both("passed（通过）或 failed（未通过）。", "passed or failed.", value: ("结果", "outcome")))
        var outcome: Outcome

        func run() async throws { try await step.record(outcome == .passed ? .examPassed : .examFailed) }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "第四步：审核通过并给出申请编号，或不予通过、退回第一步。",
                "Step 4: the review is approved with a number, or rejected back to the first step."
            ),
            discussion: .examples(
                "renewald registry record application-step review E-0001 approved --number 2026-0042",
                .both(
                    "renewald registry record application-step review E-0001 rejected --reason 工作年限证明不全",
                    "renewald registry record application-step review E-0001 rejected --reason \"years of work not shown\""
                )
            )
        )

        @OptionGroup var step: Step
        @Argument(help: .both("approved（准予）或 rejected（不予）。", "approved or rejected.", value: ("结果", "outcome")))
        var outcome: RecordDecide.Outcome
        @Option(
            help: .both("审核通过时给出的申请编号。", "The application number given with the approval.", value: ("编号", "number"))
        )
        var number: String?
        @Option(
            help: .both(
                "不予通过的原因（规则R49），会告知申请人。",
                "Why it was rejected (rule R49); the applicant is told.",
                value: ("原因", "reason")
            )
        )
        var reason: String?

        func validate() throws {
            guard outcome == .approved || number == nil else {
                throw ValidationError("--number 只用于审核通过", "only an approval has a --number")
            }
            guard outcome == .rejected || reason == nil else {
                throw ValidationError("--reason 只用于不予通过", "only a rejection has a --reason")
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
            abstract: .both("第五步：已缴纳申请费用。", "Step 5: the application fee is paid."),
            discussion: .examples("renewald registry record application-step fee-paid E-0001")
        )

        @OptionGroup var step: Step

        func run() async throws { try await step.record(.applicationFeePaid) }
    }

    struct Produced: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "第六步：证书已制作；去向只作核对，不留存。",
                "Step 6: the certificate is made; where it goes is checked and not kept."
            ),
            discussion: .examples(
                "renewald registry record application-step produced E-0001 --form electronic --email zhang.wei@example.test"
            )
        )

        @OptionGroup var step: Step
        @Option(help: .both("申请人选择的证书形式。", "The form the applicant chose.", value: ("形式", "form")))
        var form: CertificateForm
        @Option(help: .both("纸质证书寄往的地址。", "Where paper goes.", value: ("地址", "address")))
        var post: String?
        @Option(help: .both("电子证书发往的邮箱。", "Where an electronic certificate goes.", value: ("地址", "address")))
        var email: String?

        func run() async throws {
            try await step.record(.produced(DeliveryChoice(form: form, postalAddress: post, email: email)))
        }
    }

    struct Delivered: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "第六步：证书已送达申请人；接着登记证书的签发。",
                "Step 6: the certificate has reached the applicant; record its issue next."
            ),
            discussion: .examples("renewald registry record application-step delivered E-0001")
        )

        @OptionGroup var step: Step

        func run() async throws { try await step.record(.delivered) }
    }
}
