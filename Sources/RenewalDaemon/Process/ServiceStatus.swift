import RenewalOutbox
import RenewalRules
import Synchronization

/// The text of `systemctl status`: what is wrong now, the most serious first, or the last scan if nothing is.
///
/// Planning, lanes and reloads report problems and their end. The service manager is notified when the text changes.
final class ServiceStatus: Sendable {
    private struct Findings {
        /// The most serious first: the clock, the registry, holds, single channels, the configuration.
        var clock: String?
        var scanFailure: String?
        var holds: [SendingHold] = []
        var disabled: [String: String] = [:]
        var faults: [String: String] = [:]
        var reload: String?
        var summary = "started"
        /// What the last reload has changed, and when.
        var reloaded: String?

        var words: String {
            let held = holds.map { "\($0.headline): \($0.remark), until `\($0.releaseCommand)`" }
            let channels = faults.merging(disabled) { _, gone in gone }.sorted { $0.key < $1.key }.map(\.value)
            let wrong = [clock, scanFailure].compactMap(\.self) + held + channels + [reload].compactMap(\.self)
            let well = [summary] + [reloaded].compactMap(\.self)
            return (wrong.isEmpty ? well : wrong).joined(separator: "; ")
        }

        /// - Returns: the holds that were there before and are over
        mutating func replace(_ present: [SendingHold]) -> [SendingHold] {
            defer { holds = present }
            return holds.filter { old in !present.contains { $0.reason == old.reason && $0.scope == old.scope } }
        }
    }

    private let manager: ServiceManager
    private let findings = Mutex(Findings())

    init(_ manager: ServiceManager) { self.manager = manager }

    /// The service has started.
    func begins() { findings.withLock { manager.notify(.ready, status: $0.words) } }

    /// A reload begins; ``reloads()`` or ``refusesReload(because:)`` must follow.
    func beginsReload(uptime: Duration) { manager.notify(.reloading(uptime: uptime)) }

    /// Reports that the clock cannot be right; `nil` when it can.
    func note(clock: String?) { change { $0.clock = clock } }

    /// Reports that the last scan failed; `nil` when it did not.
    ///
    /// - Returns: whether the previous result was different
    @discardableResult
    func note(scanFailure: String?) -> Bool {
        change { findings in
            let words = scanFailure.map { "the scan fails and is repeated until it succeeds: \($0)" }
            defer { findings.scanFailure = words }
            return findings.scanFailure != words
        }
    }

    /// Reports the present holds of all or part of the sending.
    ///
    /// - Returns: those that are over
    @discardableResult
    func note(holds: [SendingHold]) -> [SendingHold] { change { $0.replace(holds) } }

    /// Checks what an operator may have changed meanwhile.
    ///
    /// - Returns: the holds that are over
    @discardableResult
    func look(at outbox: any OutboxLookups) async -> [SendingHold] {
        // A file that is briefly busy is checked again soon; its other errors are reported elsewhere.
        guard let holds = try? await outbox.sendingHolds(), let disabled = try? await outbox.disabledChannels(),
            let states = try? await outbox.channelStates()
        else { return [] }
        return change { findings in
            // Including faults from before the last start.
            for (name, state) in states where findings.faults[name] == nil {
                guard let since = state.since else { continue }
                findings.faults[name] = "channel \(name) is at fault, its deliveries wait: since \(since.rfc3339)"
            }
            findings.disabled = disabled.reduce(into: [:]) { words, channel in
                words[channel.key] = "channel \(channel.key) is disabled, its endpoint is gone"
            }
            return findings.replace(holds)
        }
    }

    /// Reports that a channel is at fault and its deliveries wait.
    ///
    /// - Parameters:
    ///   - channel: its name
    ///   - fault: step and code of the last answer; no words of the other side, which may name people
    func report(channel: String, fault: String) {
        change { $0.faults[channel] = "channel \(channel) is at fault, its deliveries wait: \(fault)" }
    }

    /// Reports that a channel works again.
    func clear(channel: String) { change { $0.faults[channel] = nil } }

    /// Forgets the channels that a new configuration does not have.
    func keep(channels: [String]) {
        let names = Set(channels)
        change { findings in findings.faults = findings.faults.filter { names.contains($0.key) } }
    }

    /// Reports that a configuration was accepted.
    ///
    /// - Parameters:
    ///   - changes: the keys that say something else, or that none does
    ///   - time: now
    func reloads(_ changes: String, at time: UnixTime) {
        endReload { findings in
            findings.reload = nil
            findings.reloaded = "configuration reloaded at \(time.rfc3339): \(changes)"
        }
    }

    /// Reports that a configuration was refused, until one is accepted.
    func refusesReload(because reason: String) {
        endReload { $0.reload = "reload refused, old configuration kept: \(reason)" }
    }

    private func endReload(_ body: (inout Findings) -> Void) {
        findings.withLock { findings in
            body(&findings)
            manager.notify(.ready, status: findings.words)
        }
    }

    /// Reports the result of the last scan.
    func summarize(_ summary: String) { change { $0.summary = summary } }

    private func change<Value>(_ body: (inout Findings) -> Value) -> Value {
        findings.withLock { findings in
            let before = findings.words
            let value = body(&findings)
            // Under the lock, so that the last message sent is the current one.
            if findings.words != before { manager.notify(nil, status: findings.words) }
            return value
        }
    }
}
