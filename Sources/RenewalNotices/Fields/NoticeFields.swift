import RenewalRules

/// The one place that makes the fields of templates: texts, flags that open sections, and lists.
///
/// A missing text is absent, so that `{{#category}}…{{/category}}` leaves out its line.
enum NoticeFields {
    /// Every name a template may use, whatever the kind.
    static let names: Set<String> = NoticeKind.allCases.reduce(into: []) { names, kind in
        for audience in kind.row.audiences {
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: .chinese)
            names.formUnion(all(of: context).names)
        }
    }

    /// All fields of a notice.
    static func all(of context: NoticeContext) -> FieldSet {
        [own(context), days(context), workdays(context), words(context)].reduce(into: context.common) { $0.add($1) }
    }

    /// The fields that are the same in every language.
    static func common(of context: NoticeContext) -> FieldSet {
        var fields = [who(context), record(context)].reduce(into: situation(context)) { $0.add($1) }
        if case .registration(let record) = context.subject { fields.add(recorded(record, in: context)) }
        return fields
    }

    private static func own(_ context: NoticeContext) -> FieldSet {
        switch context.subject {
        case .registration(let record): registration(record, in: context).adding(filing(context))
        case .qualification(let record): qualification(record, in: context).adding(filing(context))
        case .credential(let record): credential(record, in: context)
        case .credentialApplication(let record): credentialApplication(record, in: context)
        case .employer(let records): digest(of: records, in: context)
        case .office(let report): digest(of: report, in: context)
        case .delivery(let failure): delivery(failure, in: context)
        case .sendingHold(let held): sendingHold(held, in: context.language)
        case .withdrawal(let withdrawal): self.withdrawal(withdrawal, in: context)
        }
    }

    /// The person that the notice greets and names.
    private static func who(_ context: NoticeContext) -> FieldSet {
        let holder = name(context.holder?.name, of: .person, in: context)
        let recorded: String? =
            switch context.audience {
            case .holder: holder
            case .employer where context.isOfSeveralEmployers: nil
            case .employer:
                name(context.subject.employer(toldOf: context.notice.key)?.name, of: .organization, in: context)
            case .administrator, .relyingParty: nil
            }
        let isPerson = context.audience == .holder
        return FieldSet(texts: [
            "previous_employer": name(context.previousEmployer?.name, of: .organization, in: context),
            "addressee": recorded ?? name(context.recipientName, of: isPerson ? .person : .organization, in: context),
            "holder_name": holder,
            "employer_name": name(context.employer?.name, of: .organization, in: context),
            "contact": clean(context.office.contact, in: context),
            "review_body": name(context.subject.reviewBody?.name, of: .organization, in: context),
            "review_body_contact": clean(context.subject.reviewBody?.contact, in: context),
        ])
    }

    private static func record(_ context: NoticeContext) -> FieldSet {
        FieldSet(texts: [
            "notice_id": context.noticeID,
            "record_id": clean(context.recordToPutRight.id, in: context),
            "record_short": clean(context.recordToPutRight.id, in: context).map { FieldText.cut($0, to: 16) },
            "system_url": context.website == .registrations ? context.link : nil,
            "exam_url": context.website == .examinations ? context.link : nil,
            "credential_url": context.website == .credentials ? context.link : nil,
        ])
    }

    private static func words(_ context: NoticeContext) -> FieldSet {
        FieldSet(texts: [
            "engineer": context.common.text("holder_name") ?? context.companyName ?? context.language.unnamedEngineer,
            "the_review_body": theReviewBody(context),
            "urgency": context.language.urgencyMark(of: context.notice.severity),
            "time_zone": FieldText.clean(context.language.timeZone(context.timeZone)),
            "happened_on": context.kind.isFact ? context.notice.key.occurrence.map(context.language.date) : nil,
        ])
    }

    /// The body of initial review as a sentence names it: `注册初审机构（某省应急管理厅）`, a name that says so already by
    /// itself.
    private static func theReviewBody(_ context: NoticeContext) -> String {
        let name = context.common.text("review_body")
        switch context.language {
        case .chinese: return name.map { $0.contains("初审机构") ? $0 : "注册初审机构（\($0)）" } ?? "注册初审机构"
        case .english: return name ?? "the review body"
        }
    }

    private static func situation(_ context: NoticeContext) -> FieldSet {
        let (audience, pending) = (context.audience, context.policy.pendingAtExpiry)
        return FieldSet(flags: [
            "holder": audience == .holder,
            "employer": audience == .employer,
            "administrator": audience == .administrator,
            "relying_party": audience == .relyingParty,
            "pending_holds": pending == .hold,
            "pending_expired": pending == .expired,
            "deemed_renewed": pending == .deemedRenewed,
            "urgent": context.notice.severity == .urgent,
            "critical": context.notice.severity == .critical,
            "is_test": context.isTest,
        ])
    }
}

