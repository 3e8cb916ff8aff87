import Foundation
import RenewalRules
import Testing

@testable import RenewalNotices

/// What notices about qualifications, e-certificates, their loss and their reissue say, line by line.
@Suite struct CertificateWordsTests {
    static let kinds = NoticeKind.allCases.filter { kind in
        ["credential", "loss", "reissue", "qualification"].contains { kind.rawValue.hasPrefix($0) }
    }

    private func rendered(_ context: NoticeContext) -> RenderedNotice {
        let rendered = Samples.shipped.render(context)
        #expect(!rendered.usedFallback)
        return rendered
    }

    private func text(
        _ kind: NoticeKind,
        _ audience: Audience = .holder,
        _ language: Language = .chinese,
        change: (inout CredentialRecord) -> Void = { _ in }
    ) -> String {
        let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
        guard case .credential(var record) = context.subject else { return rendered(context).text }
        change(&record)
        return rendered(context.written(on: context.asOf, about: .credential(record))).text
    }

    private func text(of application: CredentialApplicationRecord, _ kind: NoticeKind) -> RenderedNotice {
        let context = TemplateFixture.complete.context(kind: kind, audience: .holder, language: .chinese)
        return rendered(context.written(on: context.asOf, about: .credentialApplication(application)))
    }

    /// Who applied for the renewal is not told that none is recorded, nor to apply anew.
    @Test func anExpiredCertificateWhoseRenewalIsUnderWaySaysSo() {
        for audience in [Audience.holder, .employer, .administrator] {
            let pending = text(.credentialExpired, audience) { $0.credential.state = .renewalPending }
            #expect(pending.contains(audience == .administrator ? "登记的续期尚未办结" : "登记的续期仍在办理"), "\(pending)")
            for phrase in ["未登记续期", "尽快重新申请", "不能再续期", "- 需准备"] {
                #expect(!pending.contains(phrase), "\(phrase) in \(pending)")
            }
            let usual = text(.credentialExpired, audience)
            #expect(!usual.contains("登记的续期"), "\(usual)")
        }
    }

    @Test func theLateFirstRegistrationListsWhatItMayNeed() {
        let late = rendered(TemplateFixture.complete.context(kind: .initialLate, audience: .holder, language: .chinese))
        #expect(late.text.contains("- 需准备：注册申请表、职业资格证书、受聘于安全岗位的证明、继续教育证明（可能需要）\n"), "\(late.text)")
        let base = TemplateFixture.complete.context(kind: .initialDeadline, audience: .holder, language: .chinese)
        #expect(!rendered(base).text.contains("继续教育证明（可能需要）"))
        let passed = rendered(base.written(on: Samples.expires.adding(days: 1)))
        #expect(passed.text.contains("继续教育证明（可能需要）"), "written after the deadline: \(passed.text)")
    }

    /// Two certificates of one company that end on one day are told apart in a list of mails.
    @Test(arguments: [
        NoticeKind.credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday, .credentialExpired,
        .credentialKeyCompromised, .credentialVoided, .credentialDateCorrected,
    ])
    func theSubjectOfACompanysCertificateNamesItsSerial(kind: NoticeKind) {
        for audience in kind.row.audiences where audience == .employer || audience == .administrator {
            for language in Language.allCases {
                let base = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
                guard case .credential(var record) = base.subject else { continue }
                record.holder = nil
                record.registrationExpires = nil
                record.credential.validUntil = CalendarDate("2026-12-15")
                let day = kind == .credentialExpired ? 1 : kind == .credentialExpiresToday ? 0 : -11
                let context = base.with(
                    base.notice.as(kind == .credentialEarlyReminder ? .notice : .critical),
                    on: (CalendarDate("2026-12-15") ?? .last).adding(days: day),
                    about: .credential(record)
                )
                let subject = rendered(context).subject
                #expect(subject.contains("5678"), "\(subject)")
                #expect(subject.count <= (language == .chinese ? 30 : 70), "\(subject)")
                #expect(!subject.hasSuffix("…"), "\(subject)")
            }
        }
    }

    // MARK: Subjects and salutations

