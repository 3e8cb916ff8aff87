/// One POST to one endpoint, or a GET where nothing is to be told.
struct WebRequest: Sendable {
    let settings: WebhookSettings
    /// Lines of the form `Name: value`.
    let headers: [String]
    /// `nil` for a GET.
    let body: [UInt8]?
}
