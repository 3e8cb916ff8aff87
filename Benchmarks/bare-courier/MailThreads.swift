import CCurl
import Foundation
import Synchronization

/// A thread for each parallel mail, with one easy handle and one connection.
final class MailThreads: Sendable {
    private let url: String
    private let bodies: Bodies
    private let parallel: Int
    private let next = Mutex(0)
    private let failure = Mutex<BareFailure?>(nil)

    init(url: String, bodies: Bodies, parallel: Int) {
        self.url = url
        self.bodies = bodies
        self.parallel = parallel
    }

    func run() throws(BareFailure) {
        let group = DispatchGroup()
        for _ in 0..<parallel {
            group.enter()
            let thread = Thread { [self] in
                do throws(BareFailure) {
                    try send()
                } catch {
                    failure.withLock { $0 = error }
                }
                group.leave()
            }
            thread.start()
        }
        group.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    /// The work of one thread.
    private func send() throws(BareFailure) {
        let handle = try newHandle(url: url)
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "holder@example.test")
        defer { curl_slist_free_all(recipients) }
        let cursor = Cursor()
        let context = Unmanaged.passUnretained(cursor).toOpaque()
        try check(renewald_curl_set_text(handle, CURLOPT_MAIL_FROM, "office@example.test"), "setting the sender")
        try check(renewald_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients), "setting the recipient")
        try check(renewald_curl_set_long(handle, CURLOPT_UPLOAD, 1), "setting the direction")
        try check(renewald_curl_set_transfer(handle, CURLOPT_READFUNCTION, readMessage), "setting the reader")
        try check(renewald_curl_set_pointer(handle, CURLOPT_READDATA, context), "setting the reader")
        while let index = take() {
            cursor.rest = bodies[index][...]
            try check(curl_easy_perform(handle), "sending mail \(index)")
        }
        withExtendedLifetime(cursor) {}
    }

    private func take() -> Int? {
        guard failure.withLock({ $0 == nil }) else { return nil }
        return next.withLock { next in
            defer { next += 1 }
            return next < bodies.count ? next : nil
        }
    }
}

/// The part of a mail that libcurl has not fetched yet; used only by the thread that runs the transfer.
private final class Cursor {
    var rest: Slice<UnsafeRawBufferPointer> = UnsafeRawBufferPointer(start: nil, count: 0)[...]
}

private let readMessage: renewald_curl_transfer_callback = { buffer, size, count, context in
    guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
    let cursor = Unmanaged<Cursor>.fromOpaque(context).takeUnretainedValue()
    let piece = cursor.rest.prefix(size * count)
    UnsafeMutableRawBufferPointer(start: buffer, count: size * count).copyBytes(from: piece)
    cursor.rest = cursor.rest.dropFirst(piece.count)
    return piece.count
}
