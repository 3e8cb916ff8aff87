import CCurl

/// Why a run is worthless: one message that does not arrive spoils the measurement.
struct BareFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Continues after a successful libcurl call, or ends the run.
func check(_ code: CURLcode, _ doing: String) throws(BareFailure) {
    guard code == CURLE_OK else { throw BareFailure("\(doing): \(String(cString: curl_easy_strerror(code)))") }
}

/// Continues after a successful multi handle call, or ends the run.
func check(_ code: CURLMcode, _ doing: String) throws(BareFailure) {
    guard code == CURLM_OK else { throw BareFailure("\(doing): \(String(cString: curl_multi_strerror(code)))") }
}

/// A new easy handle with a time limit and without signals.
func newHandle(url: String) throws(BareFailure) -> UnsafeMutableRawPointer {
    guard let handle = curl_easy_init() else { throw BareFailure("no memory for a handle of libcurl") }
    try check(renewald_curl_set_text(handle, CURLOPT_URL, url), "setting the address")
    try check(renewald_curl_set_long(handle, CURLOPT_NOSIGNAL, 1), "switching signals off")
    try check(renewald_curl_set_long(handle, CURLOPT_TIMEOUT_MS, 60_000), "limiting a transfer")
    try check(renewald_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, 5_000), "limiting connecting")
    return handle
}
