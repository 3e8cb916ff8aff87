import RenewalRules

/// The fields of an application for an e-certificate: where it stands, what is to be done, what comes next.
extension NoticeFields {
    static func credentialApplication(
        _ dossier: CredentialApplicationDossier,
        in context: NoticeContext
    ) -> FieldSet {
        let (language, standing) = (context.language, dossier.application.standing)
        let words = standing.words
        let isFeeDue = standing == .feeDue || (standing == .registeredOnline && !dossier.isRegistrationFeePaid)
        return FieldSet(
            texts: [
                "step": "\(dossier.application.step)",
                "step_name": language == .chinese ? words.chinese : words.english,
                "application_no": clean(dossier.application.applicationNumber, in: context),
                "reason": remark(dossier.reasonToBeginAgain, in: context),
                "next_step": language.nextStep(after: standing),
            ],
            flags: ["fee_due": isFeeDue],
            lists: ["todo": language.tasks(of: dossier).map { ["item": $0] }]
        )
    }
}
