/// Why we ended a transfer ourselves.
enum Interruption: Hashable, Sendable {
    /// The task was cancelled or the engine was shut down.
    case cancelled
    /// A stage took longer than its deadline.
    case deadline
    /// Every address of the host lies where this channel may not go.
    case refusedTarget
    /// A login is configured and the server offered none.
    case missingLogin

    static let refusedTargetWords = "the host's address lies in a network that this channel may not use"
}
