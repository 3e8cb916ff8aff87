import Dispatch
import Synchronization

/// Threads that send mail, each over its own connections.
///
/// Libcurl blocks while it waits for the answer to the end of data, so mails cannot share a multi handle: one slow
/// server would stop them all. A thread is started when none is idle, and kept.
final class MailPool: Sendable {
    private struct Job {
        let request: MailRequest
        let cancelFlag: CancelFlag
        let answer: CheckedContinuation<SMTPTrace, Never>
    }

    private struct State {
        var waiting: [Job] = []
        var running: [ObjectIdentifier: CancelFlag] = [:]
        var threadCount = 0
        var isStopping = false
        var onStop: [CheckedContinuation<Void, Never>] = []
    }

    private let limit: Int
    private let logins = LoginMemory()
    private let state = Mutex(State())
    /// Counts jobs and stop requests; only the pool's own threads wait for it.
    private let work = DispatchSemaphore(value: 0)

    /// - Parameter limit: how many threads at most
    init(limit: Int) { self.limit = limit }

    func send(_ request: MailRequest) async -> SMTPTrace {
        let cancelFlag = CancelFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enqueue(Job(request: request, cancelFlag: cancelFlag, answer: $0)) }
        } onCancel: {
            cancel(cancelFlag)
        }
    }

    /// Ends running transfers and answers waiting ones.
    func beginStop() {
        let (abandoned, threadCount) = state.withLock { state in
            state.isStopping = true
            for cancelFlag in state.running.values { cancelFlag.cancel() }
            defer { state.waiting = [] }
            return (state.waiting, state.threadCount)
        }
        for job in abandoned { job.answer.resume(returning: .withdrawn) }
        for _ in 0..<threadCount { work.signal() }
    }

    /// Stops and returns when all threads are gone.
    func stop() async {
        beginStop()
        await withCheckedContinuation { continuation in
            let isGone = state.withLock { state in
                if state.threadCount > 0 { state.onStop.append(continuation) }
                return state.threadCount == 0
            }
            if isGone { continuation.resume() }
        }
    }

    private func enqueue(_ job: Job) {
        let (isAccepted, isShort) = state.withLock { state in
            guard !state.isStopping, !job.cancelFlag.isCancelled else { return (false, false) }
            state.waiting.append(job)
            let isShort = state.threadCount < min(limit, state.running.count + state.waiting.count)
            if isShort { state.threadCount += 1 }
            return (true, isShort)
        }
        guard isAccepted else { return job.answer.resume(returning: .withdrawn) }
        if isShort, !EngineThread.start(named: "mail", { [self] in run() }) { goWithout() }
        work.signal()
    }

    /// The system refused to start a thread: the existing ones continue; without any, waiting mails are answered.
    private func goWithout() {
        // Removed in the same step: a mail arriving in between would wait for a thread that the system refused to
        // start.
        let (abandoned, finished) = state.withLock { state in
            let finished = Self.countOff(&state)
            guard state.threadCount == 0 else { return ([Job](), finished) }
            defer { state.waiting = [] }
            return (state.waiting, finished)
        }
        for continuation in finished { continuation.resume() }
        for job in abandoned { job.answer.resume(returning: .threadless) }
    }

    private func cancel(_ cancelFlag: CancelFlag) {
        let abandoned: Job? = state.withLock { state in
            cancelFlag.cancel()
            guard let place = state.waiting.firstIndex(where: { $0.cancelFlag === cancelFlag }) else { return nil }
            return state.waiting.remove(at: place)
        }
        abandoned?.answer.resume(returning: .withdrawn)
    }

    private func run() {
        let sender = MailSender(logins: logins)
        while let job = nextJob() {
            let trace = sender.send(job.request, job.cancelFlag)
            state.withLock { _ = $0.running.removeValue(forKey: ObjectIdentifier(job.cancelFlag)) }
            job.answer.resume(returning: trace)
        }
        sender.hangUp()
        retire()
    }

    private func retire() {
        for continuation in state.withLock({ Self.countOff(&$0) }) { continuation.resume() }
    }

    /// Removes a thread from the count.
    ///
    /// - Returns: for the last thread, whoever waits for the stop
    private static func countOff(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        state.threadCount -= 1
        guard state.threadCount == 0 else { return [] }
        defer { state.onStop = [] }
        return state.onStop
    }

    /// Waits for work; `nil` when the pool stops.
    private func nextJob() -> Job? {
        while true {
            work.wait()
            let (job, isStopping) = state.withLock { state in
                let job = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
                if let job { state.running[ObjectIdentifier(job.cancelFlag)] = job.cancelFlag }
                return (job, state.isStopping)
            }
            if isStopping { return job }
            if let job { return job }
        }
    }
}

extension SMTPTrace {
    fileprivate static let withdrawn = unstarted(.broken, .cancelled, "")
    fileprivate static let threadless = unstarted(
        .unusable,
        nil,
        "the system gives no thread: check TasksMax and limits"
    )
}
