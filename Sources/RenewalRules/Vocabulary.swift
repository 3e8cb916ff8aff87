/// How pressing a notice is.
///
/// Within a series it never falls up to the day after expiry (rule D5).
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
    case info, notice, warning, urgent, critical

    /// 0 for `info` … 4 for `critical`; what the outbox sorts by.
    public var rank: Int {
        switch self {
        case .info: 0
        case .notice: 1
        case .warning: 2
        case .urgent: 3
        case .critical: 4
        }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// The audience of a notice (letters H, E, A, P of the catalogue of notices).
public enum Audience: String, Hashable, Sendable, CaseIterable, Codable {
    case holder, employer, administrator
    case relyingParty = "relying_party"
}

/// The phase of a registration on a day.
///
/// - Source: rules R19, R20, R25, A1, D4
public enum RenewalPhase: String, Hashable, Sendable, CaseIterable, Codable {
    /// Before the window: an application would be refused as too early.
    case notYet = "not_yet"
    /// From twelve months before expiry to the eve of the three-month mark.
    case openEarly = "open_early"
    /// From the three-month mark to the expiry day inclusive.
    case standard
    /// The day after expiry and later.
    case overdue
    /// Renewed, cancelled or revoked: nothing more is due.
    case closed
    /// Neither an expiry nor a start is recorded.
    case unknown
}

/// The risk that practice is interrupted, depending on when the application was or would be filed.
///
/// - Source: rules A1, R27
public enum ContinuityRisk: String, Hashable, Sendable, CaseIterable, Codable {
    case none, possible, likely, lapsed
}

/// What the holder has to do next.
///
/// - Source: rules R16–R25, A8, V10, V13
public enum Procedure: String, Hashable, Sendable, CaseIterable, Codable {
    case none, initial, renewal, change, reregistration
    /// A first registration later than five years after the qualification (rule V4).
    case lateInitial = "late_initial"
    case awaitDecision = "await_decision"
    /// Supplying the documents that the authority has asked for (补正).
    case supplement
    case barred
}

/// The state the office records; expiry is derived from the day, never stored (rule 4.4).
public enum RegistrationState: String, Hashable, Sendable, CaseIterable, Codable {
    case active, renewed, cancelled, revoked
}

/// Why a registration was cancelled (注销) or revoked.
///
/// - Source: Administrative Licensing Law, articles 69 and 70; rules V9, V10
public enum EndReason: String, Hashable, Sendable, CaseIterable, Codable {
    /// Its validity ended without a renewal (有效期届满未延续).
    case expired
    /// The holder died or lost legal capacity (死亡或者丧失行为能力).
    case deceased
    /// The holder asked for it (本人申请注销).
    case onRequest = "on_request"
    /// The employment or the employer ended (与聘用单位解除劳动关系，聘用单位终止).
    case employerEnded = "employer_ended"
    /// The authority withdrew the licence because the law or the circumstances changed (撤回).
    case withdrawn
    /// The licence was taken away as a penalty (吊销).
    case licenceRevoked = "licence_revoked"
    /// It was obtained by deceit, bribery or other improper means (以欺骗、贿赂等不正当手段取得).
    case deceit
    /// The authority granted it in error (行政机关违法准予).
    case authorityError = "authority_error"
    case other
}

/// The procedures an application may be filed for (rule R16).
public enum ApplicationProcedure: String, Hashable, Sendable, CaseIterable, Codable {
    case initial, renewal, change, reregistration
}

/// The state of an application as the office records it.
public enum ApplicationState: String, Hashable, Sendable, CaseIterable, Codable {
    case draft, submitted
    case supplementRequired = "supplement_required"
    case initialReview = "initial_review"
    case finalReview = "final_review"
    case approved, rejected, withdrawn

    /// Filed and not yet decided.
    public var isPending: Bool {
        switch self {
        case .submitted, .supplementRequired, .initialReview, .finalReview: true
        case .draft, .approved, .rejected, .withdrawn: false
        }
    }
}

/// The language a person is written to in.
public enum Language: String, Hashable, Sendable, CaseIterable, Codable {
    case chinese = "zh-CN"
    case english = "en"
}

/// Which calendar day ends a term when no expiry is printed.
///
/// - Source: rule A4
public enum ExpiryConvention: String, Hashable, Sendable, CaseIterable, Codable {
    /// 2021-03-15 + 5 years ends on 2026-03-15.
    case anniversary
    /// 2021-03-15 + 5 years ends on 2026-03-14; the anniversary is clamped first.
    case dayBefore = "day_before"
}

/// What applies when an application filed in time is undecided on the day after expiry.
///
/// - Source: rule A8
public enum PendingAtExpiry: String, Hashable, Sendable, CaseIterable, Codable {
    case hold, expired
    case deemedRenewed = "deemed_renewed"
}

/// What the three-month mark means.
///
/// - Source: rule A1
public enum MarkRole: String, Hashable, Sendable, CaseIterable, Codable {
    /// The day to file by; filing stays possible until expiry.
    case targetDeadline = "target_deadline"
    /// The last day on which an application is accepted.
    case hardDeadline = "hard_deadline"
    /// The first day on which an application is accepted.
    case windowStart = "window_start"
}

/// Whether the printed expiry day is itself a valid day.
///
/// - Source: rule A3
public enum ExpiryDay: String, Hashable, Sendable, CaseIterable, Codable {
    case inclusive, exclusive
}

/// What a new employer means while the renewal window is open.
///
/// - Source: rule A9
public enum EmployerChangeInWindow: String, Hashable, Sendable, CaseIterable, Codable {
    /// The change must come before the renewal.
    case changeFirst = "change_first"
    /// A change only while enough days are left; otherwise re-registration after expiry.
    case changeIfDaysLeft = "change_if_days_left"
    /// No change is possible; re-registration after expiry.
    case reregister
}

/// How to advise about marks that fall on days off; the marks themselves never move.
///
/// - Source: rule A7
public enum HolidayRoll: String, Hashable, Sendable, CaseIterable, Codable {
    /// Says nothing of days off.
    case none
    /// Names the last working day before them.
    case previousWorkday = "previous_workday"
}

/// Parts of the domain that the source text does not contain, disabled unless an office enables them.
///
/// Only the deadline for a first registration, which is official, is enabled by default.
///
/// - Source: section 3 of the rules, consequences (2), V4
public enum OptionalModule: String, Hashable, Sendable, CaseIterable, Codable {
    /// Reminds of missing hours of continuing education (V6, N10).
    case continuingEducation = "continuing_education"
    /// Reminds of the five-year deadline for a first registration (V4, N20, N21).
    case initialDeadline = "initial_deadline"
    /// Advises once a year on the care of the private key (R72, N34).
    case keyCare = "key_care"
    /// Reminds of annotations about to expire (V15, N44).
    case annotation
    /// Practice is suspended while a change is being reviewed (V5).
    case changeSuspends = "change_suspends"
    /// Only warns of holders who are too old to file (V20).
    case ageLimit = "age_limit"
}

/// The id of a rule of the domain document: `R19`, `A1`, `D6`, `V10`.
public struct RuleID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public var description: String { rawValue }
}
