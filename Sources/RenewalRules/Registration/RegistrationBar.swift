/// Whether the end of a registration bars a new one.
///
/// Only a revocation for deceit, bribery or other improper means does; a cancellation that follows one keeps the bar.
/// An authority's own error, a withdrawal or a penalty under another law does not. A revocation whose reason nobody
/// recorded is taken for one that bars, and said to lack its reason.
///
/// - Source: Administrative Licensing Law, articles 69, 70, 79; rules V9, V10
extension Registration {
    /// The last day on which its end bars a new registration; `nil` where it does not, `.last` where the day of the end
    /// is unknown.
    public func barredThrough(policy: RenewalPolicy) -> CalendarDate? {
        guard state.bars(for: endReason) else { return nil }
        return endedOn?.adding(policy.revocationBar) ?? .last
    }

    /// Whether its holder asked for its end, and is not urged to take that back.
    var isStruckOffAsAsked: Bool { state == .cancelled && endReason == .onRequest }

    /// Whether it was revoked without a recorded reason.
    public var lacksEndReason: Bool { state == .revoked && endReason == nil }
}

extension RegistrationState {
    /// Whether an end in this state, for this reason, bars a new registration for years.
    func bars(for reason: EndReason?) -> Bool {
        switch (self, reason) {
        case (.cancelled, .deceit), (.revoked, .deceit), (.revoked, nil): true
        case (.active, _), (.renewed, _), (.cancelled, _), (.revoked, _): false
        }
    }
}

extension EndReason {
    /// The reasons for which an authority takes a registration back (撤销).
    public static let ofRevocation: [EndReason] = [.deceit, .authorityError, .other]

    /// The reasons for which a registration is struck off (注销).
    public static let ofCancellation: [EndReason] = allCases.filter { $0 != .deceit && $0 != .authorityError }

    /// The reason in a few words, as they stand after 原因：.
    public var words: BothLanguages {
        switch self {
        case .expired: ("有效期届满未延续", "its validity ended without a renewal")
        case .deceased: ("注册人员死亡或者丧失行为能力", "the holder died or lost legal capacity")
        case .onRequest: ("本人申请注销", "the holder asked for it")
        case .employerEnded: ("聘用关系终止或者聘用单位终止", "the employment or the employer ended")
        case .withdrawn: ("注册被依法撤回", "the authority withdrew it under the law")
        case .licenceRevoked: ("注册证书被依法吊销", "it was taken away as a penalty")
        case .deceit: ("以欺骗、贿赂等不正当手段取得注册", "it was obtained by deceit, bribery or other improper means")
        case .authorityError: ("准予注册的决定不符合法定条件或者程序", "the authority granted it in error")
        case .other: ("其他法定情形", "another reason under the law")
        }
    }
}
