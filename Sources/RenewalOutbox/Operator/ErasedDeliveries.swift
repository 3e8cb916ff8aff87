/// What became of the deliveries about a person who is erased.
package struct ErasedDeliveries: Hashable, Sendable {
    /// Those that waited.
    package var cancelled = 0
    /// Those whose addresses, messages and answers are gone, the cancelled ones among them.
    package var erased = 0
    /// Those that are being sent just now, and stay until they are settled.
    package var underWay = 0

    /// Begins with nothing.
    package init() {}
}
