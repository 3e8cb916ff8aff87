/// An application for an electronic certificate and its progress through the six steps.
///
/// - Source: rules 4.6, R40–R57
public struct CredentialApplicationRecord: Hashable, Sendable {
    public let id: String
    public var holder: Person?
    public var application: CredentialApplication
    /// The day it reached its present state, within its step too.
    public var since: CalendarDate?
    /// The materials submitted so far (rule R40).
    public var materials: Set<ApplicationMaterial>
    public var isRegistrationFeePaid: Bool
    /// Whether the examination is recorded as passed (rule R47).
    public var isExamPassed: Bool
    /// Why the last review was refused, in the department's words (rule R49).
    public var reason: String?

    public init(
        id: String,
        holder: Person? = nil,
        application: CredentialApplication,
        since: CalendarDate?,
        materials: Set<ApplicationMaterial> = [],
        isRegistrationFeePaid: Bool = false,
        isExamPassed: Bool = false,
        reason: String? = nil
    ) {
        self.id = id
        self.holder = holder
        self.application = application
        self.since = since
        self.materials = materials
        self.isRegistrationFeePaid = isRegistrationFeePaid
        self.isExamPassed = isExamPassed
        self.reason = reason
    }

    /// Whether a refused review sent it back to its first step, which comes before the examination.
    ///
    /// - Source: rules R47, R49
    public var isBackFromReview: Bool { application == .preparing && (isExamPassed || reason != nil) }

    /// Why the application is back at its first step; `nil` once it has moved on.
    ///
    /// - Source: rule R49
    public var reasonToBeginAgain: String? { application == .preparing ? reason : nil }
}

extension CredentialApplication {
    /// The present step, as the registry records it.
    public enum Standing: String, Hashable, Sendable, CaseIterable, Codable {
        case preparing
        case registeredOnline = "registered_online"
        case exam
        case examFailed = "exam_failed"
        case underReview = "under_review"
        case feeDue = "fee_due"
        case inProduction = "in_production"
        case issued, delivered
    }

    /// The present step, without the number.
    public var standing: Standing {
        switch self {
        case .preparing: .preparing
        case .registeredOnline: .registeredOnline
        case .exam: .exam
        case .examFailed: .examFailed
        case .underReview: .underReview
        case .feeDue: .feeDue
        case .inProduction: .inProduction
        case .issued: .issued
        case .delivered: .delivered
        }
    }

    /// Restores an application from what is recorded; `nil` where a required number is missing (rule R50).
    public init?(standing: Standing, applicationNumber: String?) {
        switch standing {
        case .preparing: self = .preparing
        case .registeredOnline: self = .registeredOnline
        case .exam: self = .exam
        case .examFailed: self = .examFailed
        case .underReview: self = .underReview
        case .feeDue, .inProduction, .issued, .delivered:
            guard let number = applicationNumber, !number.isEmpty else { return nil }
            self =
                switch standing {
                case .feeDue: .feeDue(applicationNumber: number)
                case .inProduction: .inProduction(applicationNumber: number)
                case .issued: .issued(applicationNumber: number)
                default: .delivered(applicationNumber: number)
                }
        }
    }
}
