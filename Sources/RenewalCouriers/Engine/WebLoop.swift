import Synchronization

/// The thread that drives all webhooks: an inbox that anybody may fill, and one multi handle that only the thread uses.
///
/// The first webhook starts it.
final class WebLoop: Sendable {
    struct Job {
        let request: WebRequest
        let cancelFlag: CancelFlag
        let answer: CheckedContinuation<HTTPTrace, Never>
    }

    private struct State {
        var inbox: [Job] = []
        var isStopping = false
        var hasThread = false
        var onStop: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let bell = MultiBell()

    func post(_ request: WebRequest) async -> HTTPTrace {
        let cancelFlag = CancelFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enqueue(Job(request: request, cancelFlag: cancelFlag, answer: $0)) }
        } onCancel: {
            cancelFlag.cancel()
            bell.ring()
        }
    }

    /// Ends running transfers and answers waiting ones.
    func beginStop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Stops and returns when the thread is gone.
    func stop() async {
        beginStop()
        await withCheckedContinuation { continuation in
            let hasThread = state.withLock { state in
                if state.hasThread { state.onStop.append(continuation) }
                return state.hasThread
            }
            if !hasThread { continuation.resume() }
        }
    }

    private func enqueue(_ job: Job) {
        let (isAccepted, isFirst, isNews) = state.withLock { state in
            guard !state.isStopping else { return (false, false, false) }
            // The thread takes the whole inbox at once; its content has already rung.
            let isNews = state.inbox.isEmpty
            state.inbox.append(job)
            defer { state.hasThread = true }
            return (true, !state.hasThread, isNews)
        }
        guard isAccepted else { return job.answer.resume(returning: .withdrawn) }
        if isFirst, !EngineThread.start(named: "web", { [self] in run() }) { goWithout() }
        if isNews { bell.ring() }
    }

    /// The system refused to start a thread: waiting requests are answered, and the next webhook tries again.
    private func goWithout() {
        let abandoned = retire()
        for job in abandoned { job.answer.resume(returning: .threadless) }
    }

    private func run() {
        let runner = WebRunner(bell: bell)
        var isStopping = false
        while !isStopping {
            let jobs = state.withLock { state in
                isStopping = state.isStopping
                defer { state.inbox = [] }
                return state.inbox
            }
            runner.accept(jobs)
            if !isStopping { runner.turn() }
        }
        runner.abandonAll()
        // Nothing enters the inbox once it is stopping.
        _ = retire()
    }

    /// Records that there is no thread, wakes whoever waits for the stop, and empties the inbox.
    private func retire() -> [Job] {
        let (left, waiting) = state.withLock { state in
            state.hasThread = false
            defer { (state.inbox, state.onStop) = ([], []) }
            return (state.inbox, state.onStop)
        }
        for continuation in waiting { continuation.resume() }
        return left
    }
}

extension HTTPTrace {
    static let withdrawn = HTTPTrace(end: .broken, interruption: .cancelled)
    static let threadless = HTTPTrace(
        end: .unusable,
        explanation: "the system gives no thread: check TasksMax and limits"
    )
}
