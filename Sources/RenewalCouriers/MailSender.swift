/// What one mail thread owns: a session for each relay it speaks to.
final class MailSender {
    private var sessions: [SMTPSettings: SMTPSession] = [:]

    /// Relays are few; more settings than this only appear when a reload changes them.
    private static let sessionLimit = 8

    func send(_ order: MailOrder, _ ticket: TransferTicket) -> SMTPTrace {
        let trace = attempt(order, ticket)
        return trace.metStaleConnection ? attempt(order, ticket) : trace
    }

    func hangUp() { sessions = [:] }

    /// Sends over the kept session or a new one, and keeps it only after a success.
    private func attempt(_ order: MailOrder, _ ticket: TransferTicket) -> SMTPTrace {
        do throws(CurlFailure) {
            let session = try session(for: order.settings)
            let trace = session.send(order, ticket)
            if trace.end == .completed, !session.isWorn { keep(session, for: order.settings) }
            return trace
        } catch {
            return .unstarted(.unusable, nil, error.description)
        }
    }

    private func session(for settings: SMTPSettings) throws(CurlFailure) -> SMTPSession {
        if let kept = sessions.removeValue(forKey: settings) { return kept }
        return try SMTPSession(settings: settings)
    }

    private func keep(_ session: SMTPSession, for settings: SMTPSettings) {
        if sessions.count >= Self.sessionLimit { sessions = [:] }
        sessions[settings] = session
    }
}
