import Glibc
import Synchronization

/// The one thread of a simulated world: it takes over every Swift concurrency job in this process and lets chance
/// decide which of the ready ones runs next.
///
/// There is one per process because the runtime has one queue to take over. When nothing is ready, time advances.
final class EventLoop: TaskExecutor {
    static let shared = EventLoop()

    private struct State {
        var ready: [UnownedJob] = []
        /// The thread that runs the jobs; `nil` before the first one runs.
        var home: pthread_t?
        /// Whether a job came from another thread, at a moment that no seed determines.
        var isDisturbed = false
    }

    private let state = Mutex(State())

    /// How the runtime enqueues a job, and the type of its hook (`ConcurrencyHooks.h` of the Swift runtime).
    private typealias Original = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    /// Takes over all jobs from now on.
    ///
    /// - Returns: whether the runtime has the hook
    func takeOver() -> Bool {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else { return false }
        symbol.assumingMemoryBound(to: Hook?.self).pointee = { job, _ in EventLoop.shared.add(job) }
        return true
    }

    func enqueue(_ job: consuming ExecutorJob) { add(UnownedJob(job)) }

    private func add(_ job: UnownedJob) {
        state.withLock { state in
            state.ready.append(job)
            if let home = state.home, pthread_equal(home, pthread_self()) == 0 { state.isDisturbed = true }
        }
    }

    /// Whether another thread has taken part, so that the history is not repeatable.
    var isDisturbed: Bool { state.withLock(\.isDisturbed) }

    /// Runs jobs and advances time until a condition is true.
    ///
    /// - Returns: whether it became true; otherwise everything waits for something that never happens
    func run(_ time: SimulatedTime, dice: inout Dice, until holds: () -> Bool) -> Bool {
        state.withLock { $0.home = pthread_self() }
        while !holds() {
            if time.hasDue, dice.happens(onceIn: 3) { time.wakeNext() }
            let job = state.withLock { state -> UnownedJob? in
                guard !state.ready.isEmpty else { return nil }
                let chosen = Int(dice.next() % UInt64(state.ready.count))
                state.ready.swapAt(chosen, state.ready.count - 1)
                return state.ready.removeLast()
            }
            if let job {
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if !time.wakeNext() {
                return false
            }
        }
        return true
    }
}
