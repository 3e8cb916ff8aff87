import Synchronization

/// One client's conversation with a ``ScriptedSMTPServer``.
final class SMTPConversation {
    private let server: ScriptedSMTPServer
    private let connection: LoopbackConnection
    private let number: Int
    private var sender = ""
    private var recipients: [String] = []
    private var loginLinesLeft = 0
    private var isOver = false

    init(server: ScriptedSMTPServer, connection: LoopbackConnection, number: Int) {
        self.server = server
        self.connection = connection
        self.number = number
    }

    func run() {
        answer(.banner, "", "220 sink.test ESMTP")
        while !isOver, let line = readLine() {
            server.record.withLock { $0.commands.append(line) }
            obey(line)
        }
    }

    private func obey(_ line: String) {
        switch loginLinesLeft > 0 ? nil : line.split(separator: " ").first?.uppercased() {
        case "EHLO":
            let lines = ["sink.test"] + server.offers
            let last = lines.count - 1
            let reply = lines.enumerated().map { "250\($0.offset == last ? " " : "-")\($0.element)" }
            answer(.ehlo, line, reply.joined(separator: "\r\n"))
        case "HELO": answer(.ehlo, line, "250 sink.test")
        case "STARTTLS": answer(.starttls, line, "454 4.7.0 no TLS here")
        case "AUTH":
            loginLinesLeft = line.uppercased().hasPrefix("AUTH LOGIN") ? 2 : 1
            loginLinesLeft -= line.split(separator: " ").count - 2
            answer(.auth, line, loginReply)
        case "MAIL":
            (sender, recipients) = (address(in: line), [])
            answer(.mail, line, "250 2.1.0 ok")
        case "RCPT":
            recipients.append(address(in: line))
            answer(.rcpt, line, "250 2.1.5 ok")
        case "DATA": takeMail(line)
        case "RSET", "NOOP": connection.write("250 2.0.0 ok\r\n")
        case "QUIT":
            answer(.quit, line, "221 2.0.0 bye")
            isOver = true
        case _ where loginLinesLeft > 0:
            loginLinesLeft -= 1
            connection.write(loginReply + "\r\n")
        default: connection.write("500 5.5.2 what?\r\n")
        }
    }

    /// Every name and password is accepted.
    private var loginReply: String { loginLinesLeft > 0 ? "334 " : "235 2.7.0 welcome" }

    private func takeMail(_ line: String) {
        guard answer(.data, line, "354 go on"), let bytes = readMail(), !isOver else { return }
        let mail = ScriptedSMTPServer.Mail(
            sender: sender,
            recipients: recipients,
            bytes: bytes,
            connection: number
        )
        server.onMail(mail)
        server.record.withLock { $0.mails.append(mail) }
        answer(.endOfData, "", "250 2.0.0 taken")
    }

    private func readMail() -> [UInt8]? {
        var bytes: [UInt8] = []
        while let line = connection.readLine() {
            if line == Array(".\r\n".utf8) { return bytes }
            let isFirst = bytes.isEmpty
            bytes += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
            if isFirst, !answer(.body, "", nil) { return nil }
        }
        return nil
    }

    /// Does what the script says at `stage`, or gives `reply` as a well-behaved server would.
    ///
    /// - Returns: whether the conversation continues normally
    @discardableResult
    private func answer(_ stage: ScriptedSMTPServer.Stage, _ line: String, _ reply: String?) -> Bool {
        let mailCount = server.record.withLock(\.mails.count) - (stage == .endOfData ? 1 : 0)
        let moment = ScriptedSMTPServer.Moment(stage: stage, line: line, connection: number, mail: mailCount)
        switch server.script(moment) {
        case .proceed:
            guard let reply else { return true }
            connection.write(reply + "\r\n")
            return true
        case .reply(let other): connection.write(other + "\r\n")
        case .replyBytes(let bytes): connection.write(bytes + Array("\r\n".utf8))
        case .replyWhenReleased(let other, let gate):
            gate.wait()
            connection.write(other + "\r\n")
        case .replyAndClose(let other):
            connection.write(other + "\r\n")
            end(connection.close)
        case .hang: end(connection.hang)
        case .close: end(connection.close)
        case .reset: end(connection.reset)
        }
        return false
    }

    private func end(_ how: () -> Void) {
        isOver = true
        how()
    }

    private func readLine() -> String? {
        connection.readLine().map { String(String(decoding: $0, as: UTF8.self).prefix { !$0.isNewline }) }
    }

    private func address(in line: String) -> String {
        String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }
}
