import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// Everything the rules really plan, from the first mark to the last, has a text and an event.
@Suite struct PlannedNoticeTests {
    static let policy: RenewalPolicy = {
        var policy = RenewalPolicy()
        policy.modules = Set(OptionalModule.allCases)
        policy.reissuePayer = .employer
        return policy
    }()

    /// Every notice due on some day about one of the made-up records, each once.
    static let planned: [NoticeContext] = {
        var seen: Set<NoticeKey> = []
        let fixtures = NoticeKind.allCases.map { ($0, TemplateFixture.complete.subject($0)) }
        return (fixtures + others.map { (.markReached, $0) }).flatMap { kind, subject in
            (kind.isDigest ? 0...0 : -400...100).flatMap { offset in
                let day = Samples.expires.adding(days: offset)
                let course = RenewalCourse(of: subject, on: day, policy: policy)
                let corrections =
                    kind.isCorrection && offset.isMultiple(of: 50) ? corrections(in: course, of: subject) : []
                return (course.standing + corrections).filter { seen.insert($0.key).inserted }.map { notice in
                    TemplateFixture.complete.context(kind: kind, audience: notice.key.audience, language: .chinese)
                        .with(notice, on: day, about: subject, policy: policy)
                }
            }
        }
    }()

    /// What those learn who were told another last day before.
    private static func corrections(in course: RenewalCourse, of subject: Subject) -> [Notice] {
        [Samples.expires.adding(days: -200), Samples.expires.adding(days: 90)].flatMap { told in
            Audience.allCases.compactMap { audience in
                course.correction(of: told, in: subject, for: audience, round: 1, toRegisteredEmployer: false)?.notice
            }
        }
    }

    /// The rules name audiences mark by mark; the catalogue has to agree with all of them.
    @Test func everyKindIsPlannedForItsAudiences() {
        let planned = Dictionary(grouping: Self.planned, by: \.kind).mapValues { Set($0.map(\.audience)) }
        // A withdrawal goes to whoever was told, which no record says.
        for kind in NoticeKind.allCases where kind != .reminderWithdrawn {
            #expect(planned[kind] == Set(kind.row.audiences), "\(kind)")
        }
    }

    @Test func whatIsPlannedCoversTheOtherCasesOfAKind() {
        let statuses = Self.planned.filter { $0.kind == .credentialStatusChanged }.map(\.changedStatus)
        #expect(Set(statuses) == [.expired, .void, .superseded])
        let first = Self.planned.filter { $0.notice.key.series.record.type == .qualification }.map(\.kind)
        #expect(Set(first).isSuperset(of: [.applicationInProgress, .applicationOverdue, .applicationRejected]))
        for context in Self.planned {
            #expect(context.spokenKind.row.audiences.contains(context.audience), "\(context.notice.key)")
        }
    }

    @Test(arguments: Language.allCases) func everyPlannedNoticeHasWords(_ language: Language) {
        for context in Self.planned {
            let rendered = Samples.shipped.render(context.spoken(in: language))
            #expect(!rendered.usedFallback, "\(context.notice.key)")
            for flaw in ["{{", "()", "（）", "“”", "  ", "，，", "。。", "：\n", ": \n", " ."] {
                #expect(!Samples.body(rendered).contains(flaw), "\(flaw.debugDescription) in \(rendered.text)")
            }
        }
    }

    @Test func everyPlannedNoticeKeepsToTheSchema() throws {
        let events = Self.planned.map { context in
            let words = RenderedNotice(language: .chinese, subject: "主题", text: "正文\n", html: "", usedFallback: false)
            return EventComposer.compose(
                context,
                texts: [.chinese: words],
                id: "msg",
                timestamp: UnixTime(seconds: 1_765_760_400)
            )
        }
        let schema = ForeignProgram.repository.appending(path: "Documentation/event.schema.json").path
        let complaints = try ForeignProgram.python(
            EventComposerTests.validator,
            arguments: [schema],
            input: Array(events.joined(separator: [0x0A]))
        )
        #expect(complaints == "")
    }

