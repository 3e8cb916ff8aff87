/// Why we ended a transfer ourselves.
enum Interruption: Hashable, Sendable {
    /// The task was cancelled or the engine was shut down.
    case cancelled
    /// A stage took longer than its deadline.
    case deadline
    /// Every address of the host is denied to this channel.
    case refusedTarget
    /// A login is configured, but the server offers none.
    case missingLogin

    static let refusedTargetWords = "the host's address lies in a network that this channel may not use"
}
