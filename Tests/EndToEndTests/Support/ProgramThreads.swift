import Dispatch
import Foundation
import Synchronization
import Testing

/// Runs the tests of a suite on threads of their own.
///
/// They wait for programs, and a thread that waits is lost to all others: Swift has no more of them than processors, and
/// the tests within the process need those.
struct ProgramThreads: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(WaitingThreads.shared) { try await function() }
    }
}

extension Trait where Self == ProgramThreads {
    /// The tests start programs and wait for them.
    static var startsPrograms: ProgramThreads { ProgramThreads() }
}

/// A few threads that may wait.
private final class WaitingThreads: TaskExecutor {
    static let shared = WaitingThreads(count: max(2, ProcessInfo.processInfo.activeProcessorCount))

    private let jobs = Mutex<[UnownedJob]>([])
    /// Counts the jobs.
    private let arrivals = DispatchSemaphore(value: 0)

    private init(count: Int) {
        for _ in 0..<count { Thread.detachNewThread { [self] in run() } }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        arrivals.signal()
    }

    private func run() {
        while true {
            arrivals.wait()
            jobs.withLock { $0.removeFirst() }.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
