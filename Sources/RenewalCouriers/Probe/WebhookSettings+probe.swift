import Foundation
package import RenewalDelivery
package import RenewalRules

extension WebhookSettings {
    package func probe(as program: String, at now: UnixTime) async -> ChannelProbe {
        var settings = self
        settings.userAgent = program
        var probe = ChannelProbe()
        settings.note(secretsIn: &probe)
        let result = await EngineThread.run(named: "probe") { [settings] in
            Result { () throws(CurlFailure) in
                try WebhookProbe(settings, from: ProcessInfo.processInfo.hostName).perform()
            }
        }
        switch result {
        case .success(let outcome): settings.note(outcome, at: now, in: &probe)
        case .failure(let failure):
            probe.note(
                .connect,
                .misconfigured,
                Phrase("无法准备：\(failure.description)", "cannot prepare: \(failure.description)")
            )
        case nil: probe.note(.connect, .unavailable, Phrase("系统不能提供线程", "the system gives no thread"))
        }
        return probe
    }

    private func note(secretsIn probe: inout ChannelProbe) {
        guard !secrets.contains(.unread) else {
            return probe.note(
                .secret,
                .misconfigured,
                Phrase(
                    "没有读取：密钥是 systemd 只交给服务的凭据；请照服务单元的写法交给本命令："
                        + "`systemd-run --pipe --wait -p User=renewald -p LoadCredential=NAME:PATH renewald …`",
                    "not read: it is a credential that systemd hands to the service alone; hand it over as the unit does: "
                        + "`systemd-run --pipe --wait -p User=renewald -p LoadCredential=NAME:PATH renewald …`"
                )
            )
        }
        do throws(WebhookCourier.Problem) {
            _ = try WebhookCourier(settings: self, engine: CurlEngine(mailThreads: 1))
            probe.note(.secret, Phrase("可以用于签名", "usable to sign with"))
        } catch {
            probe.note(.secret, .misconfigured, error.phrase)
        }
    }

    private func note(_ outcome: WebhookProbe.Outcome, at now: UnixTime, in probe: inout ChannelProbe) {
        let (trace, connection) = (outcome.trace, outcome.connection)
        if trace.interruption == .refusedTarget { return probe.note(refused: connection, of: host) }
        let verdict = HTTPVerdicts.verdict(on: trace)
        let words = Phrase(verbatim: verdict.reply)
        switch trace.end {
        case .unresolved:
            return probe.note(.resolve, .unavailable, words + Phrase("；请核对 url 中的名称", "; check the name in url"))
        case .unusable: return probe.note(.connect, .misconfigured, words)
        case .completed, .unconnected, .timedOut, .untrusted, .handshakeFailed, .unencrypted, .loginRefused, .lost,
            .broken:
            break
        }
        guard outcome.isConnected else {
            probe.note(resolved: host)
            return probe.note(.connect, .unavailable, words)
        }
        probe.note(reached: connection, of: host)
        guard let status = trace.status, trace.hasCompleteHeaders else {
            switch trace.end {
            case .untrusted: return probe.note(untrusted: verdict.reply)
            case .handshakeFailed, .unencrypted: return probe.note(.tls, .unavailable, words)
            case .completed, .unresolved, .unconnected, .timedOut, .loginRefused, .lost, .broken, .unusable:
                return probe.note(.options, .unavailable, words)
            }
        }
        note(tlsOf: connection, at: now, in: &probe)
        note(answer: status, allowing: outcome.allowedOrigin, in: &probe)
    }

    private func note(tlsOf connection: ProbedConnection, at now: UnixTime, in probe: inout ChannelProbe) {
        guard url.lowercased().hasPrefix("https:") else {
            return probe.note(.tls, Phrase("按 http:// 不加密", "none, as http:// says"))
        }
        probe.note(certificateOf: connection, at: now)
    }

    /// Standard Webhooks ask nothing but POST of an endpoint, so that most answers only say that it is there.
    private func note(answer status: Int, allowing origin: String?, in probe: inout ChannelProbe) {
        let answer = Phrase("答复 \(status)", "answers \(status)")
        switch status {
        case 300...399:
            probe.note(
                .options,
                .misconfigured,
                answer
                    + Phrase(
                        "：转到其他地址，而事件不会跟随；请在 url 中写最终地址",
                        ", a redirect, which events do not follow: write the final address in url"
                    )
            )
        case 501: probe.note(.options, answer + Self.unasked)
        case 500...599:
            probe.note(.options, .unavailable, answer + Phrase("：接收程序有故障", ": the program behind it is in trouble"))
        case 401, 403, 404, 410:
            probe.note(.options, .remark, answer + Phrase("；请核对 url 中的路径", "; check the path in url"))
        case 400...499: probe.note(.options, answer + Self.unasked)
        default:
            let allows = origin.map { Phrase("，允许的来源：\($0)", ", and allows events from \($0)") } ?? .empty
            probe.note(.options, answer + allows)
        }
    }

    private static let unasked = Phrase(
        "；能否接收事件，请用 `renewald channel test` 试",
        "; whether it takes events `renewald channel test` tells"
    )

    private var host: String { ServerName.host(of: url) }
}
