/// The six steps from gathering the materials to the delivered e-certificate.
///
/// The step only decreases after a rejected review, back to the first; a number exists exactly from the fifth step on;
/// nothing is produced before the fee. A failed examination ends the application: another try begins a new one at
/// `afterFailedExam`.
///
/// - Source: rules 4.6, R40–R57, R45, A16
public enum CredentialApplication: Hashable, Sendable {
    case preparing
    case registeredOnline
    case exam
    case examFailed
    case underReview
    case feeDue(applicationNumber: String)
    case inProduction(applicationNumber: String)
    case issued(applicationNumber: String)
    case delivered(applicationNumber: String)

    /// What the applicant or the office does; the review is the competent department's.
    ///
    /// - Source: rules R43, R45, R47, R49, R50, R53
    public enum Event: Hashable, Sendable {
        case materialsHandedIn(Set<ApplicationMaterial>, areDeclaredTrue: Bool)
        case registeredOnline(Set<OnlineRegistrationTask>)
        case examPassed, examFailed
        case reviewApproved(applicationNumber: String)
        /// Back to the first step; the reason is in the department's own words (rule R49).
        case reviewRejected(reason: String?)
        case applicationFeePaid
        case produced(DeliveryChoice)
        case delivered
    }

    /// A new application after a failed examination: the second step, with the materials already seen.
    ///
    /// - Source: rule 4.6
    public static let afterFailedExam = CredentialApplication.registeredOnline

    /// The number of the step, 1…6.
    ///
    /// - Source: rule R57
    public var step: Int {
        switch self {
        case .preparing: 1
        case .registeredOnline: 2
        case .exam, .examFailed: 3
        case .underReview: 4
        case .feeDue: 5
        case .inProduction, .issued, .delivered: 6
        }
    }

    /// The number given with the approval; `nil` before the fifth step.
    ///
    /// - Source: rules R50, R51
    public var applicationNumber: String? {
        switch self {
        case .preparing, .registeredOnline, .exam, .examFailed, .underReview: nil
        case .feeDue(let number), .inProduction(let number), .issued(let number), .delivered(let number): number
        }
    }

    /// The application after an event.
    public func applying(_ event: Event) -> Transition<Self> {
        switch (self, event) {
        case (.preparing, .materialsHandedIn(let materials, let areDeclaredTrue)):
            ApplicationMaterial.missing(from: materials).isEmpty && areDeclaredTrue
                ? .accept(.registeredOnline) : .refuse(.notComplete, "R41")
        case (.registeredOnline, .registeredOnline(let done)): registering(done)
        case (.exam, .examPassed): .accept(.underReview)
        case (.exam, .examFailed): .accept(.examFailed)
        case (.underReview, .reviewApproved(let number)):
            number.isEmpty ? .refuse(.notComplete, "R50") : .accept(.feeDue(applicationNumber: number))
        case (.underReview, .reviewRejected): .accept(.preparing)
        case (.feeDue(let number), .applicationFeePaid): .accept(.inProduction(applicationNumber: number))
        case (.feeDue, .produced): .refuse(.feeUnpaid, "R53")
        case (.inProduction(let number), .produced(let choice)):
            choice.missing.isEmpty ? .accept(.issued(applicationNumber: number)) : .refuse(.notComplete, "R56")
        case (.issued(let number), .delivered): .accept(.delivered(applicationNumber: number))
        case (.examFailed, _): .refuse(.examFailed, "R47")
        case (_, .applicationFeePaid): .refuse(.wrongStep, "R51")
        default: .refuse(.wrongStep, "R57")
        }
    }

    private func registering(_ done: Set<OnlineRegistrationTask>) -> Transition<Self> {
        let missing = OnlineRegistrationTask.missing(from: done)
        if missing.isEmpty { return .accept(.exam) }
        if missing == [.registrationFee] { return .refuse(.feeUnpaid, "R43") }
        return .refuse(.notComplete, missing == [.intermediateExam] ? "R44" : "R43")
    }
}
