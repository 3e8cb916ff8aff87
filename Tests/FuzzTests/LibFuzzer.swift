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
    // On libFuzzer's own thread, which no task runs on.
    isReady.wait()
    return target
}()

/// What libFuzzer calls with each of its inputs; a broken property ends the run as a crash does.
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
