package import RenewalConfig
import RenewalCouriers
package import RenewalDelivery
package import RenewalOutbox
import RenewalRegistry
package import RenewalRules

/// Sends a program again what it has accepted, with the same ids and bytes, one event at a time and in the order in which
/// they were accepted.
///
/// Whether an event is still true does not matter: the numbers in them tell a consumer which is the later word. But who is
/// muted today hears nothing, because a program may pass on what it gets.
package struct EventReplay: Sendable {
    /// What came of it.
    package struct Tally: Hashable, Sendable {
        /// Accepted once more.
        package var accepted = 0
        /// Left out, because their messages are erased.
        package var erased = 0
        /// Left out, because whoever they tell is muted, or may be: their record cannot be read.
        package var muted = 0
        /// What ended it before the last event.
        package var obstacle: Obstacle?
    }

    /// What keeps the rest from being sent.
    package enum Obstacle: Hashable, Sendable {
        /// All sending is held, and why.
        case held([SendingHold])
        /// The endpoint of the channel is gone.
        case disabled(reason: String)
        case refused(Refusal)
    }

    /// An event that was not accepted again.
    package struct Refusal: Hashable, Sendable {
        /// The `webhook-id` of its first part.
        package let id: String
        /// When it was accepted first.
        package let acceptedAt: UnixTime
        package let verdict: Verdict
    }

    let channel: String
    let courier: any Courier
    let outbox: any OperatorStore
    let registry: any RegistrySource
    let calendar: BusinessCalendar
    let clock: any Clock

    /// Looked up at a time; a read of the registry takes at most 500 records.
    private static let pageSize = 200

    /// Sends what a channel accepted in a span of time, until something is not accepted.
    ///
    /// - Parameters:
    ///   - channel: one that carries events, its secrets read
    ///   - span: when they were accepted
    ///   - record: the only record whose events are wanted; `nil` for all
    ///   - outbox: where they are kept
    ///   - settings: the configuration
    ///   - clock: the source of time
    /// - Returns: how many went out again, and what ended it early
    /// - Throws: `OutboxError`, `RegistryError` where somebody is muted, or what makes the channel unusable as it is
    package static func run(
        through channel: ChannelSettings,
        during span: Range<UnixTime>,
        of record: String?,
        from outbox: any OperatorStore,
        settings: Settings,
        clock: some Clock
    ) async throws -> Tally {
        let engine = CurlEngine(mailThreads: 1)
        let replay = EventReplay(
            channel: channel.name,
            courier: try channel.courier(on: engine),
            outbox: outbox,
            registry: try settings.registryOpenedLater(),
            calendar: try settings.calendar(),
            clock: clock
        )
        let tally = try await replay.run(during: span, of: record)
        await engine.shutdown()
        return tally
    }

    func run(during span: Range<UnixTime>, of record: String?) async throws -> Tally {
        var tally = Tally()
        var last: AcceptedDelivery?
        repeat {
            let page = try await outbox.accepted(
                by: channel,
                during: span,
                of: record,
                after: last,
                limit: Self.pageSize
            )
            let muted = try await muted(of: page.filter { !$0.isErased })
            for delivery in page {
                // The daemon or an operator may hold everything meanwhile.
                tally.obstacle = try await obstacle()
                guard tally.obstacle == nil else { break }
                try await send(delivery, isMuted: muted.contains(delivery.id), counting: &tally)
                guard tally.obstacle == nil else { break }
            }
            last = page.count < Self.pageSize ? nil : page.last
        } while last != nil && tally.obstacle == nil
        return tally
    }

    private func obstacle() async throws -> Obstacle? {
        let holds = try await outbox.sendingHolds().filter { $0.scope == .everything }
        guard holds.isEmpty else { return .held(holds) }
        return try await outbox.disabledChannels()[channel].map { .disabled(reason: $0) }
    }

    private func send(_ delivery: AcceptedDelivery, isMuted: Bool, counting tally: inout Tally) async throws {
        guard !isMuted else { return tally.muted += 1 }
        let now = clock.now
        guard !delivery.isErased, let message = try await outbox.replay(delivery.id, at: now) else {
            return tally.erased += 1
        }
        let id = delivery.eventID(composedFor: message.attempt)
        let verdict = await courier.attempt(
            Parcel(
                deliveryID: delivery.id,
                eventID: id,
                recipient: channel,
                payload: message.bytes,
                sentAt: now,
                isReplay: true
            )
        )
        try await outbox.recordReplay(of: delivery.id, verdict, at: clock.now)
        guard verdict.outcome != .delivered else { return tally.accepted += 1 }
        tally.obstacle = .refused(Refusal(id: "msg_\(id)", acceptedAt: delivery.acceptedAt, verdict: verdict))
    }

    /// Those of some deliveries that tell a muted person, or whose person is unknown; a withdrawal tells nothing but that something is over.
    private func muted(of page: [AcceptedDelivery]) async throws -> Set<String> {
        let mutes = Mutes(try await outbox.mutes(), on: calendar.day(of: clock.now))
        guard !mutes.isEmpty else { return [] }
        let records = Set(page.map(\.notice.key.series.record))
        let own: Set<RecordID.RecordType> = [.registration, .qualification, .credential, .credentialApplication]
        let found: [Subject]
        do {
            found = try await registry.subjects(records.filter { own.contains($0.type) }).subjects
        } catch {
            guard error.isAboutContent else { throw error }
            found = []
        }
        let subjects = Dictionary(found.map { ($0.record, $0) }) { first, _ in first }
        let muted = page.filter { delivery in
            let key = delivery.notice.key
            guard key.kind != .reminderWithdrawn else { return false }
            guard let subject = subjects[key.series.record] else {
                // Nobody can tell whose it is.
                return own.contains(key.series.record.type)
            }
            return mutes.silence(key.audience, of: subject)
        }
        return Set(muted.map(\.id))
    }
}
