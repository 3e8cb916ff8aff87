/// Why a record has its present standing and what comes next, for a clerk who asks.
///
/// - Source: rules 4.8 `explain`
public struct RenewalExplanation: Hashable, Sendable {
    /// One finding, with the rules behind it.
    public struct Finding: Hashable, Sendable {
        public let chinese: String
        public let english: String
        public let rules: [RuleID]

        init(_ chinese: String, _ english: String, _ rules: [RuleID]) {
            self.chinese = chinese
            self.english = english
            self.rules = rules
        }

        /// The finding in one of the two languages.
        public func text(in language: Language) -> String { language == .chinese ? chinese : english }
    }

    public let standing: RecordStanding
    public let course: RenewalCourse
    /// Expiry, phase, procedure, pending matters, and why reminders ended, in this order.
    public let findings: [Finding]
    /// What to have ready for the next procedure; empty where there is none, or nothing is to be brought.
    public let documents: [Checklist.Item]

    /// Explains a record on a day; `acknowledgedOn` is the day somebody acknowledged a notice of its series.
    public init(
        of subject: Subject,
        on day: CalendarDate,
        acknowledgedOn: CalendarDate?,
        policy: RenewalPolicy
    ) {
        standing = RecordStanding(of: subject, on: day, policy: policy)
        course = RenewalCourse(of: subject, on: day, acknowledgedOn: acknowledgedOn, policy: policy)
        documents = Self.documents(for: subject, standing, policy: policy)
        let own =
            switch subject {
            case .registration(let record): Self.findings(on: record, standing, day: day, policy: policy)
            case .credential(let record): Self.findings(on: record, standing, day: day, policy: policy)
            case .qualification(let record): Self.findings(on: record, standing, day: day, policy: policy)
            case .credentialApplication(let record): Self.findings(on: record)
            case .employer, .office, .delivery, .sendingHold, .withdrawal: [Finding]()
            }
        findings =
            own
            + [Self.finding(onStop: course), Self.finding(onAcknowledgement: acknowledgedOn)].compactMap(\.self)
    }

    /// Every cited rule once, in order of first mention.
    public var rules: [RuleID] {
        var seen: Set<RuleID> = []
        return (findings.flatMap(\.rules) + standing.rules + documents.map(\.rule)).filter { seen.insert($0).inserted }
    }

    /// The phase of a record on a day, what there is to do, and the risk of a gap where there still is one.
    static func finding(
        on standing: RecordStanding,
        day: CalendarDate,
        phase: BothLanguages? = nil,
        next: BothLanguages? = nil
    ) -> Finding {
        let (phase, today, next) = (phase ?? standing.phase.words, day.words, next ?? standing.next)
        let hasRisk = standing.continuityRisk == .possible || standing.continuityRisk == .likely
        let risk = standing.continuityRisk.words
        return Finding(
            "截至\(today.chinese)：\(phase.chinese)；\(next.chinese)" + (hasRisk ? "；\(risk.chinese)" : ""),
            "as of \(today.english): \(phase.english); \(next.english)" + (hasRisk ? "; \(risk.english)" : ""),
            standing.rules.filter { !["A4", "A5", "R26"].contains($0) }
        )
    }

    private static func finding(onStop course: RenewalCourse) -> Finding? {
        guard let reason = course.calendarStop, reason != .expiryUnknown, reason != .notOnLadder else { return nil }
        let words = reason.words(for: course.record.type)
        if course.record.type == .credential, reason == .renewalFiled {
            // That the old certificate has expired is told all the same.
            return Finding("续期提醒已停止：\(words.chinese)", "reminders to renew have ended: \(words.english)", ["D10"])
        }
        return Finding("到期提醒已停止：\(words.chinese)", "expiry reminders have ended: \(words.english)", ["D10"])
    }

    private static func finding(onAcknowledgement day: CalendarDate?) -> Finding? {
        (day?.words).map { day in
            Finding(
                "\(day.chinese)已确认收到，紧急程度以下的提醒暂停",
                "acknowledged on \(day.english): notices below urgent are silenced",
                ["D9"]
            )
        }
    }
}

extension RecordStanding {
    /// What there is to do, as a clerk says it; waiting and being barred are nothing to do.
    fileprivate var next: BothLanguages {
        if procedure == Procedure.none.rawValue { return ("目前无需办理手续", "nothing to do at present") }
        let idle = [
            Procedure.barred.rawValue, Procedure.awaitDecision.rawValue, CredentialProcedure.awaitReissue.rawValue,
        ]
        return idle.contains(procedure) ? (chinese, english) : ("办理事项：\(chinese)", "next: \(english)")
    }
}

extension RenewalCourse.StopReason {
    /// The reason, where a certificate ends by a renewal of its own and not by that of a registration.
    fileprivate func words(for type: RecordID.RecordType) -> BothLanguages {
        guard type == .credential else { return words }
        if self == .renewed { return ("证书已续期", "the certificate was renewed") }
        return self == .renewalFiled ? ("证书正在续期", "a renewal of the certificate is under way") : words
    }
}
