package import RenewalConfig
import RenewalCouriers
package import RenewalDelivery
import RenewalNotices
package import RenewalRules

/// Sends a notice about made-up people through a channel, as its lane would, but beside the outbox: nothing is planned,
/// stored or counted.
package struct ChannelTrial: Sendable {
    /// Why a channel cannot be tried as asked.
    package enum Problem: Error, Hashable, Sendable {
        /// It mails people, and nobody was named.
        case needsRecipient
        /// It has a target of its own.
        case takesNoRecipient
    }

    /// What was sent, and what came back.
    package struct Outcome: Hashable, Sendable {
        package let kind: NoticeKind
        /// The `webhook-id`, or the `Message-ID` without angle brackets.
        package let id: String
        package let subject: String
        package let byteCount: Int
        package let verdict: Verdict
        package let duration: Duration
    }

    private let channel: ChannelSettings
    private let recipient: String
    private let form: SampleForm
    private let language: Language
    private let composer: DeliveryComposer
    private let source: EventSource
    private let clock: any Clock

    /// The earliest word of all, should a consumer put a test in its table after all.
    private static let sequence: Int64 = 1

    /// Prepares a trial.
    ///
    /// - Parameters:
    ///   - channel: one of the configuration, its secrets read
    ///   - recipient: whom to mail; `nil` for a channel with a target of its own
    ///   - language: that of a mail; an event has all
    ///   - settings: the configuration
    ///   - office: the id of the state file, which tells its events from others where the configuration does not
    ///   - clock: the source of time
    /// - Throws: ``Problem``, or `DaemonError` for an unknown time zone
    package init(
        of channel: ChannelSettings,
        to recipient: EmailAddress?,
        in language: Language,
        settings: Settings,
        office: String,
        clock: some Clock
    ) throws {
        switch (channel.kind.descriptor.content, recipient) {
        case (.mail(let sender), let recipient?): form = .mail(from: sender, to: recipient)
        case (.mail, nil): throw Problem.needsRecipient
        case (.event, nil): form = .event(channel.events)
        case (.event, _?): throw Problem.takesNoRecipient
        }
        self.channel = channel
        self.recipient = recipient?.description ?? channel.name
        self.language = language
        composer = DeliveryComposer(
            settings: settings,
            templates: TemplateSet(directory: settings.texts.templatesDirectory),
            calendar: try settings.calendar()
        )
        source = EventSource(office: office, sequence: Self.sequence) { $0 }
        self.clock = clock
    }

    /// Sends a notice of each kind, one after another.
    ///
    /// - Parameters:
    ///   - kinds: what to say
    ///   - hearing: called after each attempt
    /// - Throws: what makes the channel unusable as it is, such as a secret that was not read
    package func send(_ kinds: [NoticeKind], hearing: (Outcome) -> Void) async throws {
        let engine = CurlEngine(mailThreads: 1)
        let courier = try channel.courier(on: engine)
        for kind in kinds { hearing(await send(kind, through: courier)) }
        await engine.shutdown()
    }

    private func send(_ kind: NoticeKind, through courier: any Courier) async -> Outcome {
        await Self.send(kind, as: form, to: recipient, through: courier, clock: clock) { id, now in
            composer.sample(of: kind, as: form, in: language, called: id, at: now, from: source)
        }
    }

    /// Hands over one message, composed for an id of its own and the instant at which it leaves.
    static func send(
        _ kind: NoticeKind,
        as form: SampleForm,
        to recipient: String,
        through courier: any Courier,
        clock: any Clock,
        composing compose: (String, UnixTime) -> DeliveryComposer.Composed
    ) async -> Outcome {
        let (now, began) = (clock.now, clock.uptime)
        // Another one each time: a consumer ignores an id that it knows.
        let id = StableID.of("\(now.milliseconds) \(UInt64.random(in: .min ... .max))")
        let message = compose(id, now)
        let verdict = await courier.attempt(
            Parcel(deliveryID: id, recipient: recipient, payload: message.bytes, sentAt: now)
        )
        return Outcome(
            kind: kind,
            id: form.name(of: id),
            subject: message.subject,
            byteCount: message.bytes.count,
            verdict: verdict,
            duration: clock.uptime - began
        )
    }
}

extension SampleForm {
    /// The `Message-ID` without angle brackets, or the `webhook-id`.
    fileprivate func name(of id: String) -> String {
        switch self {
        case .mail(let sender, _): "\(id)@\(sender.address.domain)"
        case .event: "msg_\(id)"
        }
    }
}

extension ChannelSettings {
    /// The courier of the channel, which says of itself what program it is.
    func courier(on engine: CurlEngine) throws -> any Courier {
        try kind.descriptor.courier(on: engine, as: Release.userAgent)
    }
}
