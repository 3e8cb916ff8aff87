import RenewalRules

/// The lines of a digest: who, and the essentials in one line.
extension Language {
    /// The standing of a registration for its holder's employer.
    enum DigestStanding {
        case running(Procedure)
        case undecided, declined
    }

    var comma: String { either("，", ", ") }

    func digestLine(
        of record: RegistrationRecord,
        expires: CalendarDate,
        standing: DigestStanding,
        in context: NoticeContext
    ) -> [String: String] {
        let numbers = Subject.registration(record).numbers
        let number = NoticeFields.masked(record.registration.number)
        return line(
            label: NoticeFields.name(record.holder?.name, of: .person, hiding: numbers),
            parts: [
                number.map { either("注册号\($0)", "registration number \($0)") },
                NoticeFields.name(record.registration.category, of: .category, hiding: numbers),
                term(expires, on: context.asOf),
                words(of: standing, isOver: context.asOf > expires),
            ]
        )
    }

    /// An ended registration, of which only the event is reported.
    func endedLine(of record: RegistrationRecord) -> [String: String] {
        let number = NoticeFields.masked(record.registration.number)
        return line(
            label: NoticeFields.name(record.holder?.name, of: .person, hiding: Subject.registration(record).numbers),
            parts: [number.map { either("注册号\($0)", "registration number \($0)") }]
        )
    }

    func digestLine(
        of record: CredentialRecord,
        expires: CalendarDate,
        state: CredentialLifecycle.State,
        in context: NoticeContext
    ) -> [String: String] {
        let numbers = Subject.credential(record).numbers
        let serial = NoticeFields.masked(record.credential.serial)
        let words = either(state.words.chinese, state.words.english)
        let isPlain = state == .active || state == .expired
        return line(
            label: NoticeFields.name(record.holder?.name, of: .person, hiding: numbers),
            parts: [
                serial.map { either("序列号\($0)", "serial number \($0)") },
                state == .void ? nil : term(expires, on: context.asOf), isPlain ? nil : words,
            ]
        )
    }

    /// `有效期至2026年3月15日，还有30天`.
    private func term(_ expires: CalendarDate, on day: CalendarDate) -> String {
        let left = day.days(until: expires)
        let until = either("有效期至", "valid until ") + date(expires)
        if left == 0 { return until + comma + either("今天期满", "ends today") }
        guard left < 0 else { return until + comma + either("还有\(days(left))", "\(days(left)) left") }
        return until + comma + either("已过期\(days(-left))", "expired \(days(-left)) ago")
    }

    private func words(of standing: DigestStanding, isOver: Bool) -> String? {
        switch standing {
        case .declined: either("本人表示不再继续", "does not intend to continue")
        case .undecided:
            isOver
                ? either("申请结果待定", "application filed, outcome open") : either("已提交申请", "application filed")
        case .running(.change): either("请先办理变更注册", "change of registration first")
        case .running: nil
        }
    }

    private func line(label: String?, parts: [String?]) -> [String: String] {
        ["label": label ?? unnamedEngineer, "text": parts.compactMap(\.self).joined(separator: comma)]
    }

    /// `注册 R-0001`, `registration R-0001`.
    func name(of record: RecordID) -> String {
        "\(noun(record.type)) \(FieldText.clean(record.id) ?? "")"
    }

    /// The noun for a record type.
    func noun(_ type: RecordID.RecordType) -> String {
        switch type {
        case .registration: either("注册", "registration")
        case .qualification: either("职业资格证书", "qualification certificate")
        case .credential: either("电子证书", "e-certificate")
        case .credentialApplication: either("电子证书申领", "e-certificate application")
        case .employer: either("聘用单位", "employer")
        case .office: either("管理机构", "office")
        case .delivery: either("发送", "delivery")
        }
    }
}