    /// A subject has to fit into the list of a phone, whoever it is about.
    @Test(arguments: kinds, Severity.allCases) func subjectsAreShort(kind: NoticeKind, severity: Severity) {
        for audience in kind.row.audiences {
            for language in Language.allCases {
                for fixture in TemplateFixture.allCases {
                    let base = fixture.context(kind: kind, audience: audience, language: language)
                    let context = base.with(
                        base.notice.as(severity),
                        on: base.asOf,
                        about: named(base.subject, language)
                    )
                    let subject = rendered(context.asReal).subject
                    let limit = language == .chinese ? 30 : 70
                    #expect(subject.count <= limit, "\(subject.count): \(subject)")
                    #expect(!subject.contains("贵单位一名"))
                }
            }
        }
    }

    private func named(_ subject: Subject, _ language: Language) -> Subject {
        guard case .credential(var record) = subject else { return subject }
        record.holder?.name = language == .chinese ? "欧阳建国华" : "Ouyang Jianguohua"
        record.employer?.name = "华北安全生产技术服务与职业卫生评价有限公司"
        return .credential(record)
    }

    @Test(arguments: kinds) func noTextSaysThatRecordsAreThoseOfTheSystem(kind: NoticeKind) {
        let source = Samples.source(kind, .chinese)
        for words in ["系统中", "【重要】", "确认或忽略"] { #expect(!source.contains(words), "\(words)") }
    }

    @Test func salutationIsAParagraphOfItsOwn() {
        #expect(text(.credentialLastCall).hasPrefix("示例人员同志：\n\n您好！请尽快办理您电子证书的续期，不晚于2026年3月15日完成。\n"))
        #expect(text(.credentialLastCall, .employer).hasPrefix("示例单位：\n\n您好！请提醒示例人员"))
        #expect(text(.credentialLastCall, .holder, .english).hasPrefix("Dear 示例人员,\n\nPlease renew"))
    }

    /// 15 March 2026 is a Sunday, and the Friday before it is the last working day.
    @Test func aLastDayOffNamesTheWorkingDayAndTheOnlineWay() {
        let certificate = "2026年3月15日为星期日。需到服务窗口办理的，请不晚于2026年3月13日（此前最后一个工作日）前往；可以线上办理的，请通过线上渠道办理。"
        let first = "2026年3月15日为星期日，需到窗口提交材料的，请不晚于2026年3月13日（此前最后一个工作日）前往；可以网上提交的，请通过注册管理系统提交。"
        let cases: [(NoticeKind, Audience, String)] = [
            (.credentialLastCall, .holder, certificate), (.credentialLastCall, .employer, certificate),
            (.initialDeadline, .holder, first),
        ]
        for (kind, audience, words) in cases {
            let context = TemplateFixture.dayOff.context(kind: kind, audience: audience, language: .chinese)
            let text = rendered(context.written(on: Samples.expires.adding(days: -7))).text
            #expect(text.contains(words), "\(text)")
            let usual = TemplateFixture.complete.context(kind: kind, audience: audience, language: .chinese)
            #expect(!rendered(usual).text.contains("工作日"))
        }
    }

    // MARK: Companies

    @Test(
        arguments: NoticeKind.allCases.filter { $0.rawValue.hasPrefix("credential.") && $0 != .credentialStatusChanged }
    )
    func companyIsToldOfItsOwnCertificate(kind: NoticeKind) {
        let words = text(kind, .employer) { record in
            record.holder = nil
            record.registrationExpires = nil
        }
        #expect(words.hasPrefix("示例单位：\n\n您好！"))
        #expect(words.contains("贵单位") && words.contains("- 持证单位：示例单位\n"))
        for phrase in ["注册安全工程师", "提醒其", "督促", "协助", "持证人", "同志"] { #expect(!words.contains(phrase), "\(phrase)") }
        let english = text(kind, .employer, .english) { $0.holder = nil }
        #expect(!english.contains("registered safety engineer") && !english.contains("urge"))
    }

    @Test func officeIsToldWhichCompany() {
        let words = text(.credentialLastCall, .administrator) { $0.holder = nil }
        #expect(words.contains("示例单位的电子证书") && !words.contains("注册安全工程师"))
    }

    // MARK: Relying parties

    @Test(arguments: Language.allCases) func relyingPartyLearnsTheFullSerialAndNobodyElse(language: Language) {
        let kind = NoticeKind.credentialStatusChanged
        let context = TemplateFixture.complete.context(kind: kind, audience: .relyingParty, language: language)
        let (mail, plain) = (rendered(context), TemplateSet.plain.render(context))
        for text in [mail.text, mail.html, plain.text] { #expect(text.contains("SN0000000000005678")) }
        let event = event(context)
        #expect(event.contains("\"serial\":\"SN0000000000005678\"") && event.contains("\"number_masked\":\"…5678\""))
        for kind in Self.kinds {
            for audience in kind.row.audiences where audience != .relyingParty {
                let other = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
                #expect(!rendered(other).text.contains("SN00000000"))
                #expect(!self.event(other).contains("\"serial\""))
            }
        }
    }

    @Test func identityNumberInPlaceOfASerialStaysHidden() {
        let words = text(.credentialStatusChanged, .relyingParty) { $0.credential.serial = PrivacyTests.identity }
        #expect(!words.contains(PrivacyTests.identity))
    }

    /// A certificate whose status is told as expired is never called active beside it.
    @Test(arguments: ["expired", "void", "superseded"]) func eventGivesTheStateOfItsDay(status: String) {
        let base = TemplateFixture.complete.context(
            kind: .credentialStatusChanged,
            audience: .relyingParty,
            language: .chinese
        )
        var record = TemplateFixture.complete.credential
        record.credential.state = status == "expired" ? .active : .void
        let day = Samples.expires.adding(days: 1)
        let key = NoticeKey(
            series: base.notice.key.series,
            kind: .credentialStatusChanged,
            milestone: .event,
            audience: .relyingParty,
            occurrence: day,
            detail: status
        )
        let notice = Notice(key: key, dueOn: day, severity: .warning, rules: ["R66"])
        let event = event(base.with(notice, on: day, about: .credential(record)))
        #expect(event.contains("\"state\":\"\(status)\"") && event.contains("\"status\":\"\(status)\""))
    }

    private func event(_ context: NoticeContext) -> String {
        String(
            decoding: EventComposer.compose(
                context,
                texts: [:],
                id: "msg",
                timestamp: UnixTime(seconds: 1_765_760_400)
            ),
            as: UTF8.self
        )
    }
}

extension CertificateWordsTests {
    // MARK: Addresses

    /// Each matter has its website; the registration system handles none of the others, and who relies on a certificate
    /// has nothing to do there.
    @Test(arguments: NoticeKind.allCases, Language.allCases)
    func onlyTheWebsiteOfTheMatterIsNamed(kind: NoticeKind, language: Language) {
        let sites = ["https://exam.example.test/", "https://certificate.example.test/"]
        for audience in kind.row.audiences {
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
            let own: String? =
                switch context.subject {
                case .credential where audience == .relyingParty: nil
                case .credential, .credentialApplication: sites[1]
                case .qualification: kind.isAboutCollection ? sites[0] : nil
                case .registration, .employer, .office, .delivery, .sendingHold, .withdrawal: nil
                }
            let isOfRegistrations = own == nil && audience != .relyingParty
            for words in [rendered(context).text, TemplateSet.plain.render(context).text] {
                for site in sites { #expect(words.contains(site) == (site == own), "\(site) in \(words)") }
                #expect(isOfRegistrations || !words.contains("https://registration.example.test/"), "\(words)")
            }
            guard let own else { continue }
            #expect(rendered(context).html.contains("<a href=\"\(own)\""))
            let bare = TemplateFixture.sparse.context(kind: kind, audience: audience, language: language)
            #expect(!rendered(bare).text.contains("https://"), "nothing where the office names none")
        }
    }

    /// Whoever has to file for a registration finds the system that takes it.
    @Test(arguments: NoticeKind.allCases, Language.allCases)
    func aRegistrationNamesTheRegistrationSystem(kind: NoticeKind, language: Language) {
        for audience in kind.row.audiences where audience == .holder || audience == .employer {
            let context = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
            guard case .registration = context.subject else { continue }
            for words in [rendered(context).text, TemplateSet.plain.render(context).text] {
                #expect(words.contains("https://registration.example.test/"), "\(words)")
            }
        }
    }

    @Test func lookUpIsToldOfQualificationsOnly() {
        #expect(text(.collectionOpen).contains("- 证书查询：示例查询网站\n"))
        #expect(text(.initialDeadline).contains("- 证书查询：示例查询网站\n"))
        #expect(!text(.credentialStatusChanged, .relyingParty).contains("示例查询网站"))
    }

    // MARK: Loss and reissue

    @Test func lossIsSaidToVoidOnlyOnceItIsCompleted() {
        let words = text(.lossConfirmationNeeded)
        #expect(words.contains("在挂失办结之前，原证书仍然有效，他人仍可能冒用"))
        #expect(!words.contains("提交前"))
        #expect(text(.lossConfirmationNeeded, .holder, .english).contains("Until a report is completed"))
    }

    @Test func leakedKeyTellsOnlyWhatWasRecorded() {
        let words = text(.credentialKeyCompromised)
        #expect(words.contains("登记显示") && !words.contains("身份信息"))
        let submitted = text(.credentialKeyCompromised) { record in
            record.lossReport = LossReport(id: "L-1", reason: .lost, channel: .phone, state: .submitted)
        }
        #expect(submitted.contains("跟进已提交的挂失申请") && !submitted.contains("办理挂失"))
    }

    @Test func voidWithoutALossReportIsNotCalledReported() {
        #expect(text(.credentialVoided).contains("挂失已于"))
        let bare = text(.credentialVoided) { $0.lossReport = nil }
        #expect(bare.contains("登记显示，该证书") && !bare.contains("挂失"))
    }

    @Test func replacementIsNotMistakenForVoid() {
        let words = text(.reissueReady, .employer)
        #expect(words.contains("补办的电子证书已制作完成，请提醒其及时领取并安装（原证书尾号5678已作废）"))
        #expect(words.contains("- 新证书序列号尾号：6789\n") && words.contains("- 原证书尾号：5678（已作废）\n"))
    }

    /// The registration is another matter, but it may have ended, or be about to.
    @Test(arguments: [(-1, "届满"), (0, "临近期满"), (80, "临近期满"), (93, "不因此受影响，登记的注册有效期至")])
    func registrationBesideAVoidCertificateIsDescribedAsItIs(days: Int, phrase: String) {
        for (kind, audience) in [(NoticeKind.credentialVoided, Audience.holder), (.credentialExpired, .employer)] {
            let day = TemplateFixture.complete.context(kind: kind, audience: audience, language: .chinese).asOf
            let words = text(kind, audience) { record in
                record.registrationExpires = day.adding(days: days)
            }
            #expect(words.contains(phrase), "\(words)")
            #expect(!words.contains("不受影响"))
            #expect(!text(kind, audience) { $0.registrationExpires = nil }.contains("其注册"))
        }
    }

    // MARK: Fees

    /// No fee unless a law says so (Administrative Licensing Law, article 58).
    @Test(arguments: kinds) func noFeeIsPresumed(kind: NoticeKind) {
        for phrase in ["补办需要缴纳费用", "并缴纳费用", "需要缴纳费用，", "注册费用"] {
            #expect(!Samples.source(kind, .chinese).contains(phrase), "\(phrase)")
        }
    }

    /// Each sentence that speaks of a fee says that there may be none; only one that was asked for is called due.
    @Test(arguments: Samples.cases.filter { $0.kind != .reissueFeeDue }) func aFeeIsOnlyAPossibility(_ sample: Case) {
        let rendered = Samples.shipped.render(sample.context, forMail: false)
        for sentence in "\(rendered.subject)\n\(rendered.text)".split(whereSeparator: { "。；.;\n".contains($0) }) {
            switch sample.language {
            case .chinese:
                guard sentence.contains("费") else { continue }
                #expect(sentence.contains("如需") || sentence.contains("是否"), "\(sentence)")
            case .english:
                guard sentence.contains(/\bfees?\b/) else { continue }
                #expect(sentence.contains(/\bif\b|[Ww]here|[Ww]hether|\bany fee/), "\(sentence)")
            }
        }
    }

    /// The name of a step is what a mail calls it.
    @Test func noStepPresumesAFee() {
        let step = CredentialApplication.feeDue(applicationNumber: "N-1").standing.words
        #expect(step.chinese == "缴纳申请费用（如需）" && step.english == "payment of the application fee, if there is one")
    }

    @Test func feeThatWasNotAskedForIsOnlyAQuestion() {
        #expect(text(.reissueFeeDue).contains("请尽快缴纳电子证书补办费用"))
        let requested = text(.reissueFeeDue) { record in
            record.reissue = TemplateFixture.complete.reissue(.requested, since: Samples.expires)
        }
        #expect(requested.contains("请确认电子证书补办是否需要缴费") && !requested.contains("请尽快缴纳"))
    }
}

extension CertificateWordsTests {
    // MARK: The six steps

    private func application(_ state: CredentialApplication) -> CredentialApplicationRecord {
        CredentialApplicationRecord(
            id: "S-1",
            holder: Person(id: "P-1", name: "李伟"),
            application: state,
            since: Samples.expires,
            materials: Set(ApplicationMaterial.allCases)
        )
    }

    @Test func refusedReviewLeadsWithItsReason() {
        var record = application(.preparing)
        record.isExamPassed = true
        record.reason = "工作年限证明不全"
        let mail = text(of: record, .stepActionRequired)
        #expect(mail.subject == "电子证书申领审核未通过，请补正材料")
        #expect(mail.text.hasPrefix("李伟同志：\n\n您好！您的电子证书申领未通过资格审核，原因为“工作年限证明不全”。"))
        #expect(mail.text.contains("- 待完成：按审核意见补正材料后重新提交\n") && !mail.text.contains("第1步"))
        record.reason = nil
        #expect(text(of: record, .stepActionRequired).text.contains("未通过资格审核。请按审核意见补正"))
    }

    @Test func approvedReviewIsToldWithTheNextStep() {
        let mail = text(of: application(.feeDue(applicationNumber: "N-2026-1")), .stepActionRequired)
        #expect(mail.subject == "电子证书申领审核已通过，请办理下一步")
        #expect(mail.text.contains("已通过资格审核，申请编号为N-2026-1。") && mail.text.contains("如需缴纳申请费用"))
    }

    @Test func theFeeOfTheOnlineRegistrationIsATaskOnlyIfThereIsOne() {
        let mail = text(of: application(.registeredOnline), .stepActionRequired).text
        #expect(mail.contains("- 待完成：缴纳网上报名费用（如需）\n") && !mail.contains("注册费用"), "\(mail)")
        var paid = application(.registeredOnline)
        paid.isRegistrationFeePaid = true
        #expect(!text(of: paid, .stepActionRequired).text.contains("网上报名费用"))
    }

    @Test func failedExaminationAndDeliveryHaveTheirOwnWords() {
        let failed = text(of: application(.examFailed), .stepProgressed)
        #expect(failed.subject.contains("考试未通过") && failed.text.contains("可重新报名参加考试"))
        let delivered = text(of: application(.delivered(applicationNumber: "N-1")), .stepProgressed)
        #expect(delivered.subject.contains("证书已送达") && !delivered.text.contains("接下来"))
    }

    // MARK: Qualifications

    @Test func onlyTheRecordedWayOfCollectionIsNamed() {
        let base = TemplateFixture.complete.context(kind: .collectionOpen, audience: .holder, language: .chinese)
        guard case .qualification(var record) = base.subject else { return }
        #expect(rendered(base).text.contains("请确认收件地址") && !rendered(base).text.contains("身份证件"))
        record.collectionMethod = .onSite
        let onSite = rendered(base.written(on: base.asOf, about: .qualification(record))).text
        #expect(onSite.contains("请携带有效身份证件") && !onSite.contains("邮寄"))
    }

    @Test func categoryMayBeChosenOnceWithACertificateOfBeforeSubjectExaminations() {
        let base = TemplateFixture.complete.context(kind: .initialLate, audience: .holder, language: .chinese)
        guard case .qualification(var record) = base.subject else { return }
        #expect(!rendered(base).text.contains("选择一次注册类别"))
        record.obtainedOn = CalendarDate("2015-01-10")
        let old = rendered(base.written(on: base.asOf, about: .qualification(record))).text
        #expect(old.contains("一般可以选择一次注册类别") && old.contains("2024年3月1日届满"))
    }

    @Test func lostPaperIsUsuallyNotIssuedAgainBesideAnElectronicCertificate() {
        let base = TemplateFixture.complete.context(kind: .collectionOpen, audience: .holder, language: .chinese)
        guard case .qualification(var record) = base.subject else { return }
        record.form = .paper
        let paper = rendered(base.written(on: base.asOf, about: .qualification(record))).text
        #expect(!paper.contains("不再补发"))
        record.form = .both
        let both = rendered(base.written(on: base.asOf, about: .qualification(record))).text
        #expect(both.contains("纸质证书遗失后一般不再补发"))
    }

    @Test func annotationSaysHowLongOneLasts() {
        #expect(text(.annotationExpiring).contains("每次加注的有效期一般不超过90天"))
    }
}

extension NoticeContext {
    /// The notice as it leaves for a person, without the mark of a test.
    fileprivate var asReal: NoticeContext { written(on: asOf) }
}

extension Notice {
    fileprivate func `as`(_ severity: Severity) -> Notice {
        Notice(key: key, dueOn: dueOn, severity: severity, rules: rules)
    }
}
