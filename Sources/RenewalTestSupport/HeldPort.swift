import Foundation

/// A port on 127.0.0.1 that the system gives to nobody else as long as this value lives.
///
/// It is bound and does not listen: connections are refused, unless a program that was told the number listens there, and
/// are refused again when that has ended. A port that is only looked up may be another test's server a moment later, and
/// that would get what was not meant for it.
///
/// - Source: socket(7), `SO_REUSEADDR`; neither bind(2) to port 0 nor connect(2) choose a port that is bound
package final class HeldPort: Sendable {
    package let number: Int
    private let descriptor: Int32

    /// - Throws: when no port is left
    package init() throws { (descriptor, number) = try LoopbackSocket.bound(to: 0) }

    deinit { close(descriptor) }

    /// Whether something accepts connections there.
    package func isAnswered() throws -> Bool { try LoopbackSocket.isAnswered(on: number) }
}
