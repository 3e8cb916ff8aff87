import Foundation

/// Threads of the engine's own, so that libcurl's blocking calls never hold the cooperative pool.
///
/// Made with pthread_create(3) and not with Foundation's `Thread`, which says nothing when the system refuses one.
enum EngineThread {
    private final class Work: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Runs `body` on a new thread that no signal is delivered to.
    ///
    /// Handlers run elsewhere, and a broken pipe is a return code here and never the process's end.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, as the system shows it
    ///   - body: what the thread does until it ends
    /// - Returns: whether the system gave a thread; `body` never runs otherwise
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(name: name, body: body))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runWork, work.toOpaque()) == 0 else {
            work.release()
            return false
        }
        // Nobody joins it: it answers for itself when it ends. Detaching fails only for what is no thread.
        pthread_detach(thread)
        return true
    }

    private static let runWork: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        var everySignal = sigset_t()
        let isMasked = sigfillset(&everySignal) == 0 && pthread_sigmask(SIG_BLOCK, &everySignal, nil) == 0
        precondition(isMasked, "blocking signals fails only for arguments that are not valid")
        Thread.current.name = work.name
        work.body()
        return nil
    }
}
