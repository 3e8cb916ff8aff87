import RenewalRules

extension RecordingSession {
    /// The six-step application in a row of `credential_application`.
    ///
    /// A row without a word for its state stands at the beginning of its step.
    func credentialApplication(in row: StoredRow) throws -> CredentialApplication {
        let number = row.text("application_no")
        let word = row.text("state") ?? row.number("step").flatMap { Self.firstStates[$0] }
        switch word {
        case "preparing", nil: return .preparing
        case "registered_online": return .registeredOnline
        case "exam": return .exam
        case "exam_failed": return .examFailed
        case "under_review": return .underReview
        default: break
        }
        guard let number else { throw impossible("it has no application number, which its step asks for") }
        switch word {
        case "fee_due": return .feeDue(applicationNumber: number)
        case "in_production": return .inProduction(applicationNumber: number)
        case "issued": return .issued(applicationNumber: number)
        case "delivered": return .delivered(applicationNumber: number)
        default: throw impossible("its state cannot be read")
        }
    }

    private static let firstStates = [
        1: "preparing", 2: "registered_online", 3: "exam", 4: "under_review", 5: "fee_due", 6: "in_production",
    ]
}

extension CredentialApplication {
    /// The state as `credential_application.state` spells it.
    var word: String {
        switch self {
        case .preparing: "preparing"
        case .registeredOnline: "registered_online"
        case .exam: "exam"
        case .examFailed: "exam_failed"
        case .underReview: "under_review"
        case .feeDue: "fee_due"
        case .inProduction: "in_production"
        case .issued: "issued"
        case .delivered: "delivered"
        }
    }
}
