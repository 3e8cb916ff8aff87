package import RenewalRules

/// An application to be filed.
///
/// - Source: rules R16–R25
package enum Filing: Hashable, Sendable {
    case initial(person: String)
    /// A move given here only counts against it: a renewal requires the same employer (rule R18).
    case renewal(registration: String, move: RegistrationMove?)
    case change(registration: String, reason: RegistrationChange)
    case reregistration(registration: String, meetsConditions: Bool)

    /// The procedure it is filed for.
    package var procedure: ApplicationProcedure {
        switch self {
        case .initial: .initial
        case .renewal: .renewal
        case .change: .change
        case .reregistration: .reregistration
        }
    }

    var registration: String? {
        switch self {
        case .initial: nil
        case .renewal(let id, _), .change(let id, _), .reregistration(let id, _): id
        }
    }

    /// The category it leads to; `nil` where that stays.
    var newCategory: String? {
        if case .change(_, .move(let move)) = self { move.category } else { nil }
    }

    var doing: Phrase {
        switch self {
        case .initial(let id):
            Phrase("提交初始注册申请（人员 \(id)）", "filing an initial registration of person \(id)")
        case .renewal(let id, _):
            Phrase("提交延续注册申请（注册 \(id)）", "filing a renewal of registration \(id)")
        case .change(let id, _):
            Phrase("提交变更注册申请（注册 \(id)）", "filing a change of registration \(id)")
        case .reregistration(let id, _):
            Phrase("提交重新注册申请（注册 \(id)）", "filing a re-registration of registration \(id)")
        }
    }
}

/// Where a registration moves: to another employer, another category, or both.
///
/// - Source: rules R22, R23
package struct RegistrationMove: Hashable, Sendable {
    package let employer: String?
    package let category: String?

    package init(employer: String?, category: String?) {
        self.employer = employer
        self.category = category
    }

    var isEmpty: Bool { employer == nil && category == nil }
}

/// What a change of registration is about.
///
/// - Source: rules R22, R23, R24
package enum RegistrationChange: Hashable, Sendable {
    case move(RegistrationMove)
    /// The move recorded earlier with the registration.
    case recordedMove
    /// The employer has a new name.
    case employerRename
}
