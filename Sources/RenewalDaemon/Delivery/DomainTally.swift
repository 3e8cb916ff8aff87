import RenewalRules
import Synchronization

/// When the mails of a channel to limited domains begin, kept for the life of the daemon.
///
/// Each of those that wait has a place of its own, so that it is put off once. A restart begins anew: the places given
/// before stand in the queue, and a limit of a minute is soon kept again.
final class DomainTally: Sendable {
    static let span: Duration = .seconds(60)

    /// When mails to a domain began or will begin, the earliest first.
    private let taken = Mutex<[String: [UnixTime]]>([:])

    /// Takes the next free place of a domain for a mail.
    ///
    /// - Parameters:
    ///   - domain: in small letters
    ///   - limit: how many may begin within ``span``, at least 1
    ///   - now: the earliest that it may begin
    /// - Returns: when it may begin; `nil` for now
    func place(in domain: String, limit: Int, at now: UnixTime) -> UnixTime? {
        taken.withLock { taken in
            var places = taken[domain] ?? []
            places.removeFirst(places.firstIndex { $0 + Self.span > now } ?? places.count)
            // No place lies further ahead than all that wait need: the clock was set back.
            if let last = places.last, last > now + Self.span * (places.count / limit + 1) { places = [] }
            let place = places.count < limit ? now : max(now, places[places.count - limit] + Self.span)
            places.insert(place, at: places.firstIndex { $0 > place } ?? places.count)
            taken[domain] = places
            return place > now ? place : nil
        }
    }
}
