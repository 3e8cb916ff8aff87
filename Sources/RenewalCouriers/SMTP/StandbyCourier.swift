package import RenewalDelivery
import RenewalRules
import Synchronization

/// Sends through the first of several servers that works.
///
/// A server that is at fault is passed over for a while, and the mail goes on to the next one at once. What a server says
/// about a recipient or a message is everybody's answer, and so is silence after the whole mail: it may have arrived.
package final class StandbyCourier: Courier {
    /// A server that was at fault.
    private struct Rest {
        var number = 0
        var end = UnixTime(seconds: 0)
    }

    static let shortestRest: Duration = .seconds(60)
    static let longestRest: Duration = .seconds(3600)

    private let servers: [any Courier]
    /// In the order of the servers.
    private let rests: Mutex<[Rest]>

    /// - Parameter servers: the courier of each; the first is used as long as it works; at least one
    package init(_ servers: [any Courier]) {
        self.servers = servers
        rests = Mutex(servers.map { _ in Rest() })
    }

    package func attempt(_ parcel: Parcel) async -> Verdict {
        var contacts: [ServerContact] = []
        var first: Verdict?
        for index in order(at: parcel.sentAt) {
            var verdict = await servers[index].attempt(parcel)
            contacts += verdict.contacts
            guard verdict.isFaultOfServer else {
                rests.withLock { $0[index] = Rest() }
                verdict.contacts = contacts
                return verdict
            }
            startRest(of: index, at: parcel.sentAt)
            first = first ?? verdict
            // A stop asks for an end, not for another server.
            if Task.isCancelled { break }
        }
        // What the channel's health learns from is the server that should have worked.
        var verdict = first ?? Verdict(.retry, at: .own(.setup), about: nil, reply: "no server")
        verdict.contacts = contacts
        return verdict
    }

    package func isReachable() async -> Bool {
        for server in servers where await server.isReachable() { return true }
        return false
    }

    /// Those that do not rest, then the others: somebody has to be tried.
    private func order(at now: UnixTime) -> [Int] {
        let ends = rests.withLock { $0.map(\.end) }
        // A clock that was set back makes no rest longer.
        let resting = servers.indices.filter { ends[$0] > now && ends[$0] <= now + Self.longestRest }
        return servers.indices.filter { !resting.contains($0) } + resting
    }

    private func startRest(of index: Int, at now: UnixTime) {
        rests.withLock { rests in
            // Attempts that ran side by side have met one fault.
            guard rests[index].end <= now || rests[index].end > now + Self.longestRest else { return }
            let length = min(Self.shortestRest * (1 << min(rests[index].number, 6)), Self.longestRest)
            rests[index] = Rest(number: rests[index].number + 1, end: now + length)
        }
    }
}
