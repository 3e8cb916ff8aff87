import RenewalRules
import Synchronization

/// What a channel has sent to mail domains within the last minute, kept for the life of the daemon.
///
/// A restart begins anew: a limit of a minute is soon kept again.
final class DomainTally: Sendable {
    static let span: Duration = .seconds(60)

    /// When mails to a domain began, the earliest first.
    private let begun = Mutex<[String: [UnixTime]]>([:])

    /// Counts a mail, unless its domain has had enough.
    ///
    /// - Parameters:
    ///   - domain: in small letters
    ///   - limit: how many may begin within ``span``, at least 1
    ///   - now: when the mail would begin
    /// - Returns: when the next one may begin; `nil` where this one may
    func wait(of domain: String, limit: Int, at now: UnixTime) -> UnixTime? {
        begun.withLock { begun in
            // A clock that was set back keeps nothing.
            var recent = (begun[domain] ?? []).filter { $0 <= now && $0 + Self.span > now }
            defer { begun[domain] = recent }
            if recent.count >= limit { return recent[recent.count - limit] + Self.span }
            recent.append(now)
            return nil
        }
    }
}
