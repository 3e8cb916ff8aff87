/// A credential with the report and the reissue around it: all that its assessment needs to know.
public struct CredentialDossier: Hashable, Sendable {
    public var credential: ElectronicCredential
    /// The latest loss report about it.
    public var lossReport: LossReport?
    /// The latest reissue of it.
    public var reissue: Reissue?

    public init(credential: ElectronicCredential, lossReport: LossReport? = nil, reissue: Reissue? = nil) {
        self.credential = credential
        self.lossReport = lossReport
        self.reissue = reissue
    }

    /// The recorded state, or void where the report is completed and the credential not yet marked.
    ///
    /// - Source: rule R82
    public var recordedState: ElectronicCredential.State {
        let isLost = lossReport?.state == .completed && credential.state != .superseded
        return isLost ? .void : credential.state
    }
}
