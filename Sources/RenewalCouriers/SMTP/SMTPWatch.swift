import CCurl
import RenewalDelivery
import RenewalRules

/// Feeds a mail to libcurl, follows the conversation, and ends it when a deadline passes.
///
/// Libcurl calls it on the thread that runs the transfer, and nobody else touches it.
final class SMTPWatch {
    private(set) var dialogue = SMTPDialogue()
    private(set) var interruption: Interruption?
    /// Called when QUIT has been sent, because its answer is not worth waiting for.
    var onQuit: () -> Void = {}
    /// Called with each line of the conversation, and whether it is ours.
    var onWords: (Bool, String) -> Void = { _, _ in }
    /// The step before either side has said anything.
    var stepBeforeWords: () -> SMTPStep = { .connect }
    private let settings: SMTPSettings
    private var message: [UInt8] = []
    private var sentCount = 0
    private var cancelFlag: CancelFlag?
    private var elapsed: () -> Duration = { .zero }
    private var lastProgress: (step: SMTPStep, sentCount: Int, at: Duration) = (.connect, 0, .zero)

    init(settings: SMTPSettings) { self.settings = settings }

    var isTLSFromTheStart: Bool { settings.url.lowercased().hasPrefix("smtps:") }

    func install(on handle: CurlHandle) throws(CurlFailure) {
        let context = handle.context(self)
        try handle.set(CURLOPT_READFUNCTION, readMessage)
        try handle.set(CURLOPT_READDATA, pointer: context)
        try handle.check(renewald_curl_set_debug(handle.raw, listen), CURLOPT_DEBUGFUNCTION)
        try handle.set(CURLOPT_DEBUGDATA, pointer: context)
        try handle.set(CURLOPT_VERBOSE, 1)
        try handle.check(renewald_curl_set_progress(handle.raw, watchClock), CURLOPT_XFERINFOFUNCTION)
        try handle.set(CURLOPT_XFERINFODATA, pointer: context)
        try handle.set(CURLOPT_NOPROGRESS, 0)
        elapsed = { [unowned handle] in .microseconds(handle.offset(CURLINFO_TOTAL_TIME_T)) }
    }

    func begin(_ message: [UInt8], _ cancelFlag: CancelFlag) {
        self.message = message
        self.cancelFlag = cancelFlag
        sentCount = 0
        interruption = nil
        lastProgress = (.connect, 0, .zero)
        dialogue.beginMessage()
    }

    func beginConnection() { dialogue.beginConnection() }

    /// Releases the message at the end of the transfer.
    func end() {
        message = []
        cancelFlag = nil
    }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard dialogue.hasLoggedIn || settings.username == nil else {
            interruption = .missingLogin
            return Int(CURL_READFUNC_ABORT)
        }
        guard !isCancelled else { return Int(CURL_READFUNC_ABORT) }
        if sentCount == 0 { dialogue.beginBody() }
        let piece = message[sentCount...].prefix(buffer.count)
        buffer.copyBytes(from: piece)
        sentCount += piece.count
        if piece.isEmpty { dialogue.handOver() }
        return piece.count
    }

    fileprivate func heard(_ kind: curl_infotype, _ line: String) {
        onWords(kind == CURLINFO_HEADER_OUT, line)
        if kind == CURLINFO_HEADER_IN { dialogue.received(line) }
        guard kind == CURLINFO_HEADER_OUT else { return }
        dialogue.sent(line)
        if dialogue.isQuitting { onQuit() }
    }

    /// Libcurl asks about once a second, even while it waits for a reply.
    fileprivate func mayGoOn() -> Bool {
        guard !isCancelled else { return false }
        let (now, step) = (elapsed(), step)
        guard lastProgress.step == step, lastProgress.sentCount == sentCount else {
            lastProgress = (step, sentCount, now)
            return true
        }
        let isTooLong = now - lastProgress.at >= limit(of: step)
        guard isTooLong || !step.isOfMessage && now >= settings.preambleTimeout else { return true }
        interruption = .deadline
        return false
    }

    /// The present step of the conversation.
    var step: SMTPStep { dialogue.step == .connect ? stepBeforeWords() : dialogue.step }

    private var isCancelled: Bool {
        guard cancelFlag?.isCancelled == true else { return false }
        interruption = .cancelled
        return true
    }

    /// How long a step may take.
    private func limit(of step: SMTPStep) -> Duration {
        switch step {
        case .resolve, .connect: settings.connectTimeout
        case .tls, .banner, .ehlo, .starttls, .auth, .mail, .rcpt: settings.commandTimeout
        case .data: settings.dataTimeout
        case .body: settings.blockTimeout
        case .endOfData: settings.endOfDataTimeout
        }
    }
}

extension SMTPStep {
    /// Whether the step belongs to the message itself.
    fileprivate var isOfMessage: Bool {
        switch self {
        case .resolve, .connect, .tls, .banner, .ehlo, .starttls, .auth: false
        case .mail, .rcpt, .data, .body, .endOfData: true
        }
    }
}

private func watch(_ context: UnsafeMutableRawPointer) -> SMTPWatch {
    Unmanaged<SMTPWatch>.fromOpaque(context).takeUnretainedValue()
}

private let readMessage: renewald_curl_transfer_callback = { buffer, size, count, context in
    guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
    return watch(context).read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private let listen: curl_debug_callback = { _, kind, bytes, count, context in
    guard let bytes, let context, kind == CURLINFO_HEADER_IN || kind == CURLINFO_HEADER_OUT else { return 0 }
    let line = ForeignText.decode(UnsafeRawBufferPointer(start: bytes, count: count))
    watch(context).heard(kind, String(line.prefix { !$0.isNewline }))
    return 0
}

private let watchClock: curl_xferinfo_callback = { context, _, _, _, _ in
    guard let context else { return 1 }
    return watch(context).mayGoOn() ? 0 : 1
}
