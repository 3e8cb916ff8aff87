import RenewalConfig
import RenewalCouriers
import RenewalDelivery
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

/// What a made-up notice becomes.
enum SampleForm: Sendable {
    case mail(from: MailIdentity, to: EmailAddress)
    case event(EventSettings)

    var masksNames: Bool {
        switch self {
        case .mail: false
        case .event(let program): program.masksNames
        }
    }
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
        let composed: Composed
        switch channel.kind.descriptor.content {
        case .mail(let sender):
            let context = context(of: delivery, about: subject, in: delivery.recipient.language, at: now)
            let recipient = try EmailAddress(delivery.recipient.address)
            composed = mail(context, from: sender, to: recipient, as: delivery.id, at: now)
        case .event:
            let subject = channel.events.masksNames ? subject.withMaskedNames : subject
            var context = context(of: delivery, about: subject, in: settings.texts.language, at: now)
            context.standIn = source.standIn
            let id = delivery.eventID(composedFor: delivery.attempt)
            composed = event(context, for: channel.events, as: id, at: now, from: source)
        }
        return FrozenMessage(attempt: delivery.attempt, subject: composed.subject, bytes: composed.bytes)
    }

    /// Composes a notice about made-up people, marked as a test.
    ///
    /// - Parameters:
    ///   - kind: what it is to say
    ///   - form: what it becomes
    ///   - language: that of a mail
    ///   - id: that of the mail or event
    ///   - now: the instant of the message
    ///   - source: what an event says of where it comes from
    /// - Returns: the message, of one part
    func sample(
        of kind: NoticeKind,
        as form: SampleForm,
        in language: Language,
        called id: String,
        at now: UnixTime,
        from source: EventSource
    ) -> Composed {
        let context = NoticeContext.sample(of: kind, in: language, office: office, timeZone: settings.timeZone) {
            form.masksNames ? $0.withMaskedNames : $0
        }
        return test(context, as: form, called: id, at: now, from: source)
    }

    /// Composes a notice that is marked as a test.
    ///
    /// - Parameters:
    ///   - context: the notice and its record, as the recipient may see them
    ///   - form: what it becomes
    ///   - id: that of the mail or event
    ///   - now: the instant of the message
    ///   - source: what an event says of where it comes from
    /// - Returns: the message
    func test(
        _ context: NoticeContext,
        as form: SampleForm,
        called id: String,
        at now: UnixTime,
        from source: EventSource
    ) -> Composed {
        switch form {
        case .mail(let sender, let recipient): mail(context, from: sender, to: recipient, as: id, at: now)
        case .event(let program): event(context, for: program, as: id, at: now, from: source)
        }
    }

    /// A real notice for a test, with what its words depend on.
    ///
    /// - Parameters:
    ///   - notice: of the record
    ///   - subject: what its reader may see of the record
    ///   - name: that of the recipient, if it is known
    ///   - language: that of its words
    ///   - day: the business day of its words
    /// - Returns: a context that is marked as a test
    func test(
        of notice: Notice,
        about subject: Subject,
        to name: String?,
        in language: Language,
        on day: CalendarDate
    ) -> NoticeContext {
        NoticeContext(
            notice: notice,
            subject: subject,
            wasMissed: false,
            asOf: day,
            policy: settings.policy,
            recipientName: name,
            language: language,
            office: office,
            timeZone: settings.timeZone,
            isTest: true
        )
    }

    /// Whether a mail would have nothing to say: a digest whose lines are no longer true, of people with nothing ahead.
    ///
    /// - Parameters:
    ///   - delivery: the delivery, not composed yet
    ///   - subject: what its reader may see of the record
    ///   - now: when it would leave
    /// - Returns: `false` for anything but an employer's digest
    func saysNothing(_ delivery: DueDelivery, about subject: Subject, at now: UnixTime) -> Bool {
        guard case .employer = subject else { return false }
        return context(of: delivery, about: subject, in: delivery.recipient.language, at: now).isEmptyDigest
    }

    /// A message, and its subject in words.
    typealias Composed = (subject: String, bytes: [UInt8])

    private func mail(
        _ context: NoticeContext,
        from sender: MailIdentity,
        to recipient: EmailAddress,
        as id: String,
        at now: UnixTime
    ) -> Composed {
        let rendered = templates.render(context)
        let key = context.notice.key
        let headers = MailHeaders(
            from: sender.address,
            fromName: sender.name,
            replyTo: sender.replyTo,
            to: recipient,
            toName: context.addressee,
            messageID: "\(id)@\(sender.address.domain)",
            date: now,
            utcOffsetMinutes: calendar.utcOffsetMinutes(at: now),
            kind: key.kind,
            noticeID: key.noticeID
        )
        return (rendered.subject, MailComposer.compose(rendered, headers: headers))
    }

    private func event(
        _ context: NoticeContext,
        for program: EventSettings,
        as id: String,
        at now: UnixTime,
        from source: EventSource
    ) -> Composed {
        let rendered = Language.allCases.map { language in
            (language, templates.render(context.spoken(in: language), forMail: false))
        }
        let texts = Dictionary(uniqueKeysWithValues: rendered)
        let head = EventHead(
            id: "msg_\(id)",
            timestamp: now,
            sequence: source.sequence,
            source: "urn:renewald:\(settings.officeID ?? source.office)"
        )
        // The parts of a large digest, a line each.
        let told = texts.filter { program.languages.contains($0.key) }
        let bytes = EventComposer.compose(context, texts: told, head: head)
            .joined(separator: [UInt8(ascii: "\n")])
        return (texts[settings.texts.language]?.subject ?? "", Array(bytes))
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
