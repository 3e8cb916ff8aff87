package import RenewalConfig
package import RenewalDaemon
package import RenewalOutbox
package import RenewalRules

/// Why deliveries wait for a channel.
package enum ChannelTrouble: Hashable, Sendable {
    /// Its endpoint is gone, and it sends nothing until an operator brings it back.
    case disabled(channel: String, reason: String)
    case fault(channel: String, words: String, since: UnixTime?, restsUntil: UnixTime?)
    /// An operator's order.
    case paused(channel: String, ChannelPause)
    /// The configuration does not have it.
    case unknown(channel: String, waiting: Int)

    /// Finds what is wrong with channels.
    ///
    /// - Parameters:
    ///   - outbox: where it is noted
    ///   - settings: the configuration that should have the channels
    ///   - channels: the only ones to tell of; `nil` for all
    ///   - now: when it is asked
    /// - Returns: the disabled ones, those at fault, the paused ones, those that are unknown, each by name
    /// - Throws: `OutboxError`
    package static func all(
        in outbox: any OutboxLookups,
        settings: Settings,
        of channels: Set<String>? = nil,
        at now: UnixTime
    ) async throws -> [ChannelTrouble] {
        let states = try await outbox.channelStates().sorted { $0.key < $1.key }
        let gone = try await disabled(in: outbox)
        let faults = states.filter { name, _ in !gone.contains { $0.channel == name } }.compactMap { name, state in
            state.fault.map { fault(channel: name, words: $0, since: state.since, restsUntil: state.restUntil) }
        }
        let pauses = states.compactMap { name, state in
            state.pause.flatMap { $0.holds(at: now) ? paused(channel: name, $0) : nil }
        }
        let troubles = try await gone + faults + pauses + unknown(in: outbox, settings: settings)
        guard let channels else { return troubles }
        return troubles.filter { channels.contains($0.channel) }
    }

    /// Finds the channels whose endpoint is gone.
    ///
    /// - Throws: `OutboxError`
    package static func disabled(in outbox: any OutboxLookups) async throws -> [ChannelTrouble] {
        try await outbox.disabledChannels().sorted { $0.key < $1.key }.map { .disabled(channel: $0, reason: $1) }
    }

    /// Finds the channels that deliveries wait for and a configuration does not have.
    ///
    /// - Throws: `OutboxError`
    package static func unknown(in outbox: any OutboxLookups, settings: Settings) async throws -> [ChannelTrouble] {
        let names = Set(settings.channels.map(\.name))
        return try await outbox.waitingChannels().filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
            .map { .unknown(channel: $0, waiting: $1) }
    }

    /// The name of the channel.
    package var channel: String {
        switch self {
        case .disabled(let channel, _), .fault(let channel, _, _, _), .paused(let channel, _), .unknown(let channel, _):
            channel
        }
    }

    /// Whether the channel sends nothing before somebody acts; one at fault is tried again by itself.
    package var keepsBack: Bool {
        switch self {
        case .disabled, .paused: true
        case .fault, .unknown: false
        }
    }

    /// What an operator reads of a channel whose endpoint is gone, with the command that helps.
    static func disabledSentence(channel: String, reason: String) -> Phrase {
        let command = "`renewald outbox release --channel \(channel)`"
        return Phrase(
            "渠道 \(channel) 已停用：\(reason)；用 \(command) 重新启用",
            "channel \(channel) is disabled: \(reason); \(command) brings it back"
        )
    }

    /// What an operator reads, with the command that helps where there is one.
    package func sentence(_ calendar: BusinessCalendar) -> Phrase {
        switch self {
        case .disabled(let channel, let reason):
            return Self.disabledSentence(channel: channel, reason: reason)
        case .fault(let channel, let words, let since, let restsUntil):
            let (since, rest) = (since.map(calendar.localText), restsUntil.map(calendar.localText))
            return Phrase("渠道 \(channel) ", "channel \(channel) is at fault")
                + (since.map { Phrase("自\($0)起", " since \($0)") } ?? .empty) + Phrase("出现故障", "")
                + (rest.map { Phrase("，暂停到\($0)", ", rests until \($0)") } ?? .empty) + .colon
                + Phrase(verbatim: words)
        case .paused(let channel, let pause): return Self.sentence(of: pause, on: channel, calendar)
        case .unknown(let channel, let waiting):
            let count = counted(waiting, "delivery waits", "deliveries wait")
            let cancel = "`renewald outbox cancel --channel \(channel)`"
            return Phrase(
                "有\(waiting)条投递在等待配置文件中没有的渠道 \(channel)：用 `renewald outbox move --from \(channel) --to 渠道` "
                    + "改由其他渠道发送，或用 \(cancel) 取消",
                "\(count) for channel \(channel), which the configuration does not have: "
                    + "`renewald outbox move --from \(channel) --to CHANNEL` or \(cancel)"
            )
        }
    }

    private static func sentence(of pause: ChannelPause, on channel: String, _ calendar: BusinessCalendar) -> Phrase {
        let end = pause.until.map(calendar.localText).map { Phrase("到\($0)", " until \($0)") } ?? .empty
        let reason = pause.reason.map { Phrase("：\($0)", ": \($0)") } ?? .empty
        let (since, command) = (calendar.localText(of: pause.since), "`renewald channel resume \(channel)`")
        return Phrase(
            "渠道 \(channel) 已由 \(pause.by) 于\(since)暂停",
            "channel \(channel) was paused by \(pause.by) at \(since)"
        )
            + end + reason + Phrase("；用 \(command) 恢复", "; \(command) lets it go on")
    }
}
