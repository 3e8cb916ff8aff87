import CCurl

/// One thread, one multi handle, and an easy handle for each parallel request, used again and again.
struct WebhookLoop {
    let url: String
    let bodies: Bodies
    let parallel: Int

    func run() throws(BareFailure) {
        guard let multi = curl_multi_init() else { throw BareFailure("no memory for a multi handle") }
        defer { curl_multi_cleanup(multi) }
        try check(renewald_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, parallel), "keeping connections")
        // Kept until the process ends, because the handles point to it.
        let headers = curl_slist_append(curl_slist_append(nil, "Content-Type: application/json"), "Expect:")
        var next = 0
        for _ in 0..<min(parallel, bodies.count) {
            let handle = try newHandle(url: url)
            try check(renewald_curl_set_list(handle, CURLOPT_HTTPHEADER, headers), "setting headers")
            try check(renewald_curl_set_transfer(handle, CURLOPT_WRITEFUNCTION, ignoreAnswer), "ignoring answers")
            try start(handle, with: bodies[next], on: multi)
            next += 1
        }
        var running: Int32 = 0
        repeat {
            try check(curl_multi_perform(multi, &running), "driving the transfers")
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
                try accept(handle, message.pointee.data.result)
                try check(curl_multi_remove_handle(multi, handle), "taking a transfer off")
                guard next < bodies.count else { continue }
                try start(handle, with: bodies[next], on: multi)
                next += 1
                running += 1
            }
            if running > 0 { try check(curl_multi_poll(multi, nil, 0, 1000, nil), "waiting") }
        } while running > 0
    }

    private func start(
        _ handle: UnsafeMutableRawPointer,
        with body: UnsafeRawBufferPointer,
        on multi: UnsafeMutableRawPointer
    ) throws(BareFailure) {
        let bytes = UnsafeMutableRawPointer(mutating: body.baseAddress)
        let size = curl_off_t(body.count)
        try check(renewald_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, size), "setting a body's size")
        try check(renewald_curl_set_pointer(handle, CURLOPT_POSTFIELDS, bytes), "setting a body")
        try check(curl_multi_add_handle(multi, handle), "starting a transfer")
    }

    private func accept(_ handle: UnsafeMutableRawPointer, _ result: CURLcode) throws(BareFailure) {
        try check(result, "posting")
        var status = 0
        try check(renewald_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status), "reading the status")
        guard (200..<300).contains(status) else { throw BareFailure("the endpoint answered \(status)") }
    }
}

private let ignoreAnswer: renewald_curl_transfer_callback = { _, size, count, _ in size * count }
