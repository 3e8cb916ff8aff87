package import RenewalCouriers

/// A named way to reach people or systems.
package struct ChannelSettings: Hashable, Sendable {
    /// 1 to 64 of `a–z`, `0–9` and `-`; unique in the file.
    package var name: String
    package var kind: ChannelKind
    /// How many deliveries may run at once, 1…64.
    package var parallel: Int
}
