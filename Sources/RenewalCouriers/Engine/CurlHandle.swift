import CCurl
import Foundation

/// One libcurl easy handle, touched only by the thread that owns it and freed with it.
///
/// The objects of libcurl's callbacks are kept alive here, because freeing a handle may still call them.
final class CurlHandle {
    let raw: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var companions: [AnyObject] = []

    init() throws(CurlFailure) {
        guard let raw = curl_easy_init() else { throw CurlFailure("creating a transfer", CURLE_OUT_OF_MEMORY) }
        self.raw = raw
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try set(CURLOPT_ERRORBUFFER, pointer: errorText)
    }

    deinit {
        curl_easy_cleanup(raw)
        errorText.deallocate()
    }

    /// The address of `object` for a callback; the handle keeps the object alive.
    func context(_ object: AnyObject) -> UnsafeMutableRawPointer {
        companions.append(object)
        return Unmanaged.passUnretained(object).toOpaque()
    }

    func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try check(renewald_curl_set_long(raw, option, value), option)
    }

    func set(_ option: CURLoption, milliseconds value: Duration) throws(CurlFailure) {
        let (seconds, attoseconds) = value.components
        try set(option, Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }

    func set(_ option: CURLoption, _ value: String) throws(CurlFailure) {
        try check(renewald_curl_set_text(raw, option, value), option)
    }

    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(CurlFailure) {
        try check(renewald_curl_set_pointer(raw, option, value), option)
    }

    /// Libcurl keeps a copy of `bytes`.
    func set(_ option: CURLoption, bytes: Data) throws(CurlFailure) {
        let code = bytes.withUnsafeBytes { renewald_curl_set_blob(raw, option, $0.baseAddress, $0.count) }
        try check(code, option)
    }

    /// The handle borrows `list` until the next one is set.
    func set(_ option: CURLoption, _ list: CurlTextList) throws(CurlFailure) {
        try check(renewald_curl_set_list(raw, option, list.head), option)
    }

    func set(_ option: CURLoption, _ callback: renewald_curl_transfer_callback) throws(CurlFailure) {
        try check(renewald_curl_set_transfer(raw, option, callback), option)
    }

    func check(_ code: CURLcode, _ option: CURLoption) throws(CurlFailure) {
        guard code == CURLE_OK else { throw CurlFailure("setting option \(option.rawValue) of libcurl", code) }
    }

    /// A number about the last transfer; 0 when libcurl does not know it.
    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return renewald_curl_get_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    /// A 64-bit number about the last transfer; 0 when libcurl does not know it.
    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return renewald_curl_get_offset(raw, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard renewald_curl_get_text(raw, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    /// Libcurl's explanation of a failed transfer.
    func explanation(of code: CURLcode) -> String {
        let detail = String(cString: errorText)
        return detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    }

    func forgetExplanation() { errorText[0] = 0 }
}

/// A list of lines for libcurl, freed with this object.
final class CurlTextList {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) throws(CurlFailure) {
        for line in lines {
            guard let longer = curl_slist_append(head, line) else {
                throw CurlFailure("building a list for libcurl", CURLE_OUT_OF_MEMORY)
            }
            head = longer
        }
    }

    deinit { curl_slist_free_all(head) }
}
