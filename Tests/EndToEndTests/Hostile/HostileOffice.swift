import Foundation
import RenewalTestSupport

/// One run of the program over a registry that mixes every hostile row with good ones.
struct HostileOffice: Sendable {
    /// How rows get into the registry.
    enum Layout: String, CaseIterable, Sendable {
        /// The office's own layout without a single constraint, read through `registry.mapping`.
        case foreign
        /// The reference schema, filled by SQL that bypasses the import's checks.
        case reference
    }

    static let goodCount = 50
    static let foreign = Result { try HostileOffice(.foreign) }
    static let reference = Result { try HostileOffice(.reference) }

    static func of(_ layout: Layout) throws -> HostileOffice {
        try (layout == .foreign ? foreign : reference).get()
    }

    let layout: Layout
    let office: Office
    /// The rows that the schema rejected, by tag, with the reason.
    let keptOut: [String: String]
    let run: (status: Int32, output: String, errors: String)
    let second: (status: Int32, output: String, errors: String)
    let transcripts: [[UInt8]]
    let requests: [ScriptedHTTPServer.Request]
    let check: String
    let plan: String

    private init(_ layout: Layout) throws {
        self.layout = layout
        office = try Office()
        let rows = HostileRows(layout)
        if layout == .reference { try office.renewald(["registry", "init", "--registry", office.registry]) }
        keptOut = try rows.fill(office.registry)
        let smtp = try ScriptedSMTPServer(keepsTranscripts: true)
        let http = try ScriptedHTTPServer()
        try office.configure(smtpPort: smtp.port, httpPort: http.port, mapping: rows.mapping)
        // So many bad rows at once would otherwise hold all sending.
        let yaml = try String(contentsOfFile: office.configuration, encoding: .utf8)
        try office.write(yaml + "delivery: {max_unreadable_percent: 100}\n", to: "renewald.yaml")
        let options = ["--config", office.configuration]
        check = try Program.run("renewald", ["registry", "check"] + options).output
        plan = try office.renewald(["plan", "--since", "never", "--format", "csv"] + options)
        run = try Program.run("renewald", ["run", "--once", "--verbose"] + options)
        let mailCount = smtp.mails.count
        second = try Program.run("renewald", ["run", "--once"] + options)
        guard smtp.mails.count == mailCount else { throw Program.Impatience(description: "mails came twice") }
        transcripts = smtp.transcripts
        requests = http.requests
        smtp.stop()
        http.stop()
    }

    /// Every mail that went over the wire.
    func transactions() throws -> [WireTranscript.Transaction] {
        try transcripts.flatMap { try WireTranscript($0).transactions }
    }

    /// What must become of a case in this layout.
    func fate(of input: HostileInput) -> HostileInput.Fate? {
        layout == .reference && input.isKeptOutBySchema ? nil : HostileRows(layout).fate(of: input)
    }
}
