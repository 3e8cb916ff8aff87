extension RenewalExplanation {
    /// What to have ready for the next procedure of a record.
    ///
    /// - Source: rules 4.8 `checklist`
    static func documents(
        for subject: Subject,
        _ standing: RecordStanding,
        policy: RenewalPolicy
    ) -> [Checklist.Item] {
        let matter: Checklist.Matter? =
            switch subject {
            case .registration(let record): matter(of: record, Procedure(rawValue: standing.procedure))
            case .qualification: matter(of: nil, Procedure(rawValue: standing.procedure))
            case .credential(let record): matter(of: record, CredentialProcedure(rawValue: standing.procedure))
            case .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: nil
            }
        return matter.map { Checklist(for: $0, policy: policy).items } ?? []
    }

    private static func matter(of record: RegistrationRecord?, _ procedure: Procedure?) -> Checklist.Matter? {
        switch procedure {
        case .initial: .initial
        case .lateInitial: .lateInitial
        case .renewal: .renewal
        case .change: .change(record?.registration.change?.reason ?? .employerRename)
        case .reregistration: record?.registration.isStruckOffAsAsked == true ? nil : .reregistration
        case .awaitDecision, .supplement, .barred, .some(.none), nil: nil
        }
    }

    private static func matter(of record: CredentialRecord, _ procedure: CredentialProcedure?) -> Checklist.Matter? {
        switch procedure {
        case .renewal: .credentialRenewal
        case .reapply: .credentialReapply
        case .lossReport: (record.lossReport?.channel).map(Checklist.Matter.lossReport)
        case .update, .awaitDecision, .reissue, .awaitReissue, .some(.none), nil: nil
        }
    }
}
