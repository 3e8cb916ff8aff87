import RenewalRules

/// Lets a loop sleep until something is due and be woken when there is news.
actor Alarm {
    private var isRung = false
    private var sleeper: Task<Void, Never>?

    /// Wakes the waiting loop, or makes its next wait return at once.
    func ring() {
        isRung = true
        sleeper?.cancel()
    }

    /// Waits until the alarm rings, the duration is over or the task is cancelled.
    ///
    /// - Returns: whether it rang
    @discardableResult
    func wait(atMost duration: Duration, clock: some Clock) async -> Bool {
        defer { isRung = false }
        guard !isRung, !Task.isCancelled, duration > .zero else { return isRung }
        // A task of its own, so that ringing can end the sleep without cancelling the loop that waits here.
        let sleeper = Task { () -> Void in
            // Being woken is the purpose: the cancellation has nothing to tell.
            try? await clock.sleep(for: duration)
        }
        self.sleeper = sleeper
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
        self.sleeper = nil
        return isRung
    }
}
