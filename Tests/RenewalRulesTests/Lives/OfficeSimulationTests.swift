import RenewalRules
import RenewalTestSupport
import Testing

/// An office of 5,000 engineers over twelve years, with every possible event, and days on which the service is down.
///
/// - Source: rules 4.8, section 5
@Suite struct OfficeSimulationTests {
    private static let engineers = 5000
    private static let groups = 8

    @Test(arguments: 0..<groups) func everyMarkIsSentOnceOrSkippedForAReason(group: Int) throws {
        let uptime = Uptime(seed: 7)
        var kinds: Set<NoticeKind> = []
        var told = 0
        for number in stride(from: group, to: Self.engineers, by: Self.groups) {
            var life = EngineerLife(number: number, uptime: uptime)
            life.run()
            #expect(life.faults.isEmpty, "engineer \(number): \(life.faults.prefix(3))")
            kinds.formUnion(life.ledger.sent.map(\.key.kind))
            told += life.ledger.sent.count
        }
        #expect(told > 30 * Self.engineers / Self.groups)
        #expect(kinds.isSuperset(of: Self.expected), "\(Self.expected.subtracting(kinds))")
    }

    /// The kinds that such an office must see in twelve years.
    private static let expected: Set<NoticeKind> = [
        .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .expiresToday,
        .expired, .expiredFollowup, .changeAdvised, .registrationRenewed, .registrationEnded, .applicationInProgress,
        .applicationOverdue, .applicationNearExpiry, .applicationAtExpiry, .applicationExpiredWhilePending,
        .applicationRejected, .credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday,
        .credentialExpired, .credentialStatusChanged, .credentialUpdateRequired, .credentialVoided,
        .credentialKeyCompromised, .lossConfirmationNeeded, .reissueFeeDue, .reissueInProgress, .reissueReady,
        .applicationFiled, .applicationWithdrawn, .applicationApproved, .credentialRenewed,
    ]
}

/// The days on which the service runs; it is down about forty times, for up to three weeks.
struct Uptime {
    static let first = CalendarDate(dayNumber: 19_000)
    static let last = first.adding(.years(12))
    private var down: Set<CalendarDate> = []

    init(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        let length = Self.first.days(until: Self.last)
        for _ in 0..<40 {
            let start = Self.first.adding(days: Int.random(in: 1..<length, using: &chance))
            down.formUnion((0..<Int.random(in: 1...21, using: &chance)).map { start.adding(days: $0) })
        }
    }

    /// The first day from `day` on that the service is up.
    func next(from day: CalendarDate) -> CalendarDate {
        var day = day
        while down.contains(day) { day = day.adding(days: 1) }
        return day
    }

    /// The last day before `day` that the service was up: that of the previous scan.
    func previous(before day: CalendarDate) -> CalendarDate {
        var day = day.adding(days: -1)
        while down.contains(day) { day = day.adding(days: -1) }
        return day
    }
}

/// An outbox, as far as the rules are concerned.
struct Ledger {
    /// Planned notices that have not been sent.
    var waiting: [(key: NoticeKey, leavesOn: CalendarDate)] = []
    var sent: [(key: NoticeKey, on: CalendarDate)] = []
    /// Everything planned or recorded as superseded.
    private(set) var known: Set<NoticeKey> = []
    private(set) var threads: [NoticeSeries: Set<NoticeThread>] = [:]

    /// - Returns: whether the key is new
    mutating func add(_ key: NoticeKey) -> Bool {
        threads[key.series, default: []].insert(key.thread)
        return known.insert(key).inserted
    }

    func isCandidate(_ notice: Notice) -> Bool {
        if notice.severity >= .urgent || notice.key.occurrence != nil { return !known.contains(notice.key) }
        return !(threads[notice.key.series]?.contains(notice.key.thread) ?? false)
    }
}
