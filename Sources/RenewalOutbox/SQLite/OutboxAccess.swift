/// How a state file is opened.
package enum OutboxAccess: Hashable, Sendable {
    /// Takes the lock, creates the file and migrates its schema.
    case daemon
    /// Reads and writes next to a running daemon, without the lock; the file must exist.
    case operatorCommand
    /// Reads only; a missing file reads as an empty outbox.
    case reading
    /// Reads a backup that an operator named, whoever owns it and even if an earlier build wrote it.
    case backup
}