extension NoticeFields {
    /// A number or serial in its displayed form, `…1234`; absent when there is none.
    ///
    /// An identity number in its place is masked as in any text.
    static func masked(_ number: String?) -> String? {
        guard let number, let cleaned = FieldText.clean(number) else { return nil }
        let line = FieldText.singleLine(String(number.unicodeScalars.prefix(FieldText.limit)))
        let isSecret = FieldText.isIdentityNumber(line) || line != FieldText.singleLine(number)
        let shown = MaskedNumber(isSecret ? cleaned : line).description.unicodeScalars.dropFirst().suffix(4)
        return "…" + String(String.UnicodeScalarView(shown))
    }

    /// The last digits of a number or serial without the mark in front, for lines that say so: `注册号尾号：0001`.
    static func tail(_ number: String?) -> String? { masked(number).map { String($0.dropFirst()) } }

    /// A serial in full, for those who accept the certificate; anything that is not a plain serial as in any text.
    static func whole(serial: String?) -> String? {
        guard let serial, isPlain(serial), !FieldText.isIdentityNumber(serial) else { return FieldText.clean(serial) }
        return serial
    }

    /// Letters and digits, as authorities write them, in groups or not.
    private static func isPlain(_ serial: String) -> Bool {
        let bytes = serial.utf8
        guard bytes.count <= FieldText.limit, let first = serial.first, first.isASCII, first.isLetter || first.isNumber
        else { return false }
        return serial.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-:._/ ".contains($0)) }
    }

    /// What to have ready for a matter, separated as in a sentence.
    static func documents(for matter: Checklist.Matter, in context: NoticeContext) -> String {
        let items = Checklist(for: matter, policy: context.policy).items
        return context.language.list(items.map { $0.text(in: context.language) })
    }

    /// A recorded text made safe, with the record's numbers hidden wherever an office wrote them.
    static func clean(_ text: String?, in context: NoticeContext) -> String? {
        clean(text, hiding: context.subject.numbers)
    }

    /// A recorded text made safe, with some numbers hidden.
    static func clean(_ text: String?, hiding numbers: [String]) -> String? {
        numbers.filter { plausibleNumber.contains($0.utf8.count) }.reduce(FieldText.clean(text)) { text, number in
            text?.replacingBytes(of: number, with: MaskedNumber(number).description)
        }
    }

    /// A name that somebody chose; `nil` when it is not a name, so that a text does without it.
    static func name(_ text: String?, of bearer: PresentableName.Bearer, in context: NoticeContext) -> String? {
        name(text, of: bearer, hiding: context.subject.numbers)
    }

    /// The same with some numbers hidden.
    static func name(_ text: String?, of bearer: PresentableName.Bearer, hiding numbers: [String]) -> String? {
        // Cleaning would remove these characters.
        guard let text, !PresentableName.hasPrivateUse(text) else { return nil }
        return clean(text, hiding: numbers).flatMap { try? PresentableName($0, of: bearer).description }
    }

    /// Free text of an office or a relay; withheld when it mentions what no notice may contain.
    ///
    /// - Source: rule R35
    static func remark(_ text: String?, in context: NoticeContext) -> String? {
        guard let words = MaskedRecipient.hidden(in: clean(text, in: context)) else { return nil }
        let spoken = words.lowercased()
        let isTelling =
            unspeakable.contains { spoken.contains($0) }
            || spoken.split { !$0.isLetter }.contains { ["fine", "fines", "fined"].contains($0) }
        return isTelling ? nil : words
    }

    /// Lengths of a number worth hiding: a shorter one could be a year, and replacing it would garble honest text.
    private static let plausibleNumber = 6...64
    /// Default passwords and fines, which no notice mentions.
    private static let unspeakable = ["密码", "拼音首字母", "罚款", "罚金", "password", "penalty"]
}

extension NoticeContext {
    /// The company that holds a certificate, where its own people are not told; `nil` for what a person holds.
    fileprivate var companyName: String? {
        guard subject.isOfCompany else { return nil }
        return common.text("employer_name") ?? language.unnamedCompany
    }

    /// The record the notice is about; for a failed delivery, that of its notice.
    fileprivate var recordToPutRight: RecordID {
        if case .delivery(let failure) = subject { failure.notice.key.series.record } else { notice.key.series.record }
    }
}

extension Subject {
    /// The numbers and serials of the record, which nobody may see in full.
    var numbers: [String] {
        switch self {
        case .registration(let record):
            [record.registration.number, record.registration.legacyNumber].compactMap(\.self)
        case .credential(let record):
            [record.credential.serial, record.reissue?.newSerial, record.reissue?.voidedSerial].compactMap(\.self)
        case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: []
        }
    }
}
