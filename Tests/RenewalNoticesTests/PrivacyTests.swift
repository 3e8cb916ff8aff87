import RenewalRules
import Testing

@testable import RenewalNotices

/// Whatever an office wrote in the wrong place, no mail, document or event repeats it.
@Suite struct PrivacyTests {
    static let identity = "11010119900307771X"
    static let secrets = [
        identity, "REG-2024-77889900", "18765432101", "SER-0011223344556677", "SER-9988776655443322",
        "SER-5544332211009988", "zhang.san@example.test", "hr.zhang@example.test", "13800001234", "默认密码", "初始密码",
        "拼音首字母", "罚款", "password hint", " fine ",
    ]
    /// Words of an office that a notice must not repeat.
    static let remark = "身份证\(identity)：默认密码 初始密码 拼音首字母 罚款 a fine of, password hint"

    private func canaries(_ subject: Subject) -> Subject {
        switch subject {
        case .registration(let record): .registration(marked(record))
        case .credential(let record): .credential(marked(record))
        case .qualification(var subject):
            {
                subject.holder = marked(subject.holder)
                return .qualification(subject)
            }()
        case .credentialApplication(var subject):
            {
                subject.holder = marked(subject.holder)
                return .credentialApplication(subject)
            }()
        case .employer(var subject):
            {
                subject.employer.email = "zhang.san@example.test、hr.zhang@example.test"
                subject.employer.name = "示例单位\(Self.identity)"
                subject.registrations = subject.registrations.map(marked)
                subject.credentials = subject.credentials.map(marked)
                return .employer(subject)
            }()
        case .sendingHold, .withdrawal: subject
        case .office(var report):
            {
                let record = RecordID(type: .registration, id: "R-0001")
                report.failed = 2
                report.problemCounts = [.dataDateMismatch: 1]
                report.problems = [DailyReport.Line(record: record, kind: .dataDateMismatch, remark: Self.remark)]
                report.failures = [
                    DailyReport.Line(record: record, kind: .lastCall, remark: "550 zhang.san@example.test unknown"),
                    DailyReport.Line(record: record, kind: .lastCall, remark: Self.remark),
                ]
                return .office(report)
            }()
        case .delivery(var failure):
            {
                failure.recipient = "zhang.san@example.test"
                failure.errorClass = "550 zhang.san@example.test unknown"
                return .delivery(failure)
            }()
        }
    }

    private func marked(_ person: Person?) -> Person {
        Person(
            id: "P-0001",
            name: "张三\(Self.identity)",
            email: "zhang.san@example.test；hr.zhang@example.test",
            phone: "13800001234",
            neverLoggedIn: person?.neverLoggedIn ?? true
        )
    }

    private func marked(_ record: RegistrationRecord) -> RegistrationRecord {
        var record = record
        record.holder = marked(record.holder)
        record.holder?.name += "（REG-2024-77889900，18765432101）"
        record.registration.number = "REG-2024-77889900"
        record.registration.legacyNumber = "18765432101"
        record.registration.category = "建筑施工安全 REG-2024-77889900"
        record.employer?.name = "示例单位\(Self.identity)"
        for position in record.applications.indices { record.applications[position].reason = Self.remark }
        return record
    }

    private func marked(_ record: CredentialRecord) -> CredentialRecord {
        var record = record
        record.holder = record.isOfCompany ? nil : marked(record.holder)
        record.holder?.name += " SER-0011223344556677"
        record.credential.serial = "SER-0011223344556677"
        record.annotations = record.annotations.map {
            Annotation(id: $0.id, purpose: Self.remark, validUntil: $0.validUntil)
        }
        record.reissue = record.reissue.map {
            Reissue(
                state: $0.state,
                voidedSerial: "SER-9988776655443322",
                expires: $0.expires,
                requestedOn: $0.requestedOn,
                newSerial: "SER-5544332211009988"
            )
        }
        return record
    }

    @Test(arguments: Samples.cases) func secretsNeverLeave(_ sample: Case) {
        let base = sample.context
        let context = base.written(on: base.asOf, about: canaries(base.subject))
        let rendered = Samples.shipped.render(context)
        let plain = TemplateSet.plain.render(context)
        let event = EventComposer.compose(
            context,
            texts: [sample.language: rendered],
            id: "msg",
            timestamp: UnixTime(seconds: 1_765_760_400)
        )
        let leaving = [
            rendered.subject, rendered.text, rendered.html, plain.subject, plain.text, plain.html,
            String(decoding: event, as: UTF8.self),
        ]
        #expect(!rendered.usedFallback)
        // A serial identifies a certificate to those who rely on it.
        let isToldTheSerial = sample.audience == .relyingParty
        let secrets = Self.secrets.filter { !isToldTheSerial || $0 != "SER-0011223344556677" }
        for text in leaving {
            for secret in secrets { #expect(!text.contains(secret), "\(secret) in \(text)") }
        }
    }

    @Test(arguments: Samples.cases.filter { $0.audience == .relyingParty })
    func aRelyingPartyLearnsOfTheRecordNotOfThePeople(_ sample: Case) {
        let context = sample.context
        let rendered = Samples.shipped.render(context)
        let event = String(
            decoding: EventComposer.compose(
                context,
                texts: [sample.language: rendered],
                id: "msg",
                timestamp: UnixTime(seconds: 1_765_760_400)
            ),
            as: UTF8.self
        )
        for text in [
            rendered.subject, rendered.text, rendered.html, TemplateSet.plain.render(context).text, event,
        ] {
            for name in ["示例人员", "示例单位", "P-0001", "E-0001"] { #expect(!text.contains(name)) }
        }
        #expect(event.contains("\"holder\":null,\"employer\":null"))
    }

    @Test func withheldValueLeavesTheRestOfTheText() throws {
        let context = Samples.context(.applicationRejected) { $0.applications[0].reason = "缺少罚款收据" }
        #expect(!Samples.shipped.render(context).text.contains("未获准原因"))
        let honest = Samples.context(.applicationRejected) { $0.applications[0].reason = "缺少劳动合同" }
        #expect(Samples.shipped.render(honest).text.contains("- 未获准原因：缺少劳动合同\n"))
    }
}
