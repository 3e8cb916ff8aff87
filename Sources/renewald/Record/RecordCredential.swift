import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record credential`: what happens to an electronic credential.
struct RecordCredential: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: .both("登记电子证书的签发、续期和更新。", "Issues, renews and updates electronic credentials."),
        discussion: .examples("renewald registry record credential start-renewal C-0001 --done identity,materials,fee"),
        subcommands: [Issue.self, StartRenewal.self, Renewed.self, ConfirmUpdate.self, KeyCompromised.self]
    )

    /// What a new credential states.
    struct Certificate: ParsableArguments {
        @Option(help: .both("新证书的序列号。", "The serial of the new credential.", value: ("序列号", "serial")))
        var serial: String
        @Option(
            help: .both(
                "新证书的编号（默认：按日期生成）。",
                "The id of the new credential (default: one made from the day).",
                value: ("编号", "id")
            )
        )
        var id: String?
        @Option(
            help: .both("签发日期（默认：事项当日）。", "The day of issue (default: the day of the event).", value: ("日期", "date"))
        )
        var issuedOn: CalendarDate?
        @Option(help: .both("有效期的年数。", "The term in years.", value: ("年数", "term-years")))
        var termYears: Int?
        @Option(help: .both("有效期的最后一天。", "The last valid day.", value: ("日期", "date")))
        var validUntil: CalendarDate?
        @Option(
            help: .both(
                "失效时刻，写作 2027-03-14T15:59:59Z。",
                "The instant it ends, as 2027-03-14T15:59:59Z.",
                value: ("时刻", "instant")
            )
        )
        var notAfter: String?

        func validate() throws {
            guard serial.contains(where: { $0 != " " }) else {
                throw ValidationError("--serial 没有内容", "--serial is empty")
            }
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
            abstract: .both("登记一张已发放的证书。", "Records a credential that was handed over."),
            discussion: .examples(
                "renewald registry record credential issue --person P-0001 --serial 5A01 --valid-until 2027-03-15"
            )
        )

        @OptionGroup var options: RecordOptions
        @OptionGroup var certificate: Certificate
        @Option(help: .both("持证人。", "The holder.", value: ("人员编号", "person-id")))
        var person: String?
        @Option(help: .both("持证单位。", "The company it belongs to.", value: ("单位编号", "employer-id")))
        var employer: String?

        func validate() throws {
            guard person ?? employer != nil else {
                throw ValidationError("请写明 --person、--employer 或两者", "give --person, --employer or both")
            }
        }

        func run() async throws {
            var new = certificate.new
            new.person = person
            new.employer = employer
            try await options.record { registry, context throws(RecordingError) in
                try registry.issue(new, context)
            } saying: { recorded in
                Phrase("已登记签发\(recorded.record.phrase.chinese)", "issued \(recorded.record)")
                    + (recorded.expires.map { Phrase("，有效期至\($0)", "; it is valid until \($0)") } ?? .empty)
            }
        }
    }

    struct StartRenewal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("到期之前开始办理续期。", "Starts a renewal before the expiry."),
            discussion: .examples(
                "renewald registry record credential start-renewal C-0001 --done identity,materials,fee"
            )
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("证书编号。", "The credential's id.", value: ("证书编号", "credential")))
        var credential: String
        @Option(
            help: .both(
                "已办的事项，用逗号分隔：\(WordList<CredentialLifecycle.Requirement>.choices)。",
                "What has been done, separated by commas: \(WordList<CredentialLifecycle.Requirement>.choices).",
                value: ("事项", "done")
            )
        )
        var done: WordList<CredentialLifecycle.Requirement>?

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.startRenewal(credential: credential, fulfilled: done?.words ?? [], context)
            } saying: { recorded in
                Phrase(
                    "已开始办理\(recorded.record.phrase.chinese) 的续期；登记新证书之前停止提醒",
                    "started the renewal of \(recorded.record); its reminders wait for the new credential"
                )
            }
        }
    }

    struct Renewed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("登记续期所得的新证书。", "Records the credential a renewal gave."),
            discussion: .examples(
                "renewald registry record credential renewed C-0001 --serial 5A02 --valid-until 2028-03-15"
            )
        )

        @OptionGroup var options: RecordOptions
        @OptionGroup var certificate: Certificate
        @Argument(help: .both("原证书的编号。", "The old credential's id.", value: ("证书编号", "credential")))
        var credential: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.renew(credential: credential, by: certificate.new, context)
            } saying: { recorded in
                Phrase(
                    "\(recorded.record.phrase.chinese) 已续期；确认启用新证书之前会提醒持证人（规则R70）",
                    "renewed \(recorded.record); its holder is reminded until the update is confirmed (rule R70)"
                )
            }
        }
    }

    struct ConfirmUpdate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "登记持证人已启用新证书，原证书随之停用。",
                "Records that the holder uses the renewed credential; the old one ends."
            ),
            discussion: .examples("renewald registry record credential confirm-update C-0001 --installed --key-safe")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("原证书的编号。", "The old credential's id.", value: ("证书编号", "credential")))
        var credential: String
        @Flag(help: .both("新证书已启用。", "The new credential is in use."))
        var installed = false
        @Flag(help: .both("新证书的私钥保管妥当。", "Its private key is safe."))
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
                Phrase(
                    "已确认启用新证书；\(recorded.record.phrase.chinese) 已被取代",
                    "confirmed the update; \(recorded.record) is superseded"
                )
            }
        }
    }

    struct KeyCompromised: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("登记私钥已泄露。", "Records that the private key is no longer safe."),
            discussion: .examples("renewald registry record credential key-compromised C-0001")
        )

        @OptionGroup var options: RecordOptions
        @Argument(help: .both("证书编号。", "The credential's id.", value: ("证书编号", "credential")))
        var credential: String

        func run() async throws {
            try await options.record { registry, context throws(RecordingError) in
                try registry.recordLeakedKey(credential: credential, context)
            } saying: { recorded in
                Phrase(
                    "已登记\(recorded.record.phrase.chinese) 的私钥泄露；请立即挂失，加 --reason key_compromised（规则D12）",
                    "recorded the leaked key of \(recorded.record); report the loss at once, "
                        + "with --reason key_compromised (rule D12)"
                )
            }
        }
    }
}

/// `record annotate`: an annotation of a credential.
struct RecordAnnotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: .both("为证书加注，最长九十天。", "Adds an annotation to a credential, for at most ninety days."),
        discussion: .examples(
            .both(
                "renewald registry record annotate C-0001 --purpose 企业资质申报 --until 2026-05-01",
                "renewald registry record annotate C-0001 --purpose \"a tender\" --until 2026-05-01"
            )
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("证书编号。", "The credential's id.", value: ("证书编号", "credential")))
    var credential: String
    @Option(help: .both("用途。", "What it is used for.", value: ("用途", "purpose")))
    var purpose: String
    @Option(help: .both("加注有效的最后一天。", "The annotation's last day.", value: ("日期", "date")))
    var until: CalendarDate
    @Option(
        help: .both("加注的编号（默认：按日期生成）。", "The annotation's id (default: one made from the day).", value: ("编号", "id"))
    )
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
            Phrase("已为\(recorded.record.phrase.chinese) 加注", "annotated \(recorded.record)")
        }
    }
}
