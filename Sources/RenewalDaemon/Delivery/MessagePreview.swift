package import RenewalConfig
import RenewalCouriers
import RenewalDelivery
package import RenewalNotices
package import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

/// A message about a real record as it would leave, but marked as a test: nothing is planned, stored or counted.
package struct MessagePreview: Sendable {
    /// What it is to be.
    package enum Content: Hashable, Sendable {
        case mail, event
    }

    /// Why a message cannot be shown or sent as asked.
    package enum Problem: Error, Hashable, Sendable {
        /// No channel, or not the one that was named, carries it.
        case noChannel
        /// The address is one of the holder's.
        case isHolders
    }

    package let chosen: PreviewedNotice
    /// The language of the mail.
    package let language: Language
    /// Through which it would leave; `nil` for words where no channel carries such a message.
    package let channel: ChannelSettings?
    /// To whom; `nil` where it would go to nobody through the channel.
    package let recipient: Recipient?
    private let settings: Settings
    private let composer: DeliveryComposer
    private let calendar: BusinessCalendar
    private let source: EventSource
    private let clock: any Clock

    /// A test takes no number; this is the earliest word of all.
    private static let sequence: Int64 = 1

    /// Chooses the notice and the way it would take.
    ///
    /// - Parameters:
    ///   - wish: which notice
    ///   - subject: the record, as it stands now
    ///   - content: what it is to be; `nil` for whatever the notice becomes
    ///   - name: the channel; `nil` for the first that fits
    ///   - language: of the words; `nil` for the recipient's
    ///   - settings: the configuration
    ///   - registry: where the records are
    ///   - outbox: what was told, acknowledged and muted; read only
    ///   - clock: the source of time
    /// - Throws: `PreviewedNotice.Problem`, ``Problem/noChannel``, `OutboxError`, `RegistryError` or `DaemonError`
    package init(
        of wish: PreviewedNotice.Wish,
        about subject: Subject,
        as content: Content?,
        through name: String?,
        in language: Language?,
        settings: Settings,
        registry: any RegistrySource,
        outbox: any OutboxLookups,
        clock: some Clock
    ) async throws {
        let calendar = try settings.calendar()
        let chooser = try await PreviewChooser(
            about: subject,
            planner: Planner(registry: registry, settings: settings),
            outbox: outbox,
            calendar: calendar,
            on: calendar.day(of: clock.now)
        )
        chosen = try chooser.choose(wish)
        let fitting = settings.channels.filter { channel in
            (name.map { $0 == channel.name } ?? true) && (content.map { $0 == channel.carries } ?? true)
        }
        recipient = chosen.recipients.first { recipient in fitting.contains { $0.name == recipient.channel } }
        channel = fitting.first { [recipient] in $0.name == recipient?.channel } ?? fitting.first
        guard channel != nil || name == nil else { throw Problem.noChannel }
        self.language =
            language ?? recipient?.language ?? subject.language(of: chosen.notice) ?? settings.texts.language
        self.settings = settings
        self.calendar = calendar
        composer = DeliveryComposer(
            settings: settings,
            templates: TemplateSet(directory: settings.texts.templatesDirectory),
            calendar: calendar
        )
        // Before the first run there is no state file.
        let office = outbox.instanceID.isEmpty ? "none" : outbox.instanceID
        source = EventSource(office: office, sequence: Self.sequence) { outbox.standIn(for: $0) }
        self.clock = clock
    }

    /// What it would become: a mail, unless it goes to a program.
    package var content: Content { recipient == nil ? .mail : channel?.carries ?? .mail }

    /// Subject, text and HTML.
    package var words: RenderedNotice {
        composer.templates.render(context(in: language), forMail: content == .mail)
    }

    /// The mail as the courier would hand it over, dated when it would leave; without a recipient to its sender.
    ///
    /// - Throws: ``Problem/noChannel`` when none carries mails
    package func mail() throws(Problem) -> [UInt8] {
        guard let sender else { throw .noChannel }
        let address = recipient.flatMap { try? EmailAddress($0.address) }
        let form = SampleForm.mail(from: sender, to: address ?? sender.address)
        return composer.test(context(in: language), as: form, called: id, at: instant, from: source).bytes
    }

    /// The event that a program would get; a large one in several parts, a line each.
    package var event: [UInt8] {
        let program = channel?.events ?? EventSettings()
        let subject = program.masksNames ? view.withMaskedNames : view
        var context = composer.test(
            of: chosen.notice,
            about: subject,
            to: recipient?.name,
            in: settings.texts.language,
            on: chosen.day
        )
        context.standIn = source.standIn
        return composer.test(context, as: .event(program), called: id, at: instant, from: source).bytes
    }

    /// Mails it to somebody else, at once.
    ///
    /// - Parameter address: of whoever looks at the test
    /// - Returns: what was sent, and what came back
    /// - Throws: ``Problem``, or what makes the channel unusable as it is, such as a secret that was not read
    package func send(to address: EmailAddress) async throws -> ChannelTrial.Outcome {
        guard let channel, let sender else { throw Problem.noChannel }
        guard chosen.subject.holder?.addresses.mailboxes.contains(address.mailbox) != true else {
            throw Problem.isHolders
        }
        let engine = CurlEngine(mailThreads: 1)
        let courier = try channel.courier(on: engine)
        let (form, context) = (SampleForm.mail(from: sender, to: address), context(in: language))
        let outcome = await ChannelTrial.send(
            chosen.notice.key.kind,
            as: form,
            to: address.description,
            through: courier,
            clock: clock
        ) { id, now in composer.test(context, as: form, called: id, at: now, from: source) }
        await engine.shutdown()
        return outcome
    }

    private var sender: MailIdentity? {
        if case .mail(let sender) = channel?.kind.descriptor.content { sender } else { nil }
    }

    private var view: Subject {
        guard let recipient else { return chosen.subject }
        return Addressing(settings: settings).view(
            of: chosen.subject,
            for: recipient.address,
            on: recipient.channel
        )
    }

    private func context(in language: Language) -> NoticeContext {
        composer.test(of: chosen.notice, about: view, to: recipient?.name, in: language, on: chosen.day)
    }

    /// Another one than that of the delivery, and the same each time.
    private var id: String {
        StableID.of("preview \(chosen.notice.key) \(channel?.name ?? "") \(recipient?.address ?? "") \(chosen.day)")
    }

    /// When it would leave on its day.
    private var instant: UnixTime {
        let now = clock.now
        guard chosen.day != calendar.day(of: now) else { return now }
        return calendar.instant(atMinute: settings.schedule.sendFrom.minutes, of: chosen.day)
    }
}

extension ChannelSettings {
    /// What it carries.
    package var carries: MessagePreview.Content {
        switch kind.descriptor.content {
        case .mail: .mail
        case .event: .event
        }
    }
}

extension Subject {
    /// The language of whoever a notice is for, if the record knows it.
    fileprivate func language(of notice: Notice) -> Language? {
        switch notice.key.audience {
        case .holder: holder?.language
        case .employer: employer(toldOf: notice.key)?.language
        case .administrator, .relyingParty: nil
        }
    }
}
