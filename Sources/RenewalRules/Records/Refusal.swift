/// Why an event was refused, the rule behind it, and what to do instead.
public struct Refusal: Hashable, Sendable {
    /// The reason as written in answers and logs.
    public enum Code: String, Hashable, Sendable, CaseIterable, Codable {
        /// Filed before the window opens (rule R20).
        case tooEarly = "TOO_EARLY"
        /// Filed after the last day on which the office takes it (rule A1).
        case tooLate = "TOO_LATE"
        /// The expiry day has passed (rules R25, A2, A14).
        case expired = "EXPIRED"
        /// Re-registration before the registration has expired (rule R25).
        case notExpired = "NOT_EXPIRED"
        /// No expiry is recorded to compare the day with (rule D4).
        case expiryUnknown = "EXPIRY_UNKNOWN"
        /// A renewal requires the original employer (rule R18).
        case employerChanged = "EMPLOYER_CHANGED"
        /// The qualification or another condition is missing (rules R17, V9).
        case notQualified = "NOT_QUALIFIED"
        /// Revoked less than five years ago (rule V10).
        case barred = "BARRED"
        /// An initial registration is for those who never had one (rule R17).
        case alreadyRegistered = "ALREADY_REGISTERED"
        /// There is no registration yet.
        case notRegistered = "NOT_REGISTERED"
        /// Another application is still undecided.
        case applicationPending = "APPLICATION_PENDING"
        /// There is no application to decide or withdraw.
        case noApplication = "NO_APPLICATION"
        /// The record is closed for good.
        case ended = "ENDED"
        /// Something required is missing.
        case notComplete = "NOT_COMPLETE"
        /// A fee comes first (rules R43, R53, R69).
        case feeUnpaid = "FEE_UNPAID"
        /// The examination was not passed (rule R47).
        case examFailed = "EXAM_FAILED"
        /// The event belongs to another step; steps are not skipped (rule R57).
        case wrongStep = "WRONG_STEP"
        /// Only a credential in force can be voided (rules R82, A14).
        case nothingToVoid = "NOTHING_TO_VOID"
        /// The credential was voided, for good (rule R82).
        case void = "VOID"
        /// The credential was replaced by its renewal (rule R70).
        case superseded = "SUPERSEDED"
        /// The private key is not safe (rules R70, D12).
        case keyCompromised = "KEY_COMPROMISED"
        /// The holder has not confirmed the report (rule R83).
        case notConfirmed = "NOT_CONFIRMED"
    }

    /// What helps instead of the refused event, spelled like the procedures.
    public enum Remedy: String, Hashable, Sendable, CaseIterable, Codable {
        case initial, renewal, change, reregistration
        case awaitDecision = "await_decision"
        case credentialRenewal = "credential_renewal"
        case credentialReapply = "credential_reapply"
        case lossReport = "loss_report"
    }

    public let code: Code
    public let rule: RuleID
    /// `nil` when nothing else helps.
    public let instead: Remedy?

    public init(_ code: Code, rule: RuleID, instead: Remedy? = nil) {
        self.code = code
        self.rule = rule
        self.instead = instead
    }
}
