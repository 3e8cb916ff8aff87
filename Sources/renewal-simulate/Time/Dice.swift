/// Chance decided by a seed; the same seed always gives the same numbers.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    /// Dice for one purpose, so that one more throw does not change the results of the others.
    init(seed: UInt64, purpose: UInt64) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ purpose &* 0x9E37_79B9_7F4A_7C15
        _ = next()
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether an event that happens once in so many times happens now.
    mutating func happens(onceIn count: Int) -> Bool { next() % UInt64(count) == 0 }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }

    /// A number in 0..<1.
    mutating func fraction() -> Double { Double.random(in: 0..<1, using: &self) }
}
