extension RenewalExplanation {
    /// What a clerk wants to know about an electronic credential.
    static func findings(
        on record: CredentialRecord,
        _ standing: RecordStanding,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> [Finding] {
        let assessment = CredentialAssessment(of: record, on: day, policy: policy)
        let expiry = CredentialExpiry(of: record.credential, utcOffset: record.utcOffset, policy: policy)
        let isPrinted = record.credential.validUntil != nil
        let state = assessment.state.words
        return [finding(onExpiry: expiry.date, isPrinted: isPrinted, rules: expiry.rules)]
            + expiry.problems.map(finding(on:))
            + [Finding("证书状态：\(state.chinese)", "state: \(state.english)", [])]
            + [finding(on: standing, day: day, phase: standing.phase.wordsOfCertificate)]
            + [finding(onLastDayOf: standing, day: day, policy: policy)].compactMap(\.self)
            + [finding(on: record.lossReport, in: assessment.state), finding(onDelayOf: record.lossReport, day: day)]
            .compactMap(\.self) + [finding(on: record.reissue)].compactMap(\.self) + findings(on: record.inquiries)
            + [finding(onRegistration: record.registrationExpires, day: day, policy: policy)].compactMap(\.self)
    }

    private static func finding(on problem: CredentialExpiry.Problem) -> Finding {
        switch problem {
        case .missing: Finding("请管理员核对日期", "the dates need checking", ["D4"])
        case .mismatch: Finding("证书所载有效期与推算不符，以证书所载为准", "the printed expiry wins over the computed one", ["A4", "D4"])
        case .beforeStart: Finding("有效期早于签发日期，请核对", "the expiry lies before the day of issue", ["D4"])
        case .unusualTerm: Finding("有效期不是一、二或三年", "the term is none of one, two or three years", ["R62"])
        case .longTerm: Finding("有效期超过三年，私钥泄露的风险较高", "a term over three years is a risk to the key", ["R63"])
        }
    }

    private static func finding(on report: LossReport?, in state: CredentialLifecycle.State) -> Finding? {
        guard let report else { return nil }
        switch report.state {
        case .draft:
            return state == .expired
                ? Finding("挂失申请尚未提交", "a loss report is drafted and not filed", ["R83"])
                : Finding("挂失申请尚未提交，证书仍然有效", "a loss report is drafted; the certificate is still in force", ["R83"])
        case .submitted: return Finding("挂失申请审核中", "a loss report is being verified", ["R77"])
        case .completed:
            let on = report.completedOn?.words
            return Finding(
                "\(on?.chinese ?? "")挂失办结，证书即时作废且不可恢复",
                "reported lost\(on.map { " on \($0.english)" } ?? ""): void at once and for good",
                ["R82"]
            )
        case .rejected: return Finding("挂失申请未通过身份核实", "the loss report was refused", ["R83"])
        case .withdrawn: return Finding("挂失申请已撤回", "the loss report was withdrawn", ["R83"])
        }
    }

    private static func finding(on reissue: Reissue?) -> Finding? {
        reissue.map { reissue in
            let words = reissue.state.words
            let on = reissue.requestedOn?.words
            return Finding(
                "\(on?.chinese ?? "")申请补办：\(words.chinese)",
                "reissue\(on.map { " requested on \($0.english)" } ?? ""): \(words.english)",
                ["R84", "R87", "A13"]
            )
        }
    }

    /// The registration beside the certificate: in force, about to end, or over.
    private static func finding(
        onRegistration expires: CalendarDate?,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> Finding? {
        guard let expires else { return nil }
        let end = expires.words
        if day > expires {
            return Finding(
                "注册已于\(end.chinese)期满，与电子证书无关",
                "the registration ended on \(end.english), whatever becomes of the certificate",
                ["D7"]
            )
        }
        return day >= expires.subtracting(policy.mark)
            ? Finding(
                "注册有效期至\(end.chinese)，即将期满，须另行办理延续注册",
                "the registration lasts until \(end.english) and has to be renewed by itself",
                ["D7"]
            )
            : Finding(
                "注册有效期至\(end.chinese)，不受影响",
                "the registration lasts until \(end.english) all the same",
                ["D7"]
            )
    }
}

extension RenewalExplanation {
    /// What a clerk wants to know about a qualification certificate.
    static func findings(
        on record: QualificationRecord,
        _ standing: RecordStanding,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> [Finding] {
        let collection = record.collection
        let state = collection.state(on: day).words
        var findings = [Finding("职业资格证书没有有效期", "the qualification certificate never expires", ["R6"])]
        if let deadline = record.initialDeadline(policy: policy)?.words, !record.isRegistered {
            findings.append(
                Finding("初始注册期限：\(deadline.chinese)", "a first registration is due by \(deadline.english)", ["V4"])
            )
        }
        findings += self.findings(onIssuing: record)
        findings.append(finding(on: standing, day: day, phase: standing.phase.wordsOfFirstRegistration))
        findings += record.applications.map { finding(on: $0, window: nil, day: day, policy: policy) }
        if !record.isRegistered, let age = finding(onAgeOf: record.holder, filingOn: day, policy: policy) {
            findings.append(age)
        }
        guard record.isCollected else {
            return findings + [Finding("电子证书，无需领取", "an electronic certificate is not collected", ["R13", "R15"])]
        }
        findings.append(Finding("证书领取：\(state.chinese)", "collection: \(state.english)", ["R10", "R11"]))
        if let about = collection.resultsOn?.adding(policy.collectionWait), collection.state(on: day) == .unannounced {
            let words = about.words
            let isPast = day > about
            findings.append(
                Finding(
                    isPast ? "原预计\(words.chinese)前后可领取（已超过）" : "预计\(words.chinese)前后可领取",
                    isPast ? "was expected around \(words.english)" : "expected around \(words.english)",
                    ["R7", "A17"]
                )
            )
            if day > about.adding(days: policy.collectionToleranceDays) {
                findings.append(Finding("迟迟未公布，请向考试机构询问", "later than usual: ask the examination centre", ["A17"]))
            }
        }
        return findings
    }

    /// What a clerk wants to know about an application for an e-certificate.
    static func findings(on record: CredentialApplicationRecord) -> [Finding] {
        let application = record.application
        let words = application.standing.words
        let since = record.since?.words
        var findings = [
            Finding(
                "第\(application.step)步（共6步）：\(words.chinese)" + (since.map { "，自\($0.chinese)起" } ?? ""),
                "step \(application.step) of 6: \(words.english)" + (since.map { ", since \($0.english)" } ?? ""),
                ["R57", "A16"]
            )
        ]
        if let reason = record.reasonToBeginAgain {
            findings.append(Finding("资格审核未通过：\(reason)", "the review was refused: \(reason)", ["R49"]))
        }
        let missing = application == .preparing ? ApplicationMaterial.missing(from: record.materials) : []
        if !missing.isEmpty {
            findings.append(
                Finding(
                    "尚缺材料：\(missing.map(\.words.chinese).joined(separator: "、"))",
                    "still missing: \(missing.map(\.words.english).joined(separator: ", "))",
                    ["R40", "R41"]
                )
            )
        }
        return findings
    }
}

extension ApplicationMaterial {
    /// The material in a few words.
    public var words: BothLanguages {
        switch self {
        case .identity: ("身份证明", "proof of identity")
        case .education: ("学历证明", "proof of education")
        case .title: ("职称证明", "proof of professional title")
        case .workExperience: ("工作经历证明", "proof of work experience")
        case .other: ("其他材料", "other documents")
        }
    }
}

extension RenewalPhase {
    /// The phase of an electronic certificate, whose state says how it ended.
    fileprivate var wordsOfCertificate: BothLanguages {
        switch self {
        case .notYet: ("未到续期时间", "too early to renew")
        case .openEarly: ("可以提前续期", "may be renewed early")
        case .closed: ("不再按有效期提醒", "no longer counted towards its expiry")
        case .standard, .overdue, .unknown: words
        }
    }

    /// The phase of the five years in which a first registration is to be applied for.
    ///
    /// - Source: rule V4
    fileprivate var wordsOfFirstRegistration: BothLanguages {
        switch self {
        case .notYet, .openEarly: ("在初始注册期限内", "within the time for a first registration")
        case .standard: ("距初始注册期限不足三个月", "less than three months are left for a first registration")
        case .overdue: ("初始注册期限已过", "the time for a first registration is over")
        case .closed: ("已注册", "registered")
        case .unknown: ("取得日期不明，无法推算初始注册期限", "the day of the certificate is unknown")
        }
    }
}
