import Synchronization

/// The thread that drives all webhooks: an inbox that anyone fills, and one multi handle that only the thread uses.
final class WebLoop: Sendable {
    struct Job {
        let order: WebOrder
        let ticket: TransferTicket
        let answer: CheckedContinuation<HTTPTrace, Never>
    }

    private struct State {
        var inbox: [Job] = []
        var isStopping = false
        var isGone = false
        var onStop: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let bell = MultiBell()

    init() {
        EngineThread.start(named: "web") { [self] in run() }
    }

    func post(_ order: WebOrder) async -> HTTPTrace {
        let ticket = TransferTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enqueue(Job(order: order, ticket: ticket, answer: $0)) }
        } onCancel: {
            ticket.cancel()
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
            let isGone = state.withLock { state in
                if !state.isGone { state.onStop.append(continuation) }
                return state.isGone
            }
            if isGone { continuation.resume() }
        }
    }

    private func enqueue(_ job: Job) {
        let isAccepted = state.withLock { state in
            guard !state.isStopping else { return false }
            state.inbox.append(job)
            return true
        }
        if isAccepted { bell.ring() } else { job.answer.resume(returning: .withdrawn) }
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
        let waiting = state.withLock { state in
            state.isGone = true
            defer { state.onStop = [] }
            return state.onStop
        }
        for continuation in waiting { continuation.resume() }
    }
}

extension HTTPTrace {
    static let withdrawn = HTTPTrace(end: .broken, interruption: .cancelled)
}
