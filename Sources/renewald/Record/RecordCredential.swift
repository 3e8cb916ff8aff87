import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record credential`: what happens to an electronic credential.
struct RecordCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Issues, renews and updates electronic credentials.",
        discussion: "Example: renewald registry record credential start-renewal C-0001 --done identity,materials,fee",
        subcommands: [Issue.self, StartRenewal.self, Renewed.self, ConfirmUpdate.self, KeyCompromised.self]
    )

    /// What a new credential states.
    struct Certificate: ParsableArguments {
        @Option(help: "The serial of the new credential.")
        var serial: String
        @Option(help: "The id of the new credential (default: one made from the day).")
        var id: String?
        @Option(help: ArgumentHelp("The day of issue (default: the day of the event).", valueName: "date"))
        var issuedOn: CalendarDate?
        @Option(help: "The term in years.")
        var termYears: Int?
        @Option(help: ArgumentHelp("The last valid day.", valueName: "date"))
        var validUntil: CalendarDate?
        @Option(help: ArgumentHelp("The instant it ends, as 2027-03-14T15:59:59Z.", valueName: "instant"))
        var notAfter: String?

        func validate() throws {
            guard serial.contains(where: { $0 != " " }) else { throw ValidationError("--serial is empty") }
        }

        var new: NewCredential {
            var new = NewCredential(serial: serial)
            new.id = id
            new.issuedOn = issuedOn
            new.termYears = termYears
            new.validUntil = validUntil
            new.notAfter = notAfter
            return new
        }
    }

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records a credential that was handed over.",
            discussion: """
                Example: renewald registry record credential issue --person P-0001 --serial 5A01 --valid-until 2027-03-15
                """
        )

        @OptionGroup var options: RecordOptions
        @OptionGroup var certificate: Certificate
        @Option(help: ArgumentHelp("The holder.", valueName: "person-id"))
        var person: String?
        @Option(help: ArgumentHelp("The company it belongs to.", valueName: "employer-id"))
        var employer: String?

        func validate() throws {
            guard person ?? employer != nil else { throw ValidationError("give --person, --employer or both") }
        }

        func run() async throws {
            var new = certificate.new
            new.person = person
            new.employer = employer
            try await options.record { registry, context throws(RecordingError) in
                try registry.issue(new, context)
            } saying: { recorded in
                "issued \(recorded.record)" + (recorded.expires.map { "; it is valid until \($0)" } ?? "")
            }
        }
    }

    struct StartRenewal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Starts a renewal before the expiry.",
            discussion: """
                Example: renewald registry record credential start-renewal C-0001 --done identity,materials,fee
                """
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The credential's id.", valueName: "credential"))
        var credential: String
        @Option(
            help: "What has been done, separated by commas: \(WordList<CredentialLifecycle.Requirement>.choices)."
        )
        var done: WordList<CredentialLifecycle.Requirement>?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.startRenewal(credential: credential, fulfilled: done?.words ?? [], context)
            } saying: { recorded in
                "started the renewal of \(recorded.record); its reminders wait for the new credential"
            }
        }
    }

    struct Renewed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records the credential a renewal gave.",
            discussion: """
                Example: renewald registry record credential renewed C-0001 --serial 5A02 --valid-until 2028-03-15
                """
        )

        @OptionGroup var options: RecordOptions
        @OptionGroup var certificate: Certificate
        @Argument(help: ArgumentHelp("The old credential's id.", valueName: "credential"))
        var credential: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.renew(credential: credential, by: certificate.new, context)
            } saying: { recorded in
                "renewed \(recorded.record); its holder is reminded until the update is confirmed (rule R70)"
            }
        }
    }

    struct ConfirmUpdate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records that the holder uses the renewed credential; the old one ends.",
            discussion: """
                Example: renewald registry record credential confirm-update C-0001 --installed --key-safe
                """
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The old credential's id.", valueName: "credential"))
        var credential: String
        @Flag(help: "The new credential is in use.")
        var installed = false
        @Flag(help: "Its private key is safe.")
        var keySafe = false

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.confirmUpdate(
                    credential: credential,
                    isInstalled: installed,
                    keyIsSafe: keySafe,
                    context
                )
            } saying: { recorded in
                "confirmed the update; \(recorded.record) is superseded"
            }
        }
    }

    struct KeyCompromised: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records that the private key is no longer safe.",
            discussion: "Example: renewald registry record credential key-compromised C-0001"
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: ArgumentHelp("The credential's id.", valueName: "credential"))
        var credential: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.recordLeakedKey(credential: credential, context)
            } saying: { recorded in
                "recorded the leaked key of \(recorded.record); report the loss at once, "
                    + "with --reason key_compromised (rule D12)"
            }
        }
    }
}

/// `record annotate`: an annotation of a credential.
struct RecordAnnotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "Adds an annotation (加注) to a credential, for at most ninety days.",
        discussion: "Example: renewald registry record annotate C-0001 --purpose 企业资质申报 --until 2026-05-01"
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The credential's id.", valueName: "credential"))
    var credential: String
    @Option(help: "What it is used for.")
    var purpose: String
    @Option(help: ArgumentHelp("The annotation's last day.", valueName: "date"))
    var until: CalendarDate
    @Option(help: "The annotation's id (default: one made from the day).")
    var id: String?

    func run() async throws {
        try await options.record { registry, context throws(RecordingError) in
            try registry.annotate(
                credential: credential,
                purpose: purpose,
                until: until,
                annotation: id,
                context
            )
        } saying: { recorded in
            "annotated \(recorded.record)"
        }
    }
}
