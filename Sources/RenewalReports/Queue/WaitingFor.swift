package import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

/// What a delivery waits for that has not left yet.
package enum WaitingFor: Hashable, Sendable {
    /// Nothing: it leaves as soon as it is its turn.
    case turn
    /// An operator, who lets all sending go on.
    case sending(HoldReason)
    /// An operator, who releases it; the reason as the queue stores it.
    case release(reason: String)
    /// Its channel; the instant at which that is tried again by itself, if it is.
    case channel(ChannelTrouble, until: UnixTime?)
    /// The sending hours.
    case hours(until: UnixTime)
    /// Its next attempt.
    case retry(at: UnixTime)
    /// A minute of its own.
    case spread(until: UnixTime)
    /// The next day, because its recipient has had enough today.
    case recipientLimit(until: UnixTime)
    /// The next minute, because the mail domain has had enough in this one.
    case domainLimit(until: UnixTime)

    /// What an operator may ask for, as JSON spells it.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        case turn, sending, release, channel, hours, retry, spread
        case recipientLimit = "recipient_limit"
        case domainLimit = "domain_limit"
    }

    package var cause: Cause {
        switch self {
        case .turn: .turn
        case .sending: .sending
        case .release: .release
        case .channel: .channel
        case .hours: .hours
        case .retry: .retry
        case .spread: .spread
        case .recipientLimit: .recipientLimit
        case .domainLimit: .domainLimit
        }
    }

    /// When it is over by itself; `nil` when it needs a person, or nothing keeps it back.
    package var end: UnixTime? {
        switch self {
        case .turn, .sending, .release: nil
        case .channel(_, let until): until
        case .hours(let until), .retry(let until), .spread(let until), .recipientLimit(let until),
            .domainLimit(let until):
            until
        }
    }

    /// In a few words, as in `until 09:00`.
    package func words(_ calendar: BusinessCalendar) -> Phrase {
        switch self {
        case .turn: Phrase("即将发送", "about to leave")
        case .sending(let reason):
            Phrase("全部暂停（\(Language.chinese.title(of: reason))）", "sending is held (\(reason.rawValue))")
        case .release(let reason):
            Phrase("待放行（\(DeliverySummary.words(ofReason: reason).chinese)）", "held (\(reason))")
        case .channel(let trouble, let until):
            Phrase("渠道", "channel ") + trouble.state
                + (until.map(calendar.localText).map { Phrase("，到\($0)", " until \($0)") } ?? .empty)
        case .hours(let until):
            Phrase("发送时段从\(calendar.localText(of: until))开始", "sending hours, from \(calendar.localText(of: until))")
        case .retry(let next): Phrase("\(calendar.localText(of: next))重试", "next try \(calendar.localText(of: next))")
        case .spread(let until):
            Phrase("错开发送，\(calendar.localText(of: until))", "its minute, \(calendar.localText(of: until))")
        case .recipientLimit(let until):
            Phrase(
                "收件人当天已达上限，到\(calendar.localText(of: until))",
                "its recipient's limit for the day, until \(calendar.localText(of: until))"
            )
        case .domainLimit(let until):
            Phrase(
                "该邮箱域名每分钟已达上限，到\(calendar.localText(of: until))",
                "its domain's limit for a minute, until \(calendar.localText(of: until))"
            )
        }
    }
}

/// What may keep deliveries back at one moment.
package struct Obstacles: Sendable {
    /// The holds of everything.
    private let holds: [SendingHold]
    private let troubles: [String: [ChannelTrouble]]
    private let hours: SendingHours
    private let now: UnixTime

    package init(holds: [SendingHold], troubles: [ChannelTrouble], hours: SendingHours, at now: UnixTime) {
        self.holds = holds.filter { $0.scope == .everything }
        self.troubles = Dictionary(grouping: troubles, by: \.channel)
        (self.hours, self.now) = (hours, now)
    }

    /// What a delivery waits for; `nil` for one that is being sent or is settled.
    package func reason(of delivery: DeliverySummary) -> WaitingFor? {
        reason(
            in: delivery.state,
            because: delivery.reason,
            of: delivery.kind,
            through: delivery.channel,
            isUrgent: delivery.severity >= .urgent,
            nextAttempt: delivery.nextAttempt
        )
    }

    /// What a part of the queue waits for; `nil` for what is being sent.
    package func reason(of part: QueuePart) -> WaitingFor? {
        reason(
            in: part.state,
            because: part.reason,
            of: nil,
            through: part.channel,
            isUrgent: part.isUrgent,
            nextAttempt: part.nextAttempt
        )
    }

    private func reason(
        in state: DeliveryState,
        because reason: String?,
        of kind: NoticeKind?,
        through channel: String,
        isUrgent: Bool,
        nextAttempt: UnixTime?
    ) -> WaitingFor? {
        switch state {
        case .held: return .release(reason: reason ?? "")
        case .sent, .bounced, .failed, .cancelled, .superseded, .sending: return nil
        case .pending, .deferred: break
        }
        // The notice about a hold is not held, unless nothing may leave at all.
        if let hold = holds.first(where: { kind != .sendingHeld || !$0.reason.isTold }) { return .sending(hold.reason) }
        if let trouble = blocking(channel) { return trouble }
        let opening = hours.opening(for: isUrgent ? .urgent : .info, notBefore: max(now, nextAttempt ?? now))
        guard let nextAttempt, nextAttempt > now else { return opening > now ? .hours(until: opening) : .turn }
        switch reason.flatMap(PaceReason.init) {
        case .spread: return .spread(until: opening)
        case .recipientLimit: return .recipientLimit(until: opening)
        case .domainLimit: return .domainLimit(until: opening)
        case nil: return opening == nextAttempt ? .retry(at: nextAttempt) : .hours(until: opening)
        }
    }

    /// The trouble of a channel that keeps its deliveries back just now.
    private func blocking(_ channel: String) -> WaitingFor? {
        for trouble in troubles[channel] ?? [] {
            switch trouble {
            case .disabled, .unknown: return .channel(trouble, until: nil)
            case .paused(_, let pause): return .channel(trouble, until: pause.until)
            case .fault(_, _, _, let rest):
                if let rest, rest > now { return .channel(trouble, until: rest) }
            }
        }
        return nil
    }
}
