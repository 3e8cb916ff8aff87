extension RegistrationRecord {
    /// A recorded change of employer or category without an application yet.
    ///
    /// - Source: rules R21–R23, section 5 "change filed"
    func unsettledChange(_ counting: CountingApplications) -> RecordedChange? {
        guard let change = registration.change, counting.pendingChange == nil else { return nil }
        guard let recordedOn = change.recordedOn, let approved = counting.approvedChange else { return change }
        let decidedOn = approved.decidedOn ?? approved.filedOn ?? .first
        return decidedOn >= recordedOn ? nil : change
    }

    /// The day the employer changed its name, if the registration still has the old one.
    ///
    /// A registration granted after that day has the new name.
    ///
    /// - Source: rules R24, A18
    func unsettledRename(_ counting: CountingApplications, expires: CalendarDate) -> CalendarDate? {
        guard let renamedOn = employer?.renamedOn, employer?.formerName != nil, renamedOn <= expires else { return nil }
        if let validFrom = registration.validFrom, renamedOn < validFrom { return nil }
        let filed = [counting.pendingChange, counting.approvedChange].compactMap(\.self)
        return filed.contains { $0.isUndated || $0.filedOn.map { $0 >= renamedOn } ?? false } ? nil : renamedOn
    }
}

/// Whether the holder of a registration may practise on a day.
///
/// - Source: rules 4.8 `mayPractise`, R28, A3, A8, V5
public enum PracticePermission: Hashable, Sendable {
    case yes
    /// Not valid, not yet valid, expired, ended.
    case no(RuleID)
    /// An application filed in time is undecided, the expiry is unknown, or what came before is.
    case uncertain(RuleID)
}

extension RegistrationRecord {
    /// Says whether the holder may practise under the registration on a day.
    public func mayPractise(on day: CalendarDate, policy: RenewalPolicy) -> PracticePermission {
        guard let expires = Expiry(of: registration, policy: policy).date else { return .uncertain("D4") }
        if registration.state == .cancelled, isEnded(by: day) { return .no("V9") }
        if registration.state == .revoked, isEnded(by: day) { return .no("V10") }
        if let start = registration.validFrom, day < start {
            guard predecessor != nil else { return .uncertain("R28") }
            return runsBefore(on: day, policy: policy) ? .yes : .no("R28")
        }
        let window = RenewalWindow(expires: expires, policy: policy)
        let counting = CountingApplications(in: applications, window: window, on: day)
        guard day > expires else {
            let isSuspended = policy.modules.contains(.changeSuspends) && counting.pendingChange != nil
            return isSuspended ? .no("V5") : .yes
        }
        // Granted, and what it granted is not recorded.
        let isGranted = registration.state == .renewed || counting.approvedRenewal != nil
        if isGranted, successor == nil { return .uncertain("A10") }
        guard counting.pendingRenewal != nil else { return .no("R28") }
        switch policy.pendingAtExpiry {
        case .hold: return .uncertain("A8")
        case .expired: return .no("A8")
        case .deemedRenewed: return .yes
        }
    }

    /// Whether the registration that this one follows is still in force on a day.
    ///
    /// - Source: rules R28, A10
    func runsBefore(on day: CalendarDate, policy: RenewalPolicy) -> Bool {
        guard let predecessor, let last = Expiry(of: predecessor, policy: policy).date else { return false }
        return day <= last && day >= predecessor.validFrom ?? day
    }

    /// The days between the end of a renewed registration and the beginning of the one that follows, when neither is
    /// valid; `nil` where there are none.
    ///
    /// - Source: rules R28, A10
    public func daysBetweenRegistrations(policy: RenewalPolicy) -> ClosedRange<CalendarDate>? {
        let last = Expiry(of: registration, policy: policy).date
        guard let last, let start = successor?.validFrom else { return nil }
        let (from, until) = (last.adding(days: 1), start.adding(days: -1))
        return from <= until ? from...until : nil
    }

    private func isEnded(by day: CalendarDate) -> Bool { registration.endedOn.map { $0 <= day } ?? true }
}
