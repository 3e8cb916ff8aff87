import RenewalDelivery
import RenewalRules

/// Owned by a mail thread: one session per relay.
final class MailSender {
    private var sessions: [SMTPSettings: SMTPSession] = [:]
    private let logins: LoginMemory

    /// Relays are few; more settings than this only appear when reloads change them.
    private static let sessionLimit = 8

    init(logins: LoginMemory) { self.logins = logins }

    func send(_ request: MailRequest, _ cancelFlag: CancelFlag) -> SMTPTrace {
        let trace = attempt(request, cancelFlag)
        if trace.metStaleConnection { return attempt(request, cancelFlag) }
        guard trace.mayLogInOtherwise, request.settings.mechanism == .auto, request.settings.tls == .required else {
            return trace
        }
        return sendWithPassword(request, cancelFlag) ?? trace
    }

    func hangUp() { sessions = [:] }

    /// Logs in by sending the password, and remembers when that works.
    ///
    /// - Returns: `nil` when this login is refused too
    private func sendWithPassword(_ request: MailRequest, _ cancelFlag: CancelFlag) -> SMTPTrace? {
        guard !logins.needsPassword(request.settings) else { return nil }
        let trace = attempt(request, cancelFlag, sendsPassword: true)
        guard trace.step.isAfterLogin else { return nil }
        logins.notePassword(request.settings)
        return trace
    }

    /// Sends over the existing session or a new one, which is kept only after a success.
    private func attempt(
        _ request: MailRequest,
        _ cancelFlag: CancelFlag,
        sendsPassword: Bool = false
    ) -> SMTPTrace {
        do throws(CurlFailure) {
            let session = try session(for: request.settings, sendsPassword: sendsPassword)
            let trace = session.send(request, cancelFlag)
            if trace.end == .completed, !session.isWorn { keep(session, for: request.settings) }
            return trace
        } catch {
            return .unstarted(.unusable, nil, error.description)
        }
    }

    private func session(for settings: SMTPSettings, sendsPassword: Bool) throws(CurlFailure) -> SMTPSession {
        if let kept = sessions.removeValue(forKey: settings) { return kept }
        return try SMTPSession(
            settings: settings,
            sendsPassword: sendsPassword || logins.needsPassword(settings)
        )
    }

    private func keep(_ session: SMTPSession, for settings: SMTPSettings) {
        if sessions.count >= Self.sessionLimit { sessions = [:] }
        sessions[settings] = session
    }
}

extension SMTPStep {
    /// Whether the step comes after an accepted login, if one is configured.
    fileprivate var isAfterLogin: Bool {
        switch self {
        case .resolve, .connect, .tls, .banner, .ehlo, .starttls, .auth: false
        case .mail, .rcpt, .data, .body, .endOfData: true
        }
    }
}
