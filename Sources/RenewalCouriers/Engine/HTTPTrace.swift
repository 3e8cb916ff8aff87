import RenewalRules

/// Everything known about an HTTP transfer at its end; the basis of the verdict.
struct HTTPTrace: Hashable, Sendable {
    var end: TransferEnd
    /// The status line received, if any.
    var status: Int?
    var hasCompleteHeaders = false
    /// The whole request was written to the connection with which the transfer ended.
    var isSent = false
    /// A request was written earlier, to a connection that libcurl then replaced by itself.
    var wasSentBefore = false
    var interruption: Interruption?
    var retryAfter: Duration?
    /// The last instant of the endpoint's certificate, where it was seen.
    var certificateEnd: UnixTime?
    /// The host that a redirect names.
    var redirectHost: String?
    /// The beginning of the answer's body.
    var body = ""
    /// Libcurl's explanation, for when the endpoint sent nothing.
    var explanation = ""

    /// Whether the endpoint may have taken the event.
    var isHandedOver: Bool { wasSentBefore || isSent && end.leavesOpenWhatWasSent }
}
