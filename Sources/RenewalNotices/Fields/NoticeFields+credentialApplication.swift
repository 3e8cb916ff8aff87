import RenewalRules

/// The fields of an application for an e-certificate: its present step, what to do, and what comes next.
extension NoticeFields {
    static func credentialApplication(
        _ record: CredentialApplicationRecord,
        in context: NoticeContext
    ) -> FieldSet {
        let (language, standing) = (context.language, record.application.standing)
        let words = standing.words
        let isFeeDue = standing == .feeDue || (standing == .registeredOnline && !record.isRegistrationFeePaid)
        return FieldSet(
            texts: [
                "step": record.isBackFromReview ? nil : "\(record.application.step)",
                "step_name": language == .chinese ? words.chinese : words.english,
                "application_no": clean(record.application.applicationNumber, in: context),
                "reason": remark(record.reasonToBeginAgain, in: context),
                "next_step": language.nextStep(after: standing),
            ],
            flags: [
                "fee_due": isFeeDue,
                "was_refused": record.isBackFromReview,
                "review_passed": standing == .feeDue,
                "exam_failed": standing == .examFailed,
                "exam_passed": standing == .underReview,
                "is_issued": standing == .issued,
                "is_delivered": standing == .delivered,
            ],
            lists: ["todo": language.tasks(of: record).map { ["item": $0] }]
        )
    }
}
