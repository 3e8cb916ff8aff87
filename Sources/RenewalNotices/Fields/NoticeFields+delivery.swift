import RenewalRules

/// The fields of a delivery that was given up or came back.
extension NoticeFields {
    static func delivery(_ failure: FailedDelivery, in context: NoticeContext) -> FieldSet {
        let recipient = FieldText.clean(MaskedRecipient(failure.recipient, channel: failure.channel).description)
        return FieldSet(
            texts: [
                "notice_title": context.language.title(of: failure.notice.key.kind),
                "recipient_masked": recipient,
                "recipient_short": recipient.map { FieldText.cut($0, to: 18) },
                "channel": clean(failure.channel, in: context),
                "attempts": failure.attempts > 0 ? "\(failure.attempts)" : nil,
                "error_class": remark(failure.errorClass, in: context),
                "alike": failure.alike > 0 ? "\(failure.alike)" : nil,
            ],
            flags: [
                "waits": failure.waits, "bounced": failure.cameBack, "suppressed": failure.isSuppressed,
                "given_up": !failure.waits && !failure.cameBack,
            ]
        )
    }
}
