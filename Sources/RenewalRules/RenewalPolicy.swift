/// Every figure and switch of the rules, with the source's value as its default.
///
/// Offices change them in the `rules:` section of the configuration.
public struct RenewalPolicy: Hashable, Sendable {
    /// The day the source text was published (rule R0).
    public static let rulesAsOf = "2024-07-01"

    /// The day the regulation of 2019 took effect, 应急〔2019〕8号 (rules V1, V4).
    public static let ruleOf2019 = CalendarDate(year: 2019, month: 3, day: 1) ?? .first

    // MARK: Registrations

    /// Length of a registration when the record states none (rules R26, V1).
    public var term: Period = .years(5)
    /// How a term ends when no expiry is printed (rule A4).
    public var expiryConvention: ExpiryConvention = .anniversary
    /// Whether the printed day is itself valid (rule A3).
    public var expiryDay: ExpiryDay = .inclusive
    /// The earliest an application may be filed before expiry (rules R20, V3).
    public var earliest: Period = .months(12)
    /// The target deadline before expiry (rules R19, R29, A1).
    public var mark: Period = .months(3)
    /// What the mark means (rule A1).
    public var markRole: MarkRole = .targetDeadline
    /// Days after expiry on which a renewal is still taken (rule A2).
    public var graceDays = 0
    /// The shortest usual processing time of an application (rules R27, V13).
    public var shortestProcessing: Period = .months(2)
    /// The longest usual processing time of an application (rule R27).
    public var longestProcessing: Period = .months(3)
    /// The floor of the Licensing Law before expiry, which only warns (rule A1b).
    public var floor: Period = .days(30)
    /// How an undecided application is treated after expiry (rule A8).
    public var pendingAtExpiry: PendingAtExpiry = .hold
    /// What a new employer means inside the window (rule A9).
    public var employerChange: EmployerChangeInWindow = .changeFirst
    /// Days before expiry that `changeIfDaysLeft` asks for.
    public var employerChangeDays = 180
    /// Whether an employer's new name has to be registered before a renewal (rule A18).
    public var renameBlocksRenewal = false
    /// How long a revoked registration bars a new one (rule V10).
    public var revocationBar: Period = .years(5)
    /// Hours of continuing education required per period (rule V6).
    public var educationHours = 48
    /// The age up to which one may register, in years; applies only with the module of that name (rule V20).
    public var ageLimit = 70
    /// How long after the qualification a first registration is an ordinary one (rule V4).
    public var initialDeadline: Period = .years(5)
    /// The last day for it with a qualification of before ``ruleOf2019``, where that is later; `nil` treats all alike.
    ///
    /// Read in copies of the rules on other sites, so that an office may correct it (rule V4).
    public var initialDeadlineBefore2019 = CalendarDate(year: 2024, month: 3, day: 1)

    // MARK: Notices

    /// The marks a reminder is sent on, by date (catalogue of notices N1–N9).
    public var ladder: [Milestone] = Self.standardLadder
    /// Separate marks for some categories, by their names in any spelling.
    public var categoryLadders: [CategoryName: [Milestone]] = [:]
    /// The marks before and after a credential's expiry, by date (N27–N30).
    public var credentialLadder: [Milestone] = Self.standardCredentialLadder
    /// A record more than this many days overdue when first seen gets no mail (rule D6).
    public var overdueBackfillDays = 90
    /// Days before expiry from which an acknowledgement no longer suppresses anything (rule D9).
    public var acknowledgementEndsDays = 7
    /// A printed expiry this many days off the computed one merely follows the other convention (rule D4).
    public var expiryToleranceDays = 1
    /// The optional modules that are enabled; by default the one that the regulation of 2019 itself asks for (rule V4).
    public var modules: Set<OptionalModule> = [.initialDeadline]
    /// Whether to name the working day before a mark or an expiry that falls on a day off (rule A7).
    public var holidayRoll: HolidayRoll = .previousWorkday
    /// The days off and make-up working days: the decreed ones, and what an office adds to them.
    public var workdays = WorkdayCalendar.decreed

    // MARK: Certificates

    /// How long after the results a paper certificate usually comes (rule R7).
    public var collectionWait: Period = .months(3)
    /// How many days longer without an announcement are worth a hint (rule A17).
    public var collectionToleranceDays = 30
    /// The steps of an e-certificate application that are required (rule A16).
    public var stepsRequired: Set<Int> = Set(1...6)
    /// How long an annotation of an electronic certificate lasts at most, in days (rule V15).
    public var annotationLimitDays = 90
    /// What happens to a loss report that lacks information (rule R79).
    public var incompleteLoss: LossReport.Incomplete = .accept
    /// Whether a reissued certificate keeps the old expiry (rule A13).
    public var reissueKeepsExpiry = true
    /// Who pays for the reissue of a person's certificate, and is told of its fee and progress besides the holder.
    public var reissuePayer: Reissue.Payer = .holder
    /// Days between two notices about a pending reissue (rule R87).
    public var reissueReminderDays = 30
    /// The number of these notices.
    public var reissueReminders = 6

    public init() {}

    /// The marks of N1 to N9.
    public static let standardLadder: [Milestone] = [
        .monthsBefore(12), .monthsBefore(6), .monthsBefore(4), .monthsBefore(3), .monthsBefore(2), .monthsBefore(1),
        .daysAfter(-14), .daysAfter(-7), .daysAfter(-3), .daysAfter(-1), .daysAfter(0),
        .daysAfter(1), .daysAfter(30), .daysAfter(90),
    ]

    /// The marks of N27 to N30 (rule A12b).
    public static let standardCredentialLadder: [Milestone] = [
        .monthsBefore(3), .monthsBefore(1), .daysAfter(-14), .daysAfter(-7), .daysAfter(-3), .daysAfter(-1),
        .daysAfter(0), .daysAfter(1), .daysAfter(7),
    ]

    /// The marks of a registration: its own, its category's, or the default ones.
    public func ladder(of registration: Registration) -> [Milestone] {
        if let own = registration.ladder { return own }
        guard !categoryLadders.isEmpty, let category = registration.category else { return ladder }
        return categoryLadders[CategoryName(category)] ?? ladder
    }

    /// The age that a holder reaches in the year of filing, if over the limit; `nil` also where it is not recorded.
    ///
    /// It leads to a warning, never to a refusal.
    ///
    /// - Source: rule V20
    public func ageOverLimit(of holder: Person?, filingOn day: CalendarDate) -> Int? {
        guard modules.contains(.ageLimit), let birthYear = holder?.birthYear else { return nil }
        let age = day.parts.year - birthYear
        return age > ageLimit ? age : nil
    }

    /// The longest lead of any mark before expiry, widened for month clamping.
    ///
    /// A registry query that looks this far ahead of today misses no record: clamping moves a mark by at most three
    /// days. A record's own mark is found only up to the longest configured lead.
    ///
    /// - Source: rule A5b
    public var horizon: Period {
        let leads = allMarks.map { milestone in
            if case .monthsBefore(let months) = milestone { months } else { 0 }
        }
        return Period(months: max(earliest.months, leads.max() ?? 0), days: 3 + earliest.days)
    }

    /// How many days after expiry a record can still have a mark due.
    public var lookBackDays: Int {
        let delays = allMarks.map { milestone in
            if case .daysAfter(let days) = milestone { days } else { 0 }
        }
        return max(overdueBackfillDays, delays.max() ?? 0)
    }

    private var allMarks: [Milestone] { ladder + credentialLadder + categoryLadders.values.joined() }
}
