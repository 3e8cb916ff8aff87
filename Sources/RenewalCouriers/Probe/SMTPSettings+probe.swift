package import RenewalDelivery
package import RenewalRules

extension SMTPSettings {
    package func probe(as program: String, at now: UnixTime) async -> ChannelProbe {
        guard !standbys.isEmpty else { return await probeServer(at: now) }
        var probe = ChannelProbe()
        for server in servers {
            for finding in await server.probeServer(at: now).findings {
                let name = Phrase(verbatim: "\(ServerName.of(server.url)): ")
                probe.note(finding.step, finding.meaning, name + finding.words)
            }
        }
        return probe
    }

    private func probeServer(at now: UnixTime) async -> ChannelProbe {
        var settings = patient
        settings.heloName = HeloName(of: self).name
        let isUnread = password == .unread
        // Everything before the login can be seen without it.
        if isUnread { (settings.username, settings.password) = (nil, nil) }
        let result = await EngineThread.run(named: "probe") { [settings] in
            Result { () throws(CurlFailure) in try Self.conversation(settings) }
        }
        var probe = ChannelProbe()
        switch result {
        case .success(let conversation):
            settings.note(conversation, at: now, in: &probe)
            if isUnread, conversation.isComplete { probe.note(.auth, .misconfigured, Self.unreadWords) }
            if !isUnread, conversation.isComplete { settings.note(loginOf: conversation, in: &probe) }
            if conversation.isComplete { probe.note(.quit, Phrase("没有发送邮件", "nothing was mailed")) }
        case .failure(let failure):
            probe.note(
                .connect,
                .misconfigured,
                Phrase("无法准备：\(failure.description)", "cannot prepare: \(failure.description)")
            )
        case nil:
            probe.note(.connect, .unavailable, Phrase("系统不能提供线程", "the system gives no thread"))
        }
        return probe
    }

    static let unreadWords = Phrase(
        "没有登录：密码是 systemd 只交给服务的凭据；请照服务单元的写法交给本命令："
            + "`systemd-run --pipe --wait -p User=renewald -p LoadCredential=NAME:PATH renewald …`",
        "not tried: the password is a credential that systemd hands to the service alone; hand it over as the unit does: "
            + "`systemd-run --pipe --wait -p User=renewald -p LoadCredential=NAME:PATH renewald …`"
    )

    /// Somebody sits and waits for it.
    private var patient: SMTPSettings {
        var settings = self
        settings.connectTimeout = min(connectTimeout, Self.patience)
        settings.commandTimeout = min(commandTimeout, Self.patience)
        settings.preambleTimeout = min(preambleTimeout, Self.patience * 2)
        settings.totalTimeout = min(totalTimeout, Self.patience * 3)
        return settings
    }

    /// Longer than a greeting that is delayed against spam.
    private static let patience: Duration = .seconds(30)

    /// Logs in as the courier does: by sending the password where the server cannot complete anything better.
    private static func conversation(_ settings: SMTPSettings) throws(CurlFailure) -> SMTPSession.Probe {
        let first = try SMTPSession(settings: settings, sendsPassword: false).probe()
        guard first.trace.mayLogInOtherwise, settings.mechanism == .auto, settings.tls == .required else {
            return first
        }
        return try SMTPSession(settings: settings, sendsPassword: true).probe()
    }

    private var host: String { ServerName.host(of: url) }

    /// Notes the steps up to the greeting, or up to the one that failed.
    private func note(_ conversation: SMTPSession.Probe, at now: UnixTime, in probe: inout ChannelProbe) {
        let (trace, connection) = (conversation.trace, conversation.connection)
        guard !conversation.isComplete else {
            return note(upTo: .auth, conversation, at: now, in: &probe)
        }
        let verdict = SMTPVerdicts.verdict(on: trace, rules: replyRules)
        if trace.interruption == .refusedTarget { return probe.note(refused: connection, of: host) }
        guard case .smtp(let failed) = verdict.step else {
            return probe.note(.connect, .misconfigured, Phrase(verbatim: verdict.reply))
        }
        let step = failed.probed
        note(upTo: step, conversation, at: now, in: &probe)
        let words = Phrase(verbatim: verdict.reply.isEmpty ? failed.rawValue : verdict.reply)
        switch step {
        case .tls where trace.end == .untrusted: probe.note(untrusted: verdict.reply)
        case .auth:
            let cure = Phrase("；请更正 username 或者密码文件", "; correct username, or the password in its file")
            let isRefused = (500..<600).contains(verdict.code ?? 0) || trace.end == .loginRefused
            probe.note(.auth, isRefused ? .misconfigured : .unavailable, isRefused ? words + cure : words)
        case .resolve: probe.note(.resolve, .unavailable, words + Phrase("；请核对 url 中的名称", "; check the name in url"))
        case .secret, .connect, .tls, .ehlo, .quit, .options, .folder: probe.note(step, .unavailable, words)
        }
    }

    /// Notes what went well before a step.
    private func note(
        upTo step: ChannelProbe.Step,
        _ conversation: SMTPSession.Probe,
        at now: UnixTime,
        in probe: inout ChannelProbe
    ) {
        let connection = conversation.connection
        if step == .connect { probe.note(resolved: host) }
        guard [.tls, .ehlo, .auth].contains(step) else { return }
        probe.note(reached: connection, of: host)
        guard [.ehlo, .auth].contains(step) else { return }
        let isTLSFromTheStart = url.lowercased().hasPrefix("smtps:")
        if tls == .none, !isTLSFromTheStart {
            probe.note(.tls, Phrase("按 `tls: none` 不加密", "none, as `tls: none` says"))
        } else if step == .auth || isTLSFromTheStart {
            probe.note(certificateOf: connection, at: now)
        }
        guard step == .auth else { return }
        let offers = conversation.greeting.offers
        let list = offers.isEmpty ? Phrase("没有扩展", "no extensions") : Phrase(verbatim: offers.joined(separator: ", "))
        probe.note(.ehlo, list)
    }

    private func note(loginOf conversation: SMTPSession.Probe, in probe: inout ChannelProbe) {
        guard username != nil else {
            return probe.note(.auth, Phrase("没有配置登录", "no login is configured"))
        }
        guard let mechanism = conversation.greeting.mechanism else {
            return probe.note(
                .auth,
                .misconfigured,
                Phrase(
                    "服务器没有提供可用的登录方式；请去掉 username，或者换用提供登录的端口",
                    "the server offers no login we can use; leave username out, or use the port that offers one"
                )
            )
        }
        probe.note(.auth, Phrase("已登录（\(mechanism)）", "accepted (\(mechanism))"))
    }
}

extension SMTPSession.Probe {
    /// Whether the server would take a mail now; its answer to NOOP itself does not matter.
    fileprivate var isComplete: Bool { trace.end == .completed || greeting.isAtNoop }
}

extension SMTPStep {
    fileprivate var probed: ChannelProbe.Step {
        switch self {
        case .resolve: .resolve
        case .connect: .connect
        case .tls, .starttls: .tls
        case .banner, .ehlo: .ehlo
        case .auth: .auth
        case .mail, .rcpt, .data, .body, .endOfData: .quit
        }
    }
}
