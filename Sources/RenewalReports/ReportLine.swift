import RenewalRules

/// A line of a report, safe to show: no character in it steers a terminal, and identity numbers are hidden.
///
/// What stands in the registry may hold anything. A line break in it does not make two lines of one.
package struct ReportLine: Hashable, Sendable {
    package let text: String

    /// Makes a line of any text.
    package init(_ text: some StringProtocol) { self.text = MaskedText(ofOurs: Self.harmless(text)).description }

    /// Makes a line of fields that were masked one by one: across a fingerprint nothing must be.
    init(masked text: String) { self.text = Self.harmless(text) }

    private static func harmless(_ text: some StringProtocol) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
