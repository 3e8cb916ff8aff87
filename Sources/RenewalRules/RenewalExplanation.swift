/// Why a registration stands where it stands and what comes next, for a clerk who asks.
///
/// - Source: rules 4.8 `explain`
public struct RenewalExplanation: Hashable, Sendable {
    /// One finding, with the rules behind it.
    public struct Finding: Hashable, Sendable {
        public let chinese: String
        public let english: String
        public let rules: [RuleID]

        /// The finding in one of the two languages.
        public func text(in language: Language) -> String { language == .chinese ? chinese : english }
    }

    public let assessment: RenewalAssessment
    public let course: RenewalCourse
    /// Expiry, phase, procedure, risk and what has ended the reminders, in this order.
    public let findings: [Finding]

    /// Explains a registration on a day; `acknowledgedOn` is the day somebody acknowledged a notice of its series.
    public init(
        of dossier: RegistrationDossier,
        on day: CalendarDate,
        acknowledgedOn: CalendarDate?,
        policy: RenewalPolicy
    ) {
        assessment = RenewalAssessment(of: dossier, on: day, policy: policy)
        course = RenewalCourse(of: dossier, on: day, acknowledgedOn: acknowledgedOn, policy: policy)
        let expiry = Expiry(of: dossier.registration, policy: policy)
        findings =
            [Self.finding(on: expiry, registration: dossier.registration)]
            + expiry.problems.map(Self.finding(on:))
            + [Self.finding(on: assessment, day: day)]
            + [Self.finding(onStop: course.calendarStop), Self.finding(onAcknowledgement: acknowledgedOn)].compactMap(
                \.self
            )
    }

    /// Every rule cited, without repeats, in order of first mention.
    public var rules: [RuleID] {
        var seen: Set<RuleID> = []
        return (findings.flatMap(\.rules) + assessment.rules).filter { seen.insert($0).inserted }
    }

    private static func finding(on expiry: Expiry, registration: Registration) -> Finding {
        guard let date = expiry.date else {
            return Finding(
                chinese: "没有有效期，也没有起始日期，无法判断",
                english: "no expiry and no first day are recorded",
                rules: expiry.rules
            )
        }
        let isPrinted = registration.validUntil != nil
        return Finding(
            chinese: isPrinted ? "有效期至 \(date)（证书印载）" : "有效期至 \(date)（按起始日和期限推算）",
            english: isPrinted ? "valid until \(date), as printed" : "valid until \(date), from first day and term",
            rules: expiry.rules
        )
    }

    private static func finding(on problem: Expiry.Problem) -> Finding {
        switch problem {
        case .missing: Finding(chinese: "请管理员核对日期", english: "the dates need checking", rules: ["D4"])
        case .mismatch:
            Finding(
                chinese: "印载的有效期与推算相差一天以上，以印载为准，请核对",
                english: "the printed expiry is more than a day off the computed one; it wins, please check it",
                rules: ["A4", "D4"]
            )
        case .beforeStart:
            Finding(chinese: "有效期早于起始日期，请核对", english: "the expiry lies before the first day", rules: ["D4"])
        }
    }

    private static func finding(on assessment: RenewalAssessment, day: CalendarDate) -> Finding {
        let phase = assessment.phase.words
        let procedure = assessment.procedure.words
        let risk = assessment.continuityRisk.words
        return Finding(
            chinese: "\(day)：\(phase.chinese)；办理事项：\(procedure.chinese)；执业中断风险：\(risk.chinese)",
            english: "on \(day): \(phase.english); next: \(procedure.english); risk of a gap: \(risk.english)",
            rules: assessment.rules.filter { $0 != "A4" && $0 != "A5" && $0 != "R26" }
        )
    }

    private static func finding(onStop reason: RenewalCourse.StopReason?) -> Finding? {
        guard let reason, reason != .expiryUnknown else { return nil }
        return Finding(
            chinese: "到期提醒已停止：\(reason.words.chinese)",
            english: "expiry reminders have ended: \(reason.words.english)",
            rules: ["D10"]
        )
    }

    private static func finding(onAcknowledgement day: CalendarDate?) -> Finding? {
        day.map { day in
            Finding(
                chinese: "\(day) 已确认收到，紧急程度以下的提醒暂停",
                english: "acknowledged on \(day): notices below urgent are silenced",
                rules: ["D9"]
            )
        }
    }
}

extension RenewalPhase {
    /// The phase in a few words.
    public var words: (chinese: String, english: String) {
        switch self {
        case .notYet: ("未到申请期", "too early to apply")
        case .openEarly: ("可提前申请", "open for early application")
        case .standard: ("期满前三个月内", "within three months of expiry")
        case .overdue: ("已过期", "expired")
        case .closed: ("已终结", "closed")
        case .unknown: ("日期不明", "dates unknown")
        }
    }
}

extension Procedure {
    /// The procedure in a few words.
    public var words: (chinese: String, english: String) {
        switch self {
        case .none: ("无", "nothing")
        case .initial: ("初始注册", "initial registration")
        case .renewal: ("延续注册", "renewal")
        case .change: ("变更注册", "change of registration")
        case .reregistration: ("重新注册", "re-registration")
        case .awaitDecision: ("等待审批结果", "wait for the decision")
        case .barred: ("撤销后五年内不得注册", "barred after revocation")
        }
    }
}

extension ContinuityRisk {
    /// The risk in a few words.
    public var words: (chinese: String, english: String) {
        switch self {
        case .none: ("无", "none")
        case .possible: ("可能中断", "possible")
        case .likely: ("很可能中断", "likely")
        case .lapsed: ("已中断", "lapsed")
        }
    }
}

extension RenewalCourse.StopReason {
    /// The reason in a few words.
    public var words: (chinese: String, english: String) {
        switch self {
        case .renewed: ("注册已延续", "renewed")
        case .cancelled: ("注册已注销", "cancelled")
        case .revoked: ("注册已撤销", "revoked")
        case .declined: ("本人表示不再继续", "the holder declined to continue")
        case .approved: ("申请已获准", "the application was approved")
        case .renewalFiled: ("已提交延续注册申请", "a renewal application is under way")
        case .reregistrationFiled: ("已提交重新注册申请", "a re-registration is under way")
        case .applicationDecided: ("申请已有结果", "the application was decided")
        case .deemedRenewed: ("视为准予延续", "deemed renewed")
        case .expiryChanged: ("有效期已变更", "the expiry has changed")
        case .expiryUnknown: ("日期不明", "the expiry is unknown")
        case .acknowledged: ("已确认收到", "acknowledged")
        case .superseded: ("已有更近的提醒", "a later reminder has taken its place")
        case .noSuchAudience: ("没有这类收件人", "nobody of this audience")
        case .notOnLadder: ("配置中没有此节点", "the mark is not configured")
        }
    }
}
