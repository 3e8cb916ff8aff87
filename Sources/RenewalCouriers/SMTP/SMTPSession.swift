import CCurl
import RenewalDelivery
import RenewalRules

/// One relay's handle with its one connection; used by one mail thread and discarded after any failure.
final class SMTPSession {
    let handle: CurlHandle
    let watch: SMTPWatch
    let connections: TargetGuard
    private let usesStartTLS: Bool
    private var sentCount = 0
    var isHealthy = false

    /// Some providers count mails per connection (NetEase's `450 MI:DMC`); a new one costs little.
    private static let mailsPerConnection = 100

    /// - Parameters:
    ///   - settings: how the relay is reached
    ///   - sendsPassword: logs in only with mechanisms that send the password
    /// - Throws: ``CurlFailure``
    init(settings: SMTPSettings, sendsPassword: Bool) throws(CurlFailure) {
        handle = try CurlHandle()
        usesStartTLS = settings.tls == .required && settings.url.lowercased().hasPrefix("smtp:")
        let watch = SMTPWatch(settings: settings)
        connections = TargetGuard(of: settings.network, nat64Prefixes: settings.nat64Prefixes)
        self.watch = watch
        connections.onOpen = { [unowned watch] in watch.beginConnection() }
        watch.onQuit = { [unowned connections] in connections.hangUp() }
        watch.stepBeforeWords = { [unowned self] in stepBeforeWords }
        try watch.install(on: handle)
        try connections.install(on: handle)
        try connections.followClosing(on: handle)
        try apply(settings, sendsPassword: sendsPassword)
    }

    /// Freeing the handle says QUIT and would wait for the answer without a limit.
    deinit { if isHealthy { connections.stopListening() } else { connections.hangUp() } }

    var isWorn: Bool { sentCount >= Self.mailsPerConnection }

    func send(_ request: MailRequest, _ cancelFlag: CancelFlag) -> SMTPTrace {
        do throws(CurlFailure) {
            return try perform(request, cancelFlag)
        } catch {
            return .unstarted(.unusable, nil, error.description)
        }
    }

    private func perform(_ request: MailRequest, _ cancelFlag: CancelFlag) throws(CurlFailure) -> SMTPTrace {
        // Set again for each mail: a changed file makes libcurl connect again.
        if let caFile = request.settings.caFile { try TrustedAuthorities.install(file: caFile, on: handle) }
        let recipients = try CurlTextList([request.recipient.description])
        try handle.set(CURLOPT_MAIL_FROM, request.sender.description)
        try handle.set(CURLOPT_MAIL_RCPT, recipients)
        connections.beginTransfer()
        handle.forgetExplanation()
        watch.begin(request.message, cancelFlag)
        let code = curl_easy_perform(handle.raw)
        let trace = trace(of: code)
        watch.end()
        sentCount += 1
        isHealthy = code == CURLE_OK
        // We own the list, so the handle must not keep pointing to it.
        try handle.check(renewald_curl_set_list(handle.raw, CURLOPT_MAIL_RCPT, nil), CURLOPT_MAIL_RCPT)
        withExtendedLifetime(recipients) {}
        return trace
    }

    func trace(of code: CURLcode) -> SMTPTrace {
        let dialogue = watch.dialogue
        let explanation = code == CURLE_OK ? "" : handle.explanation(of: code)
        return SMTPTrace(
            end: TransferEnd(code, explanation),
            step: watch.step,
            reply: dialogue.reply,
            isHandedOver: dialogue.isHandedOver,
            interruption: code == CURLE_OK
                ? nil : watch.interruption ?? (connections.hasBlocked ? .refusedTarget : nil),
            challengeLogin: dialogue.challengeLogin,
            isOnReusedConnection: handle.number(CURLINFO_NUM_CONNECTS) == 0 && sentCount > 0,
            isStartTLSOnTLSPort: usesStartTLS && handle.number(CURLINFO_PRIMARY_PORT) == 465,
            certificateEnd: handle.certificateEnd,
            explanation: explanation
        )
    }

    /// The step before either side has said anything.
    private var stepBeforeWords: SMTPStep {
        if handle.offset(CURLINFO_NAMELOOKUP_TIME_T) == 0 { return .resolve }
        let isConnected = handle.offset(CURLINFO_CONNECT_TIME_T) > 0
        // Libcurl records the connect time only after implicit TLS is established, but it knows our port earlier.
        if watch.isTLSFromTheStart, isConnected || handle.number(CURLINFO_LOCAL_PORT) > 0 {
            return handle.offset(CURLINFO_APPCONNECT_TIME_T) == 0 ? .tls : .banner
        }
        return isConnected ? .banner : .connect
    }

    private func apply(_ settings: SMTPSettings, sendsPassword: Bool) throws(CurlFailure) {
        try handle.makeSafe(protocols: "smtp,smtps", caFile: settings.caFile)
        try handle.set(CURLOPT_URL, Self.url(settings))
        try handle.set(CURLOPT_USE_SSL, Int(settings.tls.libcurlLevel.rawValue))
        if let username = settings.username, let password = settings.password?.revealed {
            try handle.set(CURLOPT_USERNAME, username)
            try handle.set(CURLOPT_PASSWORD, password)
            let mechanisms = settings.mechanism.names(sendingPassword: sendsPassword)
            try handle.set(CURLOPT_LOGIN_OPTIONS, mechanisms.map { "AUTH=\($0)" }.joined(separator: ";"))
        }
        try handle.set(CURLOPT_UPLOAD, 1)
        try handle.set(CURLOPT_CERTINFO, 1)
        try handle.set(CURLOPT_MAXCONNECTS, 1)
        try handle.set(CURLOPT_MAXAGE_CONN, Int(settings.idleTimeout.components.seconds))
        // Libcurl counts greeting, EHLO, STARTTLS and login as connecting; the watch limits each of them.
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: settings.preambleTimeout + .seconds(1))
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds: settings.totalTimeout)
        let longestReply = max(settings.commandTimeout, settings.dataTimeout, settings.endOfDataTimeout)
        try handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, Int(longestReply.components.seconds) + 1)
    }

    /// Libcurl takes the name for EHLO from the path.
    private static func url(_ settings: SMTPSettings) -> String {
        guard let name = settings.heloName else { return settings.url }
        let base = settings.url.hasSuffix("/") ? String(settings.url.dropLast()) : settings.url
        return "\(base)/\(name)"
    }
}

extension TLSPolicy {
    fileprivate var libcurlLevel: curl_usessl {
        switch self {
        case .required: CURLUSESSL_ALL
        case .none: CURLUSESSL_NONE
        }
    }
}

extension LoginMechanism {
    /// The usable mechanisms by their names; libcurl takes the best one offered.
    ///
    /// None of them needs a ticket, a token or a certificate, which nobody has configured.
    fileprivate func names(sendingPassword: Bool) -> [String] {
        switch self {
        case .auto: sendingPassword ? ["PLAIN", "LOGIN"] : ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5"]
        case .plain, .login, .cramMD5, .digestMD5: [rawValue.uppercased()]
        }
    }
}
