import CCurl

/// Libcurl refused a call that prepares a transfer; nothing has gone over the wire.
struct CurlFailure: Error, CustomStringConvertible {
    let description: String

    init(_ doing: String, _ code: CURLcode) {
        description = "\(doing): \(String(cString: curl_easy_strerror(code)))"
    }

    init(_ doing: String, reason: String) { description = "\(doing): \(reason)" }

    init(_ doing: String, _ code: CURLMcode) {
        description = "\(doing): \(String(cString: curl_multi_strerror(code)))"
    }
}
