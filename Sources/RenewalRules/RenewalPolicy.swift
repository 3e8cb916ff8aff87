/// Every number and switch of the rules, with the source's value as its default.
///
/// Offices change it in the `rules:` section of the configuration.
public struct RenewalPolicy: Hashable, Sendable {
    /// The day the source text was published (rule R0).
    public static let rulesAsOf = "2024-07-01"

    /// Length of a registration when the record states none (rule R26).
    public var term: Period = .years(5)
    /// How a term ends when no expiry is printed (rule A4).
    public var expiryConvention: ExpiryConvention = .anniversary
    /// The earliest an application may be filed before expiry (rule R20).
    public var earliest: Period = .months(12)
    /// The target deadline before expiry (rules R19, R29, A1).
    public var mark: Period = .months(3)
    /// The shortest usual processing time of an application (rule R27).
    public var shortestProcessing: Period = .months(2)
    /// The longest usual processing time of an application (rule R27).
    public var longestProcessing: Period = .months(3)
    /// The floor of the Licensing Law before expiry, which warns and blocks nothing (rule A1b).
    public var floor: Period = .days(30)
    /// The marks a reminder is sent on, in any order (catalogue of notices N1–N9).
    public var ladder: [Milestone] = Self.standardLadder
    /// A record overdue by more than this many days when first seen gets no mail (rule D6).
    public var overdueBackfillDays = 90
    /// How an undecided application is treated after expiry (rule A8).
    public var pendingAtExpiry: PendingAtExpiry = .hold
    /// How long a revoked registration bars a new one (rule V10).
    public var revocationBar: Period = .years(5)
    /// Days before expiry from which an acknowledgement no longer silences anything (rule D9).
    public var acknowledgementEndsDays = 7
    /// A printed expiry this many days off the computed one is only the other convention (rule D4).
    public var expiryToleranceDays = 1

    public init() {}

    /// The marks of N1 to N9.
    public static let standardLadder: [Milestone] = [
        .monthsBefore(12), .monthsBefore(6), .monthsBefore(4), .monthsBefore(3), .monthsBefore(2), .monthsBefore(1),
        .daysAfter(-14), .daysAfter(-7), .daysAfter(-3), .daysAfter(-1), .daysAfter(0),
        .daysAfter(1), .daysAfter(30), .daysAfter(90),
    ]

    /// The longest lead of any mark before expiry, widened for month clamping.
    ///
    /// A registry query that looks this far ahead of today misses no record: clamping moves a mark by at most
    /// three days.
    ///
    /// - Source: rule A5b
    public var horizon: Period {
        let ladderMonths = ladder.map { milestone in
            if case .monthsBefore(let months) = milestone { months } else { 0 }
        }
        return Period(months: max(earliest.months, ladderMonths.max() ?? 0), days: 3 + earliest.days)
    }

    /// How many days after expiry a record can still have a mark due.
    public var lookBackDays: Int {
        let ladderDays = ladder.map { milestone in
            if case .daysAfter(let days) = milestone { days } else { 0 }
        }
        return max(overdueBackfillDays, ladderDays.max() ?? 0)
    }
}
