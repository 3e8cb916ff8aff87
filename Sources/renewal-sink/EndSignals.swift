import Foundation

/// Receives SIGTERM and SIGINT on a waiting thread instead of in a handler.
struct EndSignals {
    private let signals: sigset_t

    /// Blocks both for this thread and every thread it starts.
    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.signals = signals
    }

    /// Returns when one of them arrives.
    func wait() {
        var signals = signals
        var received: Int32 = 0
        while sigwait(&signals, &received) != 0 { continue }
    }
}
