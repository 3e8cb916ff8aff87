import RenewalRules

/// Lets a loop sleep until something is due, or until it is woken by news.
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
        // A separate task, so that a ring can end the sleep without cancelling the waiting loop.
        let sleeper = Task { () -> Void in
            // Waking up is the purpose, so the cancellation error carries no information.
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
