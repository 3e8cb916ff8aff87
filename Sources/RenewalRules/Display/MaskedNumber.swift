/// A registration number or serial with all but its last four characters hidden, as `…1234`.
///
/// A number of eight characters or fewer shows fewer, so that at least half of it stays hidden.
///
/// - Source: rules D11, R36
public struct MaskedNumber: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ number: String) {
        description = "…" + number.suffix(min(4, number.count / 2))
    }
}
