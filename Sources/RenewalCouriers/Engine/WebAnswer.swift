import CCurl

/// Collects an endpoint's answer: the status, whether its headers are complete, and the beginning of the body.
final class WebAnswer {
    private(set) var status: Int?
    private(set) var hasCompleteHeaders = false
    private var bodyStart: [UInt8] = []
    private var bodyCount = 0

    var beginning: String { ForeignText.decode(beginning: bodyStart) }

    func install(on handle: CurlHandle) throws(CurlFailure) {
        let context = handle.context(self)
        try handle.set(CURLOPT_HEADERFUNCTION, readHeader)
        try handle.set(CURLOPT_HEADERDATA, pointer: context)
        try handle.set(CURLOPT_WRITEFUNCTION, readBody)
        try handle.set(CURLOPT_WRITEDATA, pointer: context)
    }

    fileprivate func header(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
            hasCompleteHeaders = false
        } else if line.allSatisfy(\.isNewline) {
            // 100 Continue and the like are not the answer.
            hasCompleteHeaders = status.map { $0 >= 200 } == true
        }
    }

    /// - Returns: whether more of the body is wanted
    fileprivate func body(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bodyStart += bytes.prefix(Self.beginningByteLimit - bodyStart.count)
        bodyCount += bytes.count
        return bodyCount <= WebTransfer.answerByteLimit
    }

    /// Twice what is kept of a reply, so that a number to be hidden is complete.
    private static let beginningByteLimit = 400
}

private func answer(_ context: UnsafeMutableRawPointer) -> WebAnswer {
    Unmanaged<WebAnswer>.fromOpaque(context).takeUnretainedValue()
}

private let readHeader: renewald_curl_transfer_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    answer(context).header(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

private let readBody: renewald_curl_transfer_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    return answer(context).body(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}
