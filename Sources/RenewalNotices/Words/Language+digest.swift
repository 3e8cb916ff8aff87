import RenewalRules

/// A line of a digest: who, and the essentials.
struct DigestLine {
    let label: String
    let text: String
}

extension Language {
    /// The standing of a registration for its holder's employer.
    enum DigestStanding {
        case running(Procedure)
        case undecided(ApplicationProcedure)
        case declined
    }

    var comma: String { either("，", ", ") }
    var semicolon: String { either("；", "; ") }

    func digestLine(
        of record: RegistrationRecord,
        expires: CalendarDate,
        standing: DigestStanding,
        incomplete: [ApplicationProcedure],
        in context: NoticeContext
    ) -> DigestLine {
        let numbers = Subject.registration(record).numbers
        let number = NoticeFields.tail(record.registration.number)
        return line(
            label: NoticeFields.name(record.holder?.name, of: .person, hiding: numbers),
            parts: [
                number.map { either("注册号尾号\($0)", "number ending \($0)") },
                category(record.registration.category, hiding: numbers),
                term(expires, on: context.asOf),
                words(of: standing, isOver: context.asOf > expires, incomplete),
            ] + incomplete.map(missing)
        )
    }

    /// An ended or renewed registration, of which only the event is reported: what happened, when, and what follows.
    func endedLine(of record: RegistrationRecord, in context: NoticeContext) -> DigestLine {
        let numbers = Subject.registration(record).numbers
        let number = NoticeFields.tail(record.registration.number)
        return line(
            label: NoticeFields.name(record.holder?.name, of: .person, hiding: numbers),
            parts: [
                number.map { either("注册号尾号\($0)", "number ending \($0)") },
                category(record.registration.category, hiding: numbers),
            ] + outcome(of: record, in: context)
        )
    }

    private func outcome(of record: RegistrationRecord, in context: NoticeContext) -> [String?] {
        switch record.registration.state {
        case .active, .renewed: return [newPeriod(of: record, in: context)]
        case .cancelled, .revoked:
            let (state, reason) = (record.registration.state, record.registration.endReason)
            let isRevoked = state == .revoked
            let on = record.registration.endedOn.map(date)
            let ended = either(
                "已\(on.map { "于\($0)" } ?? "")\(isRevoked ? "被" : "")\(act(of: state))",
                act(of: state) + (on.map { " on \($0)" } ?? "")
            )
            // A death is told in neutral words, as in the notice of its own.
            guard reason != .deceased else { return [ended] }
            return [
                ended, reason.map { either("原因：\($0.words.chinese)", "because \($0.words.english)") },
                either("请勿再安排其以注册安全工程师名义执业", "please do not let him or her practise as a registered safety engineer"),
            ]
        }
    }

    /// The period that a granted renewal begins, and under which registration practice goes on until then.
    private func newPeriod(of record: RegistrationRecord, in context: NoticeContext) -> String {
        let (start, policy) = (record.successor?.validFrom, context.policy)
        guard let end = record.successor.flatMap({ Expiry(of: $0, policy: policy).date }).map(date) else {
            return either("新的有效期以证书所载日期为准", "the new period is the one printed on the certificate")
        }
        let period =
            start.map { either("新的有效期为\(date($0))至\(end)", "renewed for \(date($0)) – \(end)") }
            ?? either("新的有效期至\(end)", "renewed until \(end)")
        let old = Expiry(of: record.registration, policy: policy).date
        guard let start, let old, context.asOf < start, context.asOf <= old else { return period }
        return period + either("，此前依原注册（有效期至\(date(old))）执业", "; the current period runs until \(date(old))")
    }

    func digestLine(
        of record: CredentialRecord,
        expires: CalendarDate,
        state: CredentialLifecycle.State,
        in context: NoticeContext
    ) -> DigestLine {
        let numbers = Subject.credential(record).numbers
        let serial = NoticeFields.tail(record.credential.serial)
        let words = either(state.words.chinese, state.words.english)
        let isPlain = state == .active || state == .expired
        let name = NoticeFields.name(record.holder?.name, of: .person, hiding: numbers)
        // A certificate without a holder is the employer's own.
        return line(
            label: record.holder == nil ? either("贵单位", "your organisation") : name,
            parts: state == .void
                ? [void(serial: serial)]
                : [
                    either("电子证书", "e-certificate")
                        + (serial.map { either("序列号尾号\($0)", " with serial number ending \($0)") } ?? ""),
                    term(expires, on: context.asOf), isPlain ? nil : words,
                ]
        )
    }

