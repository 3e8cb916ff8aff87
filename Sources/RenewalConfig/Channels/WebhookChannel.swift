package import RenewalDelivery

/// Signed events to another system, as Standard Webhooks.
package struct WebhookChannel: Hashable, Sendable {
    /// The shape of the request.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case standard
    }

    /// `https://`, or `http://` within the office's own network.
    package var url: String
    /// `whsec_` and base64 of 24 to 64 bytes, newest first, at least one; each signs every event.
    package var secrets: [Secret]
    package var network: NetworkScope = .external
    /// Path of certificates to trust instead of the system's; `nil` for the system's.
    package var caFile: String?
    /// How long one attempt may take, 1 s…60 s.
    package var timeout: Duration = .seconds(15)
    package var format: Format = .standard
}
