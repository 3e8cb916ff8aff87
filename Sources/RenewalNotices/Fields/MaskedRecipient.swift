import RenewalRules

/// An address or target as it may be shown to an administrator: `z***@example.com`.
///
/// - Source: rule D11
struct MaskedRecipient: CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - recipient: as the channel uses it
    ///   - channel: the channel's name, which is also the address of a program and needs no masking
    init(_ recipient: String, channel: String) {
        if recipient == channel {
            description = channel
        } else if let at = recipient.lastIndex(of: "@") {
            let local = recipient[..<at].unicodeScalars
            let shown = local.count > 1 ? local.first.map(String.init) ?? "" : ""
            description = "\(shown)***\(recipient[at...])"
        } else {
            description = MaskedNumber(recipient).description
        }
    }

    /// A relay's text with every mail address masked.
    static func hidden(in text: String?) -> String? {
        text?.replacing(/[^\s<>()\[\]"',;:]+@[^\s<>()\[\]"',;:]+/) { found in
            Self(String(found.output), channel: "").description
        }
    }
}
