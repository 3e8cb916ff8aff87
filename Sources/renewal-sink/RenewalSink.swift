import ArgumentParser
import Foundation

/// A consumer for the demo and for experiments, and a check of one webhook by hand.
@main
struct RenewalSink: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renewal-sink",
        abstract: "Accept mails and webhooks on loopback, or check one webhook by hand.",
        discussion: """
            Without a subcommand it listens: see `renewal-sink help listen`.

            Example: renewal-sink --smtp-port 2525 --http-port 8025 --secret-file hr.secret --log arrivals.jsonl
            """,
        subcommands: [Listen.self, Verify.self],
        defaultSubcommand: Listen.self
    )

    /// The secrets in a file, in its order.
    static func secrets(in path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
