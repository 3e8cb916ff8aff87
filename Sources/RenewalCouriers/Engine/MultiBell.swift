import CCurl
import Synchronization

/// Wakes the waiting web thread from any thread, even before and after the multi handle exists.
final class MultiBell: Sendable {
    /// The address of the multi handle; `curl_multi_wakeup` is the one libcurl call allowed from other threads, and
    /// the lock keeps the handle from being freed meanwhile.
    private let multi = Mutex<UInt?>(nil)

    func hang(on handle: UnsafeMutableRawPointer?) {
        multi.withLock { $0 = handle.map(UInt.init(bitPattern:)) }
    }

    func ring() {
        multi.withLock { address in
            guard let handle = address.flatMap(UnsafeMutableRawPointer.init(bitPattern:)) else { return }
            let code = curl_multi_wakeup(handle)
            // A full wake-up pipe means that a wake-up is already pending.
            assert(code == CURLM_OK || code == CURLM_WAKEUP_FAILURE)
        }
    }
}
