/// How a state file is opened.
package enum OutboxAccess: Hashable, Sendable {
    /// Takes the lock, makes the file and brings its schema up to date.
    case daemon
    /// Reads and writes beside a running daemon, without the lock; the file must exist.
    case operatorCommand
    /// Reads only; a missing file reads as an empty outbox.
    case reading
    /// Reads a backup, whosever it is, and of an earlier build too: an operator named it.
    case backup
}
