import Foundation

/// The target that `Scripts/fuzz` names.
private let target = {
    let target = ProcessInfo.processInfo.environment["RENEWALD_FUZZ_TARGET"].flatMap(FuzzTarget.init)
    let isReady = DispatchSemaphore(value: 0)
    Task {
        do {
            try await target?.prepare()
        } catch {
            fatalError("nothing to feed: \(error)")
        }
        isReady.signal()
    }
    // This is libFuzzer's own thread, on which no task runs.
    isReady.wait()
    return target
}()

/// Called by libFuzzer with each input; a violated property ends the run like a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard let target else { fatalError("RENEWALD_FUZZ_TARGET names no target") }
    do throws(Finding) {
        try target.feed(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(target): \(error)")
    }
    return 0
}
