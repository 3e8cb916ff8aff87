/// Every kind of notice the rules plan; the raw value is the word used in SQL, JSON, configuration and templates.
///
/// - Source: catalogue of notices N1–N9 and N13–N16
public enum NoticeKind: String, Hashable, Sendable, CaseIterable, Codable {
    case windowOpen = "registration.window_open"
    case earlyReminder = "registration.early_reminder"
    case markApproaching = "registration.mark_approaching"
    case markReached = "registration.mark_reached"
    case standardReminder = "registration.standard_reminder"
    case lastCall = "registration.last_call"
    case expiresToday = "registration.expires_today"
    case expired = "registration.expired"
    case expiredFollowup = "registration.expired_followup"
    case applicationInProgress = "application.in_progress"
    case applicationOverdue = "application.overdue"
    case applicationNearExpiry = "application.near_expiry"
    case applicationAtExpiry = "application.at_expiry"
    case applicationExpiredWhilePending = "application.expired_while_pending"

    /// Kinds about an application belong to that application and end with its decision.
    public var isAboutApplication: Bool { rawValue.hasPrefix("application.") }
}
