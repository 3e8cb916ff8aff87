import Foundation

/// The engine's own threads, so that libcurl's blocking calls never block the cooperative pool.
///
/// They are created with pthread_create(3) instead of Foundation's `Thread`, which does not report when the system
/// refuses to start one.
enum EngineThread {
    private final class Work: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Runs `body` on a new thread that receives no signals.
    ///
    /// Handlers run elsewhere, and a broken pipe is an error code here, never the end of the process.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, as the system shows it
    ///   - body: what the thread does until it ends
    /// - Returns: whether the system started a thread; otherwise `body` never runs
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(name: name, body: body))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runWork, work.toOpaque()) == 0 else {
            work.release()
            return false
        }
        // Nobody joins it; it reports its own end. Detaching fails only for an invalid thread.
        pthread_detach(thread)
        return true
    }

    /// Runs `body` on a new thread, and waits for what it returns without blocking one of Swift's.
    ///
    /// - Returns: `nil` when the system refused to start a thread
    static func run<Value: Sendable>(named name: String, _ body: @escaping @Sendable () -> Value) async -> Value? {
        precondition(CurlEngine.isLibraryReady, "libcurl could not be initialised; it is damaged or out of memory")
        return await withCheckedContinuation { continuation in
            if !start(named: name, { continuation.resume(returning: body()) }) { continuation.resume(returning: nil) }
        }
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
