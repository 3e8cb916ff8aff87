import RenewalRules

/// A change of state that an operator may order.
enum OperatorOrder: Hashable {
    case retry
    case cancel(reason: String)
    case hold
    case release

    /// The word of the command.
    var verb: Phrase {
        switch self {
        case .retry: Phrase("重发", "retry")
        case .cancel: Phrase("取消", "cancel")
        case .hold: Phrase("暂停", "hold")
        case .release: Phrase("放行", "release")
        }
    }

    /// Its event in the evidence.
    var event: EvidenceEntry.Event {
        switch self {
        case .retry: .retried
        case .cancel: .cancelled
        case .hold: .held
        case .release: .released
        }
    }

    /// The states it applies to; a delivery being sent is left to its attempt.
    var allowedStates: Set<DeliveryState> {
        switch self {
        case .retry: [.failed, .bounced, .held, .deferred]
        case .cancel: [.pending, .deferred, .held, .failed, .bounced]
        case .hold: [.pending, .deferred]
        case .release: [.held]
        }
    }

    /// The states meant when no id is given: retrying all does not release held ones, what came back needs another
    /// address, or a look at each, and cancelling what waits leaves the outcome of what was refused as it is.
    var statesOfAll: Set<DeliveryState> {
        allowedStates.subtracting(self == .retry ? [.held, .bounced] : [.failed, .bounced])
    }

    var target: DeliveryState {
        switch self {
        case .retry, .release: .pending
        case .cancel: .cancelled
        case .hold: .held
        }
    }

    var reason: String? {
        switch self {
        case .retry, .release: nil
        case .cancel(let reason): reason
        case .hold: "operator"
        }
    }
}
