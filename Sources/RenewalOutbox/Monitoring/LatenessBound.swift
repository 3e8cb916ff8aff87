/// The bounds by which lateness is counted, in seconds: minutes for what goes well, hours for a channel at fault, days for
/// a service that stood still.
package enum LatenessBound {
    /// Ascending; a later build may add some, and what was counted under others stays.
    package static let all: [Int64] = [
        60, 300, 900, 3600, 4 * 3600, 12 * 3600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400,
    ]
    /// For what was later than the last bound.
    package static let none = Int64.max

    /// The bound that a lateness is counted under.
    static func of(seconds: Int64) -> Int64 { all.first { seconds <= $0 } ?? none }
}
