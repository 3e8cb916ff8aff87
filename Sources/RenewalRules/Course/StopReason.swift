extension RenewalCourse {
    /// Why a course, a part of it, or a notice planned earlier has ended.
    ///
    /// - Source: section 5 of the rules, D9, D10
    public enum StopReason: String, Hashable, Sendable, CaseIterable {
        case renewed, cancelled, revoked, declined
        case approved = "application_approved"
        case renewalFiled = "renewal_filed"
        case reregistrationFiled = "reregistration_filed"
        case initialFiled = "initial_filed"
        case applicationDecided = "application_decided"
        case deemedRenewed = "deemed_renewed"
        case expiryChanged = "expiry_changed"
        case expiryUnknown = "expiry_unknown"
        case voided
        /// A credential that its renewal has replaced.
        case replaced
        /// A credential whose holder died, so that nobody renews it.
        case holderDeceased = "holder_deceased"
        case acknowledged
        /// What the notice asks for is done, or what it says is no longer true.
        case settled
        /// A later mark has come, so that this one is out of date.
        case superseded
        case noSuchAudience = "no_such_audience"
        case notOnLadder = "not_on_ladder"
    }
}
