import Synchronization

/// A loopback mail server that does at every stage what a test tells it.
package final class ScriptedSMTPServer: Sendable {
    /// The steps of a conversation at which a script may interfere; `body` is after the first line of the mail.
    package enum Stage: Sendable, Hashable, CaseIterable {
        case banner, ehlo, starttls, auth, mail, rcpt, data, body, endOfData, quit
    }

    package enum Action: Sendable {
        /// What a well-behaved server does.
        case proceed
        /// Another reply, without the line end.
        case reply(String)
        /// Another reply of arbitrary bytes, without the line end.
        case replyBytes([UInt8])
        case replyAndClose(String)
        case hang
        case close
        case reset
        case replyWhenReleased(String, ReleaseGate)
    }

    /// The point of a conversation at which the script is asked.
    package struct Moment: Sendable {
        package let stage: Stage
        /// The command's line without its end.
        package let line: String
        /// Connections are numbered from 0.
        package let connection: Int
        /// Mails are numbered from 0 on each server.
        package let mail: Int
    }

    /// A mail whose end of data arrived, whatever the reply to it was.
    package struct Mail: Sendable, Hashable {
        package let sender: String
        package let recipients: [String]
        /// Without dot-stuffing and without the final dot.
        package let bytes: [UInt8]
        package let connection: Int
    }

    struct Record {
        var commands: [String] = []
        var mails: [Mail] = []
        var connectionCount = 0
        var transcripts: [Int: [UInt8]] = [:]
    }

    package typealias Script = @Sendable (Moment) -> Action

    let offers: [String]
    let script: Script
    let onMail: @Sendable (Mail) -> Void
    let record = Mutex(Record())
    private let listener = Mutex<LoopbackListener?>(nil)

    /// Starts listening.
    ///
    /// - Parameters:
    ///   - port: 0 picks a free one
    ///   - offers: the lines of the EHLO reply after the name, such as `AUTH PLAIN` or `STARTTLS`
    ///   - script: decides at every stage; it runs on the connection's thread
    ///   - keepsTranscripts: whether every byte is kept for ``transcripts``
    ///   - onMail: called before the end of data is answered
    /// - Throws: when the port is taken
    package init(
        port: Int = 0,
        offers: [String] = ["8BITMIME"],
        script: @escaping Script = { _ in .proceed },
        keepsTranscripts: Bool = false,
        onMail: @escaping @Sendable (Mail) -> Void = { _ in }
    ) throws {
        self.offers = offers
        self.script = script
        self.onMail = onMail
        let listener = try LoopbackListener(port: port) { [weak self] connection, number in
            guard let self else { return }
            record.withLock { $0.connectionCount += 1 }
            if keepsTranscripts {
                connection.onBytes = { bytes in self.record.withLock { $0.transcripts[number, default: []] += bytes } }
            }
            SMTPConversation(server: self, connection: connection, number: number).run()
        }
        self.listener.withLock { $0 = listener }
    }

    deinit { stop() }

    package var port: Int { listener.withLock { $0?.port ?? 0 } }

    /// Every line the clients sent outside mails, in order of arrival, without line ends.
    package var commands: [String] { record.withLock(\.commands) }

    package var mails: [Mail] { record.withLock(\.mails) }

    /// What each client sent, byte by byte, in the order of the connections.
    package var transcripts: [[UInt8]] {
        record.withLock { record in record.transcripts.sorted { $0.key < $1.key }.map(\.value) }
    }

    package var connectionCount: Int { record.withLock(\.connectionCount) }

    /// Closes the port and hangs up every connection.
    package func stop() { listener.withLock { $0?.stop() } }
}
