import RenewalRules

/// The fields of an electronic certificate: its serial and status, its renewal, loss and replacement.
extension NoticeFields {
    static func credential(_ record: CredentialRecord, in context: NoticeContext) -> FieldSet {
        let (credential, language) = (record.credential, context.language)
        let isAboutNewOne = context.kind == .credentialUpdateRequired
        let shared = FieldSet(texts: [
            "serial_masked": isAboutNewOne ? nil : masked(credential.serial),
            "serial_tail": isAboutNewOne ? nil : tail(credential.serial),
            "compromised_on": credential.keyCompromisedOn.map(language.date),
            "service_center": clean(context.office.serviceCenter, in: context),
            "hotline": clean(context.office.hotline, in: context),
            // It identifies the certificate to those who rely on it, and nobody else needs all of it.
            "serial": context.audience == .relyingParty ? whole(serial: credential.serial) : nil,
            "you": context.audience == .employer
                ? language.either("贵单位", "your organisation") : language.either("您", "you"),
            "renewed_on": (credential.renewedOn ?? occurrence(of: .credentialUpdateRequired, in: context))
                .map(language.date),
        ])
        return [
            whose(record, in: context), status(context), annotation(record, in: context), loss(record, in: context),
            registration(of: record, in: context), documents(for: record, in: context),
        ]
        .reduce(into: shared) { $0.add($1) }
    }

    /// Whether the reader holds the certificate: a person, or the company itself.
    private static func whose(_ record: CredentialRecord, in context: NoticeContext) -> FieldSet {
        let isOwn = context.audience == .holder || (context.audience == .employer && record.isOfCompany)
        return FieldSet(flags: [
            "own": isOwn, "of_company": record.isOfCompany, "renewal_filed": record.recordedState == .renewalPending,
        ])
    }

    /// The holder's registration, which the certificate does not affect, and whether it is sound itself.
    private static func registration(of record: CredentialRecord, in context: NoticeContext) -> FieldSet {
        let (expires, today) = (record.registrationExpires, context.asOf)
        let window = expires.map { RenewalWindow(expires: $0, policy: context.policy) }
        let isOver = expires.map { today > $0 } ?? false
        let isEnding = !isOver && window.map { today >= $0.mark } ?? false
        return FieldSet(
            texts: ["registration_valid_until": expires.map(context.language.date)],
            flags: [
                "registration_over": isOver,
                "registration_ending": isEnding,
                "registration_runs": expires != nil && !isOver && !isEnding,
            ]
        )
    }

    /// The status a relying party learns of.
    private static func status(_ context: NoticeContext) -> FieldSet {
        let status = context.changedStatus
        let words = status.map(\.words)
        return FieldSet(
            texts: [
                "status": words.map { context.language == .chinese ? $0.chinese : $0.english },
                "effective_on": occurrence(of: .credentialStatusChanged, in: context).map(context.language.date),
            ],
            flags: [
                "status_expired": status == .expired,
                "status_void": status == .void,
                "status_superseded": status == .superseded,
            ]
        )
    }

    private static func annotation(_ record: CredentialRecord, in context: NoticeContext) -> FieldSet {
        let isAboutOne = context.kind == .annotationExpiring
        let found = record.annotations.first { $0.id == context.notice.key.detail }
        let annotation = isAboutOne ? found : nil
        let end = annotation?.validUntil ?? occurrence(of: .annotationExpiring, in: context)
        return FieldSet(
            texts: [
                "purpose": remark(annotation?.purpose, in: context),
                "annotation_until": end.map(context.language.date),
                "annotation_limit": context.language.days(context.policy.annotationLimitDays),
            ],
            flags: ["annotation_over": end.map { context.asOf > $0 } ?? false]
        )
    }

    private static func loss(_ record: CredentialRecord, in context: NoticeContext) -> FieldSet {
        let (language, reissue) = (context.language, record.reissue)
        let elapsed = reissue?.requestedOn.map { max(0, $0.days(until: context.asOf)) }
        let completed = record.lossReport?.completedOn ?? occurrence(of: .credentialVoided, in: context)
        let drafted = record.lossReport?.draftedOn ?? occurrence(of: .lossConfirmationNeeded, in: context)
        return FieldSet(
            texts: [
                "completed_on": completed.map(language.date),
                "drafted_on": drafted.map(language.date),
                "requested_on": reissue?.requestedOn.map(language.date),
                "time_elapsed": elapsed.map(language.days),
                "new_serial_masked": masked(reissue?.newSerial),
                "new_serial_tail": tail(reissue?.newSerial),
                // The registry does not record how a replacement is delivered.
                "delivery": nil,
            ],
            flags: [
                "keeps_expiry": context.policy.reissueKeepsExpiry,
                "fee_asked": reissue?.state == .feeDue,
                "loss_completed": record.lossReport?.state == .completed,
                "loss_submitted": record.lossReport?.state == .submitted,
            ]
        )
    }

    /// What to have ready for the renewal of the certificate, or for a new one.
    private static func documents(for record: CredentialRecord, in context: NoticeContext) -> FieldSet {
        let assessment = CredentialAssessment(of: record, on: context.asOf, policy: context.policy)
        let matter: Checklist.Matter? =
            switch assessment.procedure {
            case .renewal: .credentialRenewal
            case .reapply: .credentialReapply
            case .none, .update, .awaitDecision, .lossReport, .reissue, .awaitReissue: nil
            }
        return FieldSet(texts: ["documents": matter.map { documents(for: $0, in: context) }])
    }

    /// The day of the event of one kind; `nil` in notices of other kinds.
    private static func occurrence(of kind: NoticeKind, in context: NoticeContext) -> CalendarDate? {
        context.kind == kind ? context.notice.key.occurrence : nil
    }
}

extension NoticeContext {
    /// The status a credential has changed to; `nil` in notices about anything else.
    var changedStatus: CredentialLifecycle.State? {
        guard kind == .credentialStatusChanged else { return nil }
        return notice.key.detail.flatMap(CredentialLifecycle.State.init)
    }
}
