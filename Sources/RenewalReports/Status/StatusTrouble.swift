package import RenewalRules

/// Something that is not as it should be.
package struct StatusTrouble: Hashable, Sendable {
    /// How soon somebody has to see to it.
    package enum Level: Int, Hashable, Sendable, Comparable {
        case warning = 1
        case critical = 2

        /// Orders them by weight.
        package static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }

        /// As JSON spells it.
        package var word: String { self == .critical ? "critical" : "warning" }
    }

    package let level: Level
    /// The same for the same kind of trouble, as JSON spells it.
    package let code: String
    /// For an administrator, with the command that helps where there is one.
    package let sentence: Phrase

    /// Makes one.
    package init(_ level: Level, _ code: String, _ sentence: Phrase) {
        (self.level, self.code, self.sentence) = (level, code, sentence)
    }
}
