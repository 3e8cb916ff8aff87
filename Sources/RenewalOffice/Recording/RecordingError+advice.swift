import RenewalRules

extension RecordingError {
    /// What to do instead of a refused event.
    static func advice(for refusal: Refusal) -> String {
        if let remedy = refusal.instead { return advice(for: remedy) }
        return switch refusal.code {
        case .tooEarly: "wait until the period has begun"
        case .tooLate: "wait for the expiry and file a re-registration"
        case .expired: "correct the recorded dates if they are wrong"
        case .notExpired: "wait for the window of renewal"
        case .expiryUnknown: "record the expiry first"
        case .employerChanged: "file a change first"
        case .notQualified where refusal.rule == "V9":
            "once the conditions are met again, file it with --conditions-met"
        case .notQualified: "record what is missing first"
        case .barred: "wait until the bar has ended"
        case .alreadyRegistered: "use the registration there is"
        case .notRegistered: "there is nothing to record it on"
        case .applicationPending: "decide or withdraw the open one first"
        case .noApplication: "look the application up; it is decided, withdrawn or does not count"
        case .ended: "the record is closed; use the one that follows it, if there is one"
        case .notComplete: "complete what is missing and record it again"
        case .feeUnpaid: "record the payment first"
        case .examFailed: "begin a new application after the failed examination"
        case .wrongStep: "record the step before it first"
        case .nothingToVoid: "nothing needs to be done"
        case .void: "ask for a reissue"
        case .superseded: "use the credential that replaced it"
        case .keyCompromised: "report the loss of the credential"
        case .notConfirmed: "have it confirmed: submit it with --confirmed, complete it with --yes"
        }
    }

    private static func advice(for remedy: Refusal.Remedy) -> String {
        switch remedy {
        case .initial: "file an initial registration instead"
        case .renewal: "file a renewal instead"
        case .change: "file a change first"
        case .reregistration: "file a re-registration instead"
        case .awaitDecision: "wait for the decision on the open one"
        case .credentialRenewal: "start a renewal of the credential instead"
        case .credentialReapply: "apply for a new credential instead"
        case .lossReport: "report the loss of the credential first"
        }
    }
}
