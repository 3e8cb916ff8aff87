import RenewalOutbox
import RenewalRules
import Synchronization

/// What `systemctl status` shows: the worst thing that is true now, and the last scan where nothing is wrong.
///
/// Planning, lanes and reloads report what they meet, and that it is over. The service manager hears of it when the
/// words change.
final class ServiceStatus: Sendable {
    private struct Findings {
        /// From bad to worse: the clock, the registry, what holds sending, single channels, the configuration.
        var clock: String?
        var scanFailure: String?
        var holds: [SendingHold] = []
        var disabled: [String: String] = [:]
        var faults: [String: String] = [:]
        var reload: String?
        var summary = "started"

        var words: String {
            let held = holds.map { "\($0.headline): \($0.remark), until `\($0.releaseCommand)`" }
            let channels = faults.merging(disabled) { _, gone in gone }.sorted { $0.key < $1.key }.map(\.value)
            let wrong = [clock, scanFailure].compactMap(\.self) + held + channels + [reload].compactMap(\.self)
            return wrong.isEmpty ? summary : wrong.joined(separator: "; ")
        }
    }

    private let manager: ServiceManager
    private let findings = Mutex(Findings())

    init(_ manager: ServiceManager) { self.manager = manager }

    /// The service has started.
    func begins() { findings.withLock { manager.notify(.ready, status: $0.words) } }

    /// A reload begins; ``reloads()`` or ``refusesReload(because:)`` must follow.
    func beginsReload(uptime: Duration) { manager.notify(.reloading(uptime: uptime)) }

    /// The clock cannot be right; `nil` when it can.
    func note(clock: String?) { change { $0.clock = clock } }

    /// The last scan failed; `nil` when it did not.
    ///
    /// - Returns: whether the one before it came to something else
    @discardableResult
    func note(scanFailure: String?) -> Bool {
        change { findings in
            let words = scanFailure.map { "the scan fails and is repeated until it succeeds: \($0)" }
            defer { findings.scanFailure = words }
            return findings.scanFailure != words
        }
    }

    /// What holds sending, or parts of it, just now.
    func note(holds: [SendingHold]) { change { $0.holds = holds } }

    /// Looks at what an operator may have changed meanwhile.
    func look(at outbox: any OutboxLookups) async {
        // A file that is busy for a moment is looked at again soon; what is wrong with it others tell.
        guard let holds = try? await outbox.sendingHolds(), let disabled = try? await outbox.disabledChannels(),
            let states = try? await outbox.channelStates()
        else { return }
        change { findings in
            // Faults from before the last start too.
            for (name, state) in states where findings.faults[name] == nil {
                guard let since = state.since else { continue }
                findings.faults[name] = "channel \(name) is at fault, its deliveries wait: since \(since.rfc3339)"
            }
            findings.holds = holds
            findings.disabled = disabled.reduce(into: [:]) { words, channel in
                words[channel.key] = "channel \(channel.key) is disabled, its endpoint is gone"
            }
        }
    }

    /// A channel is at fault, its deliveries wait.
    ///
    /// - Parameters:
    ///   - channel: its name
    ///   - fault: step and code of the last answer; no words of the other side, which may name people
    func report(channel: String, fault: String) {
        change { $0.faults[channel] = "channel \(channel) is at fault, its deliveries wait: \(fault)" }
    }

    /// A channel works again.
    func clear(channel: String) { change { $0.faults[channel] = nil } }

    /// Forgets the channels that a new configuration does not have.
    func keep(channels: [String]) {
        let names = Set(channels)
        change { findings in findings.faults = findings.faults.filter { names.contains($0.key) } }
    }

    /// A configuration was taken.
    func reloads() {
        endReload { findings in
            findings.reload = nil
            findings.summary = "configuration reloaded"
        }
    }

    /// A configuration was not taken; so it stays until one is.
    func refusesReload(because reason: String) {
        endReload { $0.reload = "reload refused, old configuration kept: \(reason)" }
    }

    private func endReload(_ body: (inout Findings) -> Void) {
        findings.withLock { findings in
            body(&findings)
            manager.notify(.ready, status: findings.words)
        }
    }

    /// What the last scan came to.
    func summarize(_ summary: String) { change { $0.summary = summary } }

    private func change<Value>(_ body: (inout Findings) -> Value) -> Value {
        findings.withLock { findings in
            let before = findings.words
            let value = body(&findings)
            // Under the lock, so that what is sent last is what is true.
            if findings.words != before { manager.notify(nil, status: findings.words) }
            return value
        }
    }
}
