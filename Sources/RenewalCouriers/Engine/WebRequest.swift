/// One POST to one endpoint.
struct WebRequest: Sendable {
    let settings: WebhookSettings
    /// Lines of the form `Name: value`.
    let headers: [String]
    let body: [UInt8]
}
