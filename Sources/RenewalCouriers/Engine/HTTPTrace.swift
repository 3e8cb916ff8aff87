/// All that is known about one HTTP transfer when it ends; what the verdict is judged from.
struct HTTPTrace: Hashable, Sendable {
    var end: TransferEnd
    /// The status line that came, if any.
    var status: Int?
    var hasCompleteHeaders = false
    /// The whole request was given to the network, over the connection that ended so.
    var isSent = false
    /// A request was given to the network before, over a connection that libcurl then replaced of its own accord.
    var wasSentBefore = false
    var interruption: Interruption?
    var retryAfter: Duration?
    /// The host that a redirect names.
    var redirectHost: String?
    /// The beginning of the answer's body.
    var body = ""
    /// Libcurl's words, for when the endpoint said nothing.
    var explanation = ""

    /// Whether the endpoint may have taken the event.
    var isHandedOver: Bool { wasSentBefore || isSent && end.leavesOpenWhatWasSent }
}
