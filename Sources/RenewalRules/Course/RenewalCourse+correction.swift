/// The correction of a last day that somebody was told before.
///
/// - Source: rule D3 (a changed expiry starts a new series); catalogue of notices N47, N48
extension RenewalCourse {
    /// A notice that a last day was corrected, with the reminders that need not be sent beside it.
    public struct Correction: Hashable, Sendable {
        public let notice: Notice
        /// Less pressing reminders of the record's present standing, for the same audience.
        public let replaced: [Notice]
    }

    /// The notice that the last day an audience was told is no longer the record's.
    ///
    /// Its key carries both days and the day of the notice, so that a day corrected back and forth is told each time.
    ///
    /// - Parameters:
    ///   - told: the last day that the audience was told latest
    ///   - subject: the record of this course
    ///   - audience: who was told
    ///   - round: 1 for the first correction between the two days on the course's day, 2 for the next
    ///   - isToRegisteredEmployer: whether it is meant for the registered employer, although a new one is recorded
    /// - Returns: `nil` when the day is still the record's, when the record has ended or begun a new period, or when it
    ///   is too long over to be worth telling
    public func correction(
        of told: CalendarDate,
        in subject: Subject,
        for audience: Audience,
        round: Int,
        toRegisteredEmployer isToRegisteredEmployer: Bool
    ) -> Correction? {
        guard let series, series.expires != told, concerns(audience), isOpen(for: audience) else { return nil }
        guard let kind = subject.kindOfCorrection, !subject.beganAnew(after: told, until: series.expires, policy, day)
        else { return nil }
        guard max(told, series.expires).days(until: day) <= policy.overdueBackfillDays else { return nil }
        let standing = standing.filter { notice in
            notice.key.audience == audience && notice.key.series == series && notice.key.kind.isReminderOfExpiry
                && notice.severity < .urgent
        }
        let isEarlierAndNear = series.expires < told && series.expires <= day.adding(months: 1)
        let key = NoticeKey(
            series: series,
            kind: kind,
            milestone: .event,
            audience: audience,
            occurrence: day,
            detail: ["\(told)", round == 1 ? nil : "\(round)", isToRegisteredEmployer ? NoticeKey.registered : nil]
                .compactMap(\.self).joined(separator: " ")
        )
        let severity = isEarlierAndNear ? .urgent : max(.notice, standing.map(\.severity).max() ?? .notice)
        return Correction(
            notice: Notice(key: key, dueOn: day, severity: severity, rules: ["D3", "A4"]),
            // The reminders go to the new employer.
            replaced: isToRegisteredEmployer ? [] : standing
        )
    }

    /// Whether somebody still needs to know the last day.
    private func isOpen(for audience: Audience) -> Bool {
        switch calendarStop {
        case nil, .renewalFiled, .reregistrationFiled, .deemedRenewed: true
        case .declined: audience != .holder
        case .holderDeceased: audience == .relyingParty
        case .renewed, .cancelled, .revoked, .approved, .initialFiled, .applicationDecided, .expiryChanged,
            .expiryUnknown, .voided, .replaced, .acknowledged, .settled, .superseded, .noSuchAudience, .notOnLadder:
            false
        }
    }

    /// Why a correction planned earlier is no longer true; `nil` when it may be sent.
    func stopReason(forCorrection key: NoticeKey) -> StopReason? {
        guard concerns(key.audience) else { return .noSuchAudience }
        guard let series else { return .expiryUnknown }
        guard series == key.series else { return .expiryChanged }
        return isOpen(for: key.audience) ? nil : calendarStop
    }
}

extension NoticeKey {
    /// The last day that the notice tells of; `nil` where it tells of none.
    public var lastDayTold: CalendarDate? {
        // A relying party learns of the end on the day after it.
        if kind == .credentialStatusChanged { return detail == "expired" ? occurrence?.adding(days: -1) : nil }
        return kind.tellsLastDay ? series.expires : nil
    }

    /// The last day told before, in a notice that it was corrected; `nil` in any other.
    public var correctedDay: CalendarDate? {
        guard kind.isCorrection else { return nil }
        return detail.flatMap { CalendarDate(String($0.prefix { $0 != " " })) }
    }

    /// Whether it is a correction for the registered employer, although a new one is recorded.
    public var isToRegisteredEmployer: Bool {
        kind.isCorrection && detail?.split(separator: " ").last.map(String.init) == Self.registered
    }

    /// The word for it at the end of a detail.
    fileprivate static let registered = "registered"
}

extension NoticeKind {
    /// Whether a kind says that a last day told before was corrected.
    public var isCorrection: Bool { self == .registrationDateCorrected || self == .credentialDateCorrected }

    /// Whether a kind counts towards the expiry of a registration or a credential.
    var isReminderOfExpiry: Bool {
        Self.windowOpen.family.contains(self) || Self.credentialEarlyReminder.family.contains(self)
    }

    /// Whether a kind tells the last day of its series.
    fileprivate var tellsLastDay: Bool {
        isReminderOfExpiry || isAboutPendingApplication || isCorrection || self == .educationShort
    }
}

extension Subject {
    fileprivate var kindOfCorrection: NoticeKind? {
        switch self {
        case .registration: .registrationDateCorrected
        case .credential: .credentialDateCorrected
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: nil
        }
    }

    /// Whether a later last day belongs to a new period, granted or issued, and not to a correction.
    ///
    /// An approved application or a start inside the window of the old day tells; where no start is recorded, a step of
    /// half a term or more.
    fileprivate func beganAnew(
        after told: CalendarDate,
        until expires: CalendarDate,
        _ policy: RenewalPolicy,
        _ day: CalendarDate
    ) -> Bool {
        guard expires > told else { return false }
        switch self {
        case .registration(let record):
            let window = RenewalWindow(expires: told, policy: policy)
            let counting = CountingApplications(in: record.applications, window: window, on: day)
            if counting.approvedRenewal ?? counting.approvedReregistration != nil { return true }
            if let start = record.registration.validFrom { return start >= window.opens }
            return expires >= told.adding((record.registration.term ?? policy.term).half)
        case .credential(let record):
            let half = (record.credential.term ?? .years(1)).half
            if let start = record.credential.issuedOn { return start >= told.subtracting(half) }
            return expires >= told.adding(half)
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal:
            return false
        }
    }
}

extension Period {
    /// Half of it, in whole months or, below one, in days.
    fileprivate var half: Period { months > 1 ? .months(months / 2) : .days((months * 30 + days) / 2) }
}
