import ArgumentParser
import Foundation
import RenewalTestSupport

extension RenewalSink {
    /// `renewal-sink verify`: one webhook by hand, for a developer whose consumer refuses it.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check one webhook by hand and tell which part of it does not hold.",
            discussion: """
                Give the three webhook- headers as they came, and the body as it came: not parsed and written anew, not through \
                an editor. Ends with 0 when a consumer should take it, 1 when not, 66 when a file cannot be read.

                Example: renewal-sink verify --secret-file hr.secret --header "webhook-id: msg_…" --header \
                "webhook-timestamp: 1773536400" --header "webhook-signature: v1,…" --tolerance 86400 body.json
                """
        )

        @Option(help: "File with whsec_… secrets, one a line.") var secretFile: String
        @Option(
            help: ArgumentHelp("A header; the webhook- ones are needed, others do no harm.", valueName: "name: value"),
            transform: Self.header
        )
        var header: [(String, String)] = []
        @Option(help: ArgumentHelp("The time to check at (default: the clock's).", valueName: "seconds since 1970"))
        var now: Int?
        @Option(help: "How many seconds the timestamp may be away from it.") var tolerance = 300
        @Argument(help: "The body; - reads standard input.", completion: .file()) var body = "-"

        func validate() throws {
            guard tolerance >= 0 else { throw ValidationError("--tolerance is negative") }
        }

        func run() throws {
            let secrets = try Self.reading(secretFile) { try RenewalSink.secrets(in: secretFile) }
            let inspection = WebhookInspection(
                headers: header,
                body: Array(try Self.reading(body) { try content() }),
                secrets: secrets,
                now: now ?? Int(Date().timeIntervalSince1970),
                tolerance: tolerance
            )
            for part in inspection.parts { print("\(part.isGood ? "good " : "WRONG") \(part.name): \(part.remark)") }
            guard inspection.isGood else { throw ExitCode(1) }
        }

        private func content() throws -> Data {
            guard body == "-" else { return try Data(contentsOf: URL(filePath: body)) }
            return try FileHandle.standardInput.readToEnd() ?? Data()
        }

        /// EX_NOINPUT of sysexits.h.
        private static let noInput: Int32 = 66

        private static func reading<Content>(_ path: String, _ read: () throws -> Content) throws -> Content {
            do {
                return try read()
            } catch {
                FileHandle.standardError.write(Data("cannot read \(path): \(error.localizedDescription)\n".utf8))
                throw ExitCode(noInput)
            }
        }

        private static func header(_ line: String) throws -> (String, String) {
            guard let colon = line.firstIndex(of: ":") else { throw ValidationError("a header is 'name: value'") }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (line[..<colon].trimmingCharacters(in: .whitespaces), value)
        }
    }
}
