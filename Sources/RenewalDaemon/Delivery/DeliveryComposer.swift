import RenewalConfig
import RenewalCouriers
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// What tells the events of this state file from others.
struct EventSource: Sendable {
    /// The id of the office, unless the configuration names it.
    let office: String
    /// The number of the event.
    let sequence: Int64
    /// Replaces ids that are identity numbers.
    let standIn: @Sendable (String) -> String
}

/// Composes a delivery into the bytes for its channel, which every attempt sends unchanged.
struct DeliveryComposer: Sendable {
    let settings: Settings
    let templates: TemplateSet
    let calendar: BusinessCalendar

    /// Renders and composes a delivery as of `now`.
    func compose(
        _ delivery: DueDelivery,
        about subject: Subject,
        through channel: ChannelSettings,
        at now: UnixTime,
        as source: EventSource
    ) throws -> FrozenMessage {
        switch channel.kind.descriptor.content {
        case .mail(let sender): try mail(delivery, about: subject, from: sender, at: now)
        case .event: event(delivery, about: subject, for: channel.events, at: now, as: source)
        }
    }

    private func mail(
        _ delivery: DueDelivery,
        about subject: Subject,
        from sender: MailIdentity,
        at now: UnixTime
    ) throws -> FrozenMessage {
        let context = context(of: delivery, about: subject, in: delivery.recipient.language, at: now)
        let rendered = templates.render(context)
        let headers = MailHeaders(
            from: sender.address,
            fromName: sender.name,
            replyTo: sender.replyTo,
            to: try EmailAddress(delivery.recipient.address),
            toName: context.addressee,
            messageID: "\(delivery.id)@\(sender.address.domain)",
            date: now,
            utcOffsetMinutes: calendar.utcOffsetMinutes(at: now),
            kind: delivery.notice.key.kind,
            noticeID: delivery.noticeID
        )
        let bytes = MailComposer.compose(rendered, headers: headers)
        return FrozenMessage(attempt: delivery.attempt, subject: rendered.subject, bytes: bytes)
    }

    private func event(
        _ delivery: DueDelivery,
        about subject: Subject,
        for program: EventSettings,
        at now: UnixTime,
        as source: EventSource
    ) -> FrozenMessage {
        let subject = program.masksNames ? subject.withMaskedNames : subject
        var context = context(of: delivery, about: subject, in: settings.texts.language, at: now)
        context.standIn = source.standIn
        let rendered = Language.allCases.map { language in
            (language, templates.render(context.spoken(in: language), forMail: false))
        }
        let texts = Dictionary(uniqueKeysWithValues: rendered)
        let head = EventHead(
            id: "msg_\(delivery.eventID(composedFor: delivery.attempt))",
            timestamp: now,
            sequence: source.sequence,
            source: "urn:renewald:\(settings.officeID ?? source.office)"
        )
        // The parts of a large digest, a line each.
        let told = texts.filter { program.languages.contains($0.key) }
        let bytes = EventComposer.compose(context, texts: told, head: head)
            .joined(separator: [UInt8(ascii: "\n")])
        let title = texts[settings.texts.language]?.subject ?? ""
        return FrozenMessage(attempt: delivery.attempt, subject: title, bytes: Array(bytes))
    }

    private func context(
        of delivery: DueDelivery,
        about subject: Subject,
        in language: Language,
        at now: UnixTime
    ) -> NoticeContext {
        NoticeContext(
            notice: delivery.notice,
            subject: subject,
            wasMissed: delivery.wasMissed,
            asOf: calendar.day(of: now),
            policy: settings.policy,
            recipientName: delivery.recipient.name,
            language: language,
            office: office,
            timeZone: settings.timeZone,
            isTest: false
        )
    }

    private var office: OfficeTexts {
        var office = settings.texts.office
        office.rulesVersion = Release.version
        return office
    }
}
