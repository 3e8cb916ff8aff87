import RenewalConfig
import RenewalDaemon
import RenewalOutbox

/// Why deliveries wait for a channel, in sentences for an operator.
extension Outbox {
    /// One sentence for each channel that deliveries wait for and a configuration does not have; of all channels, or some.
    func strandedSentences(
        besides settings: Settings,
        of channels: Set<String>? = nil
    ) async throws -> [String] {
        let names = Set(settings.channels.map(\.name))
        let stranded = try await waitingChannels().filter {
            !names.contains($0.key) && channels?.contains($0.key) ?? true
        }
        return stranded.sorted { $0.key < $1.key }.map { name, count in
            "\(counted(count, "delivery waits", "deliveries wait")) for channel \(name), which the configuration does not "
                + "have: `renewald outbox move --from \(name) --to CHANNEL` or `renewald outbox cancel --channel \(name)`"
        }
    }

    /// One sentence for each channel that is gone or at fault; of all channels, or some.
    func faultSentences(
        _ calendar: BusinessCalendar,
        of channels: Set<String>? = nil
    ) async throws -> [String] {
        let isAskedFor = { (name: String) in channels?.contains(name) ?? true }
        let gone = try await disabledChannels().filter { isAskedFor($0.key) }.sorted { $0.key < $1.key }.map {
            name,
            reason in
            OutboxCommand.sentence(onDisabled: name, reason: reason)
        }
        let faults = try await channelStates().filter { isAskedFor($0.key) }.sorted { $0.key < $1.key }.compactMap {
            name,
            state -> String? in
            guard let fault = state.fault else { return nil }
            let since = state.since.map { " since \(calendar.localText(of: $0))" } ?? ""
            let rest = state.restUntil.map { ", rests until \(calendar.localText(of: $0))" } ?? ""
            return "channel \(name) is at fault\(since)\(rest): \(fault)"
        }
        return gone + faults
    }
}
