import CCurl

/// Owned by the web thread: the multi handle and the transfers on it.
final class WebRunner {
    private struct Running {
        let transfer: WebTransfer
        let job: WebLoop.Job
    }

    private let multi: UnsafeMutableRawPointer
    private let bell: MultiBell
    /// Without spare descriptors libcurl silently makes a multi handle that cannot be woken.
    private let hearsBell: Bool
    private var waiting: [WebLoop.Job] = []
    private var running: [UnsafeMutableRawPointer: Running] = [:]

    /// Parallel transfers and cached connections: well below the usual limit of 1,024 open files, and more than enough
    /// to keep every endpoint busy.
    private static let parallelLimit = 128

    init(bell: MultiBell) {
        guard let multi = curl_multi_init() else { preconditionFailure("no memory for libcurl's multi handle") }
        self.multi = multi
        self.bell = bell
        let code = renewald_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.parallelLimit)
        precondition(code == CURLM_OK, "libcurl refuses a limit for kept connections")
        hearsBell = curl_multi_wakeup(multi) == CURLM_OK
        bell.hang(on: multi)
    }

    deinit {
        bell.hang(on: nil)
        let code = curl_multi_cleanup(multi)
        assert(code == CURLM_OK)
    }

    func accept(_ jobs: [WebLoop.Job]) {
        waiting += jobs
        for (key, entry) in running where entry.job.cancelFlag.isCancelled { abandon(key, entry) }
        waiting.removeAll { job in
            guard job.cancelFlag.isCancelled else { return false }
            job.answer.resume(returning: .withdrawn)
            return true
        }
        while running.count < Self.parallelLimit, !waiting.isEmpty { start(waiting.removeFirst()) }
    }

    /// Advances all transfers, answers the finished ones, and waits for the next event.
    func turn() {
        var count: Int32 = 0
        let code = curl_multi_perform(multi, &count)
        guard code == CURLM_OK else { return fail(CurlFailure("driving the webhooks", code)) }
        finishCompleted()
        let hasRoom = !waiting.isEmpty && running.count < Self.parallelLimit
        guard !hasRoom else { return }
        let pause: Int32 = running.isEmpty && hearsBell ? .max : 1000
        let polled = curl_multi_poll(multi, nil, 0, pause, nil)
        if polled != CURLM_OK { fail(CurlFailure("waiting for the webhooks", polled)) }
    }

    /// Ends all transfers with what is known about them.
    func abandonAll() {
        for (key, entry) in running { abandon(key, entry) }
        for job in waiting { job.answer.resume(returning: .withdrawn) }
        waiting = []
    }

    private func start(_ job: WebLoop.Job) {
        do throws(CurlFailure) {
            let transfer = try WebTransfer(job.request)
            let code = curl_multi_add_handle(multi, transfer.handle.raw)
            guard code == CURLM_OK else { throw CurlFailure("starting a webhook", code) }
            running[transfer.handle.raw] = Running(transfer: transfer, job: job)
        } catch {
            job.answer.resume(returning: HTTPTrace(end: .unusable, explanation: error.description))
        }
    }

    private func finishCompleted() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let key = message.pointee.easy_handle else { continue }
            guard let entry = running[key] else { continue }
            let trace = entry.transfer.trace(of: message.pointee.data.result)
            remove(key)
            entry.job.answer.resume(returning: trace)
        }
    }

    /// Removing a transfer before its end closes its connection.
    private func abandon(_ key: UnsafeMutableRawPointer, _ entry: Running) {
        let trace = entry.transfer.trace(of: CURLE_ABORTED_BY_CALLBACK, .cancelled)
        remove(key)
        entry.job.answer.resume(returning: trace)
    }

    private func fail(_ failure: CurlFailure) {
        for (key, entry) in running {
            var trace = entry.transfer.trace(of: CURLE_RECV_ERROR)
            trace.explanation = failure.description
            remove(key)
            entry.job.answer.resume(returning: trace)
        }
    }

    private func remove(_ key: UnsafeMutableRawPointer) {
        let code = curl_multi_remove_handle(multi, key)
        precondition(code == CURLM_OK, "only handles that were added are removed, on the thread that added them")
        running[key] = nil
    }
}
