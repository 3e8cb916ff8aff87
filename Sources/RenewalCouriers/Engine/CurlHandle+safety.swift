import CCurl

extension CurlHandle {
    /// Sets what all transfers have in common: no signals, no proxy, no redirects, checked certificates, only
    /// `protocols`.
    ///
    /// - Source: reliability of libcurl 7.88.1 as measured: an inherited `http_proxy` otherwise reroutes a request
    func makeSafe(protocols: String, caFile: String?) throws(CurlFailure) {
        try set(CURLOPT_NOSIGNAL, 1)
        // Otherwise a silent name server would block the thread until the resolver gives up.
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_PROTOCOLS_STR, protocols)
        // This also makes limits for the protocols of redirects pointless; libcurl refuses an empty list.
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile { try TrustedAuthorities.install(file: caFile, on: self) }
    }
}
