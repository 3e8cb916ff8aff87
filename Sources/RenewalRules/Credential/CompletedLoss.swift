/// A completed loss report and the credential it voided: two states that change together or not at all.
///
/// - Source: rules R79, R82
public struct CompletedLoss: Hashable, Sendable {
    public let report: LossReport
    public let credential: CredentialLifecycle
}

extension LossReport {
    /// Completes a verified report and voids its credential at once.
    ///
    /// The caller stores both in one transaction. The registration is not touched (rule D7).
    ///
    /// - Source: rules 4.7, 4.8 `completeLoss`, R82, R83, D12
    public func completing(_ credential: CredentialLifecycle, on day: CalendarDate) -> Transition<CompletedLoss> {
        switch state {
        case .draft: return .refuse(.notConfirmed, "R83")
        case .completed: return .refuse(.void, "R82")
        case .rejected, .withdrawn: return .refuse(.ended, "R83")
        case .submitted: break
        }
        switch credential.applying(.lossCompleted, on: day) {
        case .refused(let refusal): return .refused(refusal)
        case .accepted(let voided, let effects):
            return .accepted(CompletedLoss(report: becoming(.completed), credential: voided), effects: effects)
        }
    }
}