    /// What another notice tells is not said under this one's type, on whatever day it leaves.
    @Test func theWordsAreAboutTheKind() {
        for context in Self.planned {
            for delay in [0, 1, 3, 7, 30] {
                let day = context.asOf.adding(days: delay)
                let course = RenewalCourse(of: context.subject, on: day, policy: Self.policy)
                guard course.stopReason(for: context.notice.key) == nil else { continue }
                let later = context.with(context.notice, on: day, about: context.subject, policy: Self.policy)
                #expect(later.kind.family.contains(later.spokenKind), "\(context.notice.key) on \(day)")
            }
        }
    }

    @Test func everyKindHasItsOwnTitle() {
        for language in Language.allCases {
            #expect(Set(NoticeKind.allCases.map(language.title)).count == NoticeKind.allCases.count)
        }
    }
}

extension PlannedNoticeTests {
    /// Records that the fixtures lack: first registrations, other ends, other states, every step.
    static let others: [Subject] =
        initial + endings + certificates + companies
        + CredentialApplication.Standing.allCases.compactMap { standing in
            CredentialApplication(standing: standing, applicationNumber: "SQ-0001").map { application in
                .credentialApplication(
                    CredentialApplicationRecord(
                        id: "C-\(standing.rawValue)",
                        holder: Person(id: "P-1", name: "示例人员"),
                        application: application,
                        since: Samples.expires
                    )
                )
            }
        }

    private static let initial: [Subject] = [ApplicationState.submitted, .rejected].flatMap { state in
        [nil, Samples.expires].map { obtained in
            let application = Application(
                id: "A-1",
                procedure: .initial,
                submittedOn: Samples.expires.adding(months: -6),
                state: state,
                decidedOn: state == .rejected ? Samples.expires.adding(months: -4) : nil,
                reason: "材料不齐"
            )
            return .qualification(
                QualificationRecord(
                    id: "Q-\(state.rawValue)-\(obtained == nil)",
                    holder: Person(id: "P-1", name: "示例人员"),
                    obtainedOn: obtained?.adding(.years(-5)),
                    applications: [application]
                )
            )
        }
    }

    private static let endings: [Subject] = {
        var revoked = Samples.registration(.registrationEnded)
        (revoked.registration.state, revoked.registration.endReason) = (.revoked, .deceit)
        revoked.relyingParties = [RelyingParty(id: "Y-1", name: "示例依赖方")]
        let ends = [
            (RegistrationState.revoked, nil), (.revoked, .authorityError), (.cancelled, .expired),
            (.cancelled, .deceased),
        ]
        .enumerated().map { number, end in
            var record = revoked
            record.registration = Registration(
                id: "R-9\(number)",
                validUntil: Samples.expires,
                state: end.0,
                endedOn: revoked.registration.endedOn,
                endReason: end.1
            )
            return record
        }
        var expired = Samples.registration(.expired)
        expired.relyingParties = revoked.relyingParties
        var recategorised = Samples.registration(.changeAdvised)
        recategorised.registration.change = RecordedChange(
            category: "化工安全",
            recordedOn: Samples.expires.adding(months: -9)
        )
        return ([revoked, expired, recategorised] + ends).map(Subject.registration)
    }()

    /// Certificates of a company in every situation that otherwise only its holder hears of.
    private static let companies: [Subject] = NoticeKind.allCases.compactMap { kind in
        guard kind.row.tellsOnlyCompanies || kind == .reissueFeeDue || kind == .reissueInProgress else { return nil }
        guard case .credential(var record) = TemplateFixture.complete.subject(kind) else { return nil }
        record.holder = nil
        return .credential(record)
    }

    private static let certificates: [Subject] =
        ElectronicCredential.State.allCases.map { state in
            var subject = TemplateFixture.complete.credential
            subject.credential.state = state
            subject.credential.stateOn = Samples.expires.adding(days: -40)
            return .credential(subject)
        } + [
            .credential(
                CredentialRecord(
                    credential: ElectronicCredential(id: "K-bare", issuedOn: Samples.expires),
                    utcOffset: .zero
                )
            )
        ]
}
