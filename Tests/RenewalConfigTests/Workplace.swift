import Foundation
import RenewalRules

@testable import RenewalConfig

/// A test's own directory with the secrets that the test configurations name.
final class Workplace {
    static let webhookSecret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

    /// A day whose year is known.
    static let today = CalendarDate("2026-11-30") ?? .first

    let directory: URL
    /// The credentials directory as systemd makes it, with modes that would be refused elsewhere.
    var credentials: URL { directory.appending(path: "credentials") }
    var environment: [String: String] { ["CREDENTIALS_DIRECTORY": credentials.path] }

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "renewald-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: directory.appending(path: "credentials"),
            withIntermediateDirectories: true
        )
        try write(Self.webhookSecret + "\n", to: "credentials/hr", mode: 0o444)
        try write("密码-one\n", to: "credentials/smtp-password", mode: 0o444)
        try write("-----BEGIN CERTIFICATE-----\n", to: "ca.pem", mode: 0o644)
    }

    deinit {
        // A leftover directory in the temporary folder does no harm, and a deinitialiser cannot report an error.
        try? FileManager.default.removeItem(at: directory)
    }

    func write(_ text: String, to name: String, mode: Int = 0o600) throws {
        try write(Data(text.utf8), to: name, mode: mode)
    }

    func write(_ bytes: Data, to name: String, mode: Int = 0o600) throws {
        let url = directory.appending(path: name)
        // One that its owner may only read, as credentials are, is replaced.
        try? FileManager.default.removeItem(at: url)
        try bytes.write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    /// Parses a text as if it were a file in this directory.
    func parse(_ text: String) throws(ConfigurationError) -> Settings {
        try Settings.parse(text: text, file: directory.path + "/renewald.yaml", environment: environment)
    }

    /// The problems of a text, each as `line:column: message`.
    func problems(in text: String) -> [String] {
        complaints(in: text).map { "\($0.line):\($0.column): \($0.message.english)" }
    }

    /// The same, with their words in both languages.
    func complaints(in text: String) -> [ConfigurationProblem] {
        do {
            _ = try parse(text)
            return []
        } catch {
            return error.problems
        }
    }
}

/// A good configuration to start from; the cases rely on its line numbers.
let goodConfiguration = """
    version: 1
    registry: {sqlite: registry.db}
    state: {sqlite: state.db}
    channels:
      office-mail:
        type: smtp
        url: smtps://mail.example.test:465
        from: office@example.test
      hr:
        type: webhook
        url: https://hr.example.test/hook
        secret: {credential: hr}
    routes:
      - {match: {audience: holder}, send: [office-mail]}

    """