    /// A void certificate is the old one of a replacement, so that nobody takes the new one for void.
    private func void(serial tail: String?) -> String {
        guard let tail else { return either("原电子证书已作废", "the old e-certificate is void") }
        return either("原电子证书（序列号尾号\(tail)）已作废", "the old e-certificate ending \(tail) is void")
    }

    /// What a digest says of a kind: an employer reminds its people of what they do themselves.
    func digestTitle(of kind: NoticeKind) -> String {
        guard kind == .reissueReady else { return title(of: kind) }
        return either("补办的电子证书已制作完成，请提醒领取", "replacement e-certificate ready, please see to its collection")
    }

    /// `有效期至2026年3月15日，剩余30天`.
    func term(_ expires: CalendarDate, on day: CalendarDate) -> String {
        let left = day.days(until: expires)
        let until = either("有效期至", "valid until ") + date(expires)
        if left == 0 { return until + comma + either("今天期满", "ends today") }
        guard left < 0 else { return until + comma + either("剩余\(days(left))", "\(days(left)) left") }
        return either("\(until)，已过期\(days(-left))", "expired on \(date(expires)), \(days(-left)) ago")
    }

    /// What an application lacks, every day until it is supplied (补正).
    private func missing(_ procedure: ApplicationProcedure) -> String {
        either("\(name(of: procedure))申请待补正", "documents missing: application for \(name(of: procedure))")
    }

    private func words(
        of standing: DigestStanding,
        isOver: Bool,
        _ incomplete: [ApplicationProcedure]
    ) -> String? {
        switch standing {
        // What its application lacks says that it was filed.
        case .undecided(let procedure) where incomplete.contains(procedure):
            isOver ? either("结果待定", "outcome open") : nil
        case .undecided(let procedure):
            either("已提交\(name(of: procedure))申请", "application for \(name(of: procedure)) filed")
                + (isOver ? either("，结果待定", ", outcome open") : "")
        case .running(.change): either("请先办理变更注册", "change of registration first")
        case .running, .declined: nil
        }
    }

    private func line(label: String?, parts: [String?]) -> DigestLine {
        DigestLine(label: label ?? unnamedEngineer, text: parts.compactMap(\.self).joined(separator: comma))
    }

    /// What is new and what is pressing, without zeros and in so many characters of a subject: `新增3项，已过期2名`.
    func headline(of summary: EmployerSummary, room: Int) -> String? {
        let (news, overdue) = (summary.news, summary.overdue)
        let pressing = [
            news > 0 ? either("新增\(news)项", "\(news) new") : nil,
            overdue > 0 ? either("已过期\(overdue)名", "\(overdue) expired") : nil,
        ].compactMap(\.self)
        let (quarter, year) = (summary.withinQuarter, summary.withinYear)
        let coming = [
            quarter > 0 ? either("三个月内到期\(quarter)名", "\(quarter) due within 3 months") : nil,
            year > 0 ? either("一年内到期\(year)名", "\(year) due within a year") : nil,
        ].compactMap(\.self)
        return joined(pressing.isEmpty ? Array(coming.prefix(1)) : pressing, room: room)
    }

    /// What an administrator has to look at; what was sent where there is nothing.
    func headline(of report: DailyReport, room: Int) -> String? {
        let (failed, issues) = (report.failed, report.dataIssues)
        let matters = report.matters.count + report.sheets.count
        let open = [
            failed > 0 ? either("失败\(failed)条", "\(failed) failed") : nil,
            report.bounced > 0 ? either("退信\(report.bounced)条", "\(report.bounced) came back") : nil,
            issues > 0 ? either("数据问题\(issues)项", counted(issues, english: "data problem")) : nil,
            matters > 0 ? either("待留意\(matters)项", counted(matters, english: "matter") + " to note") : nil,
        ].compactMap(\.self)
        return joined(open.isEmpty ? [either("已发\(report.sent)条", "\(report.sent) sent")] : open, room: room)
    }

    /// As many of the parts as fit; the first one always.
    private func joined(_ parts: [String], room: Int) -> String? {
        guard let first = parts.first else { return nil }
        return parts.dropFirst().reduce(first) { line, part in
            let longer = line + comma + part
            return longer.count <= room ? longer : line
        }
    }

    private func counted(_ count: Int, english: String) -> String { "\(count) \(english)\(count == 1 ? "" : "s")" }

    /// `注册 R-0001`, `registration R-0001`.
    func name(of record: RecordID) -> String {
        "\(noun(record.type)) \(FieldText.clean(record.id) ?? "")"
    }

    /// The noun for a record type.
    func noun(_ type: RecordID.RecordType) -> String { text(of: type.words) }
}
