package import RenewalRules

/// Why a delivery was cancelled by other than an operator's cancelling it.
///
/// The words stand in the outbox, in the evidence and in lists, beside the words of operators and of other versions: who
/// shows what is stored takes it as text.
package enum CancelReason: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// What its notice says is no longer so.
    case stopped(RenewalCourse.StopReason)
    /// Its record has been gone for long.
    case recordMissing
    /// No route leads to its channel any more, or the record has no usable address.
    case noRouteOrAddress
    /// Its address no longer stands in the record.
    case addressChanged
    /// An operator moved what waited for its channel to another one.
    case moved
    /// Its person was told through another channel.
    case toldByFallback
    /// A fallback whose person was told through the first way after all.
    case toldByFirstWay
    /// An operator muted its record, its person or its address.
    case muted

    /// Every reason once.
    package static let allCases: [CancelReason] =
        RenewalCourse.StopReason.allCases.map(CancelReason.stopped) + [
            .recordMissing, .noRouteOrAddress, .addressChanged, .moved, .toldByFallback, .toldByFirstWay, .muted,
        ]

    /// Reads a stored word; `nil` for one of an operator or of another version.
    package init?(rawValue: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = known
    }

    /// The word as it is stored.
    package var rawValue: String {
        switch self {
        case .stopped(let reason): reason.rawValue
        case .recordMissing: "record_missing"
        case .noRouteOrAddress: "no_route_or_address"
        case .addressChanged: "address_changed"
        case .moved: "moved"
        case .toldByFallback: "told_by_fallback"
        case .toldByFirstWay: "told_by_first_way"
        case .muted: "muted"
        }
    }

    /// Whether the delivery waits again when the same notice is planned for its address once more.
    package var isReversible: Bool {
        switch self {
        case .addressChanged, .moved, .muted: true
        case .stopped, .recordMissing, .noRouteOrAddress, .toldByFallback, .toldByFirstWay: false
        }
    }
}
