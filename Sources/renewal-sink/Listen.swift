import ArgumentParser
import Foundation
import RenewalTestSupport

extension RenewalSink {
    /// Accepts mails and webhooks on this machine and reports what arrived.
    struct Listen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accept mails and webhooks on loopback and tell what arrived.",
            discussion: """
                Prints "ready smtp=PORT http=PORT" when it listens, then one line per arrival, and a summary when it is \
                ended with Ctrl-C or SIGTERM.

                Example: renewal-sink --smtp-port 2525 --http-port 8025 --secret-file hr.secret --log arrivals.jsonl
                """
        )

        @Option(help: "Port for mails; 0 picks a free one.") var smtpPort = 2525
        @Option(help: "Port for webhooks; 0 picks a free one.") var httpPort = 8025
        @Option(help: "File with whsec_… secrets, one a line; wrongly signed webhooks get 401.") var secretFile: String?
        @Option(help: "Take the mails of this sender only; those of others get 550.") var sender: String?
        @Option(help: "File to append one JSON line per arrival to.") var log: String?
        @Option(help: "Maildir to keep the mails in.") var maildir: String?
        @Option(help: "Wait this many milliseconds before each answer.") var delayMs = 0
        @Flag(help: "Print only the ready line and the summary.") var quiet = false

        func validate() throws {
            for port in [smtpPort, httpPort] where !(0...65_535).contains(port) {
                throw ValidationError("port \(port) is not in 0…65535")
            }
            guard (0...600_000).contains(delayMs) else { throw ValidationError("--delay-ms is not in 0…600000") }
        }

        func run() throws {
            let signals = EndSignals()
            let arrivals = try Arrivals(log: log, isQuiet: quiet)
            let secrets = try secretFile.map(RenewalSink.secrets) ?? []
            let folder = try maildir.map(MailFolder.init)
            let delay = useconds_t(delayMs) * 1000
            let smtp = try ScriptedSMTPServer(
                port: smtpPort,
                offers: ["8BITMIME", "AUTH PLAIN LOGIN"],
                script: { [sender] moment in
                    guard let sender, moment.stage == .mail, !moment.line.contains("<\(sender)>") else {
                        return .proceed
                    }
                    return .reply("550 5.7.1 only mails from \(sender) are taken here")
                },
                onMail: { mail in
                    arrivals.note(Arrival(mail))
                    folder?.store(mail.bytes)
                    usleep(delay)
                }
            )
            let verifier = secretFile == nil ? nil : WebhookVerifier(secrets: secrets)
            let http = try ScriptedHTTPServer(port: httpPort) { request in
                let arrival = Arrival(request, verifier)
                arrivals.note(arrival)
                usleep(delay)
                return .respond(arrival.signature == .bad ? 401 : 204)
            }
            arrivals.say("ready smtp=\(smtp.port) http=\(http.port)")
            signals.wait()
            smtp.stop()
            http.stop()
            arrivals.say(arrivals.summary)
        }
    }
}
