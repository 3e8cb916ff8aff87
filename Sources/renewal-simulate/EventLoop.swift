import Glibc
import Synchronization

/// The one thread on which a simulated world runs: takes over every job of Swift's concurrency in this process and
/// lets chance decide which of those that are ready goes next.
///
/// There is one per process because the runtime has one queue to take over. Where nothing is ready, time moves on.
final class EventLoop: TaskExecutor {
    static let shared = EventLoop()

    // The jobs come from the loop's own thread; the mutex is for the compiler, and for a library's thread that a later
    // version of it might have.
    private let ready = Mutex<[UnownedJob]>([])

    /// How the runtime asks for a job to be run, and how its hook is shaped (`ConcurrencyHooks.h` of the Swift runtime).
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

    private func add(_ job: UnownedJob) { ready.withLock { $0.append(job) } }

    /// Runs jobs and moves time until something holds.
    ///
    /// - Returns: whether it came to hold; otherwise everything waits for something that never comes
    func run(_ time: SimulatedTime, dice: inout Dice, until holds: () -> Bool) -> Bool {
        while !holds() {
            if time.hasDue, dice.happens(onceIn: 3) { time.wakeNext() }
            let job = ready.withLock { jobs -> UnownedJob? in
                guard !jobs.isEmpty else { return nil }
                jobs.swapAt(Int(dice.next() % UInt64(jobs.count)), jobs.count - 1)
                return jobs.removeLast()
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
