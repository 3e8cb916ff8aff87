/// When a delivery is tried again: pure arithmetic, for which the caller supplies age and chance.
package enum RetrySchedule: Hashable, Sendable {
    /// Mail: the first retry within `first`, later ones after a delay equal to the message's age, clamped to `minimum`
    /// and `maximum`, so that the delay doubles without a counter.
    ///
    /// - Source: RFC 5321 section 4.5.4.1; Postfix's queue manager
    case byAge(first: ClosedRange<Duration>, minimum: Duration, maximum: Duration, giveUpAfter: Duration)
    /// Webhooks: fixed delays with jitter; the last one repeats until it is time to give up.
    ///
    /// - Source: Standard Webhooks 1.0.0
    case steps([Duration], jitter: Double, giveUpAfter: Duration)

    /// The schedule of mail, given up at an age.
    package static func mail(giveUpAfter: Duration) -> RetrySchedule {
        .byAge(
            first: .seconds(300)...(.seconds(900)),
            minimum: .seconds(1800),
            maximum: .seconds(14_400),
            giveUpAfter: giveUpAfter
        )
    }

    /// The schedule of webhooks: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, then daily; given up at an age.
    package static func webhook(giveUpAfter: Duration) -> RetrySchedule {
        .steps(
            [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map { .seconds($0) },
            jitter: 0.2,
            giveUpAfter: giveUpAfter
        )
    }

    /// The delay from a failed attempt to the next one.
    ///
    /// It depends on the age alone, so that a delivery retried by an operator gets its full time again.
    ///
    /// - Parameters:
    ///   - age: time since the first attempt, zero after it
    ///   - retryAfter: what the other side asked for; it lengthens the delay, never shortens it
    ///   - limit: the most that `retryAfter` may ask for
    ///   - chance: a random number in 0..<1
    /// - Returns: `nil` when the delivery is to be given up
    package func delay(
        age: Duration,
        retryAfter: Duration?,
        limit: Duration,
        chance: Double
    ) -> Duration? {
        guard let own = ownDelay(age: age, chance: chance) else { return nil }
        return max(own, min(retryAfter ?? .zero, limit))
    }

    private func ownDelay(age: Duration, chance: Double) -> Duration? {
        switch self {
        case .byAge(let first, let minimum, let maximum, let giveUpAfter):
            guard age < giveUpAfter else { return nil }
            guard age >= first.lowerBound else {
                return first.lowerBound + (first.upperBound - first.lowerBound) * chance
            }
            let base = min(max(age, minimum), maximum)
            return base + base * (0.1 * chance)
        case .steps(let steps, let jitter, let giveUpAfter):
            guard age < giveUpAfter, let step = Self.step(of: steps, at: age, jitter: jitter) ?? steps.last else {
                return nil
            }
            return step * (1 + jitter * (2 * chance - 1))
        }
    }

    /// The step that follows an attempt made at an age: the first whose retry is still ahead, even with jitter.
    private static func step(of steps: [Duration], at age: Duration, jitter: Double) -> Duration? {
        var end = Duration.zero
        for step in steps {
            end += step
            if age < end * (1 - jitter) { return step }
        }
        return nil
    }
}
