/// All that is known about one mail transfer when it ends; what the verdict is judged from.
struct SMTPTrace: Hashable, Sendable {
    var end: TransferEnd
    var stage: SMTPStage
    var reply: SMTPReply?
    /// The end of data may have been sent.
    var isHandedOver: Bool
    var interruption: Interruption?
    /// The conversation went on an existing connection.
    var isOnReusedConnection = false
    /// Libcurl's words, for when the server said nothing.
    var explanation: String

    /// A transfer that ended before it began.
    static func unstarted(_ end: TransferEnd, _ interruption: Interruption?, _ explanation: String) -> SMTPTrace {
        SMTPTrace(
            end: end,
            stage: .connect,
            isHandedOver: false,
            interruption: interruption,
            explanation: explanation
        )
    }

    /// The reused connection had died unnoticed: nothing was handed over, and a fresh one may do at once.
    var metStaleConnection: Bool {
        guard isOnReusedConnection, !isHandedOver, interruption == nil, end != .completed else { return false }
        return reply?.code == nil || reply?.code == 421
    }
}
