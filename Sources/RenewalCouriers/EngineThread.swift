import Foundation

/// Threads of the engine's own, so that libcurl's blocking calls never hold the cooperative pool.
enum EngineThread {
    /// Runs `body` on a new thread that no signal is delivered to.
    ///
    /// Handlers run elsewhere, and a broken pipe is a return code here and never the process's end.
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread {
            var everySignal = sigset_t()
            let isMasked = sigfillset(&everySignal) == 0 && pthread_sigmask(SIG_BLOCK, &everySignal, nil) == 0
            precondition(isMasked, "blocking signals fails only for arguments that are not valid")
            body()
        }
        thread.name = name
        thread.start()
    }
}
