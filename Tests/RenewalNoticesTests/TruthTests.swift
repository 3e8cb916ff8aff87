import RenewalRules
import Testing

@testable import RenewalNotices

/// A notice that leaves late says what is true on that day.
@Suite struct TruthTests {
    /// A notice of a made-up record, written on another day than its own.
    private func text(
        _ kind: NoticeKind,
        _ language: Language = .chinese,
        after days: Int,
        from day: CalendarDate = Samples.expires
    ) -> String {
        let base = TemplateFixture.complete.context(kind: kind, audience: .holder, language: language)
        let context = base.written(on: day.adding(days: days))
        #expect(!Samples.shipped.render(context).usedFallback)
        return Samples.shipped.render(context).text
    }

    @Test(arguments: [NoticeKind.credentialEarlyReminder, .credentialLastCall, .credentialExpiresToday])
    func expiredCertificateIsNotOfferedForRenewal(_ kind: NoticeKind) {
        #expect(text(kind, after: 0).contains("请于今天（2026年3月15日）完成") || text(kind, after: 0).contains("今天"))
        let late = text(kind, after: 2)
        #expect(late.contains("请停止使用您已过期的电子证书"))
        #expect(!late.contains("电子证书的续期") && !late.contains("今天"))
    }

    @Test(arguments: [
        NoticeKind.credentialKeyCompromised, .credentialKeyCare, .lossConfirmationNeeded, .annotationExpiring,
    ])
    func credentialNoticesAfterExpirySayToStopUsingIt(_ kind: NoticeKind) {
        #expect(text(kind, .english, after: 1).contains("stop using your expired e-certificate"))
        #expect(!text(kind, .english, after: 0).contains("expired"))
    }

    @Test(arguments: [NoticeKind.changeAdvised, .employerRenamed, .educationShort])
    func registrationNoticesAfterExpirySayToStopPractising(_ kind: NoticeKind) {
        #expect(text(kind, after: 1).contains("请即日起停止以注册安全工程师名义执业"))
    }

    @Test func lastDayAsksForTheApplicationNotForHours() {
        #expect(text(.educationShort, after: 0).contains("请在今天（2026年3月15日）办公时间结束前提交延续注册申请"))
    }

    @Test func aFirstRegistrationAfterItsDeadlineIsLate() {
        #expect(text(.initialDeadline, after: 0).contains("请不晚于2026年3月15日"))
        #expect(text(.initialDeadline, after: 1).contains("申请逾期初始注册"))
    }

    @Test(arguments: [NoticeKind.collectionOpen, .collectionClosing])
    func pastCollectionPeriodIsNotADeadline(_ kind: NoticeKind) {
        let base = kind.row.sample.day.dueOn
        #expect(text(kind, .english, after: 0, from: base).contains("collect"))
        let late = text(kind, .english, after: 60, from: base)
        #expect(late.contains("The announced period is over: please ask"))
        #expect(!late.contains("at the latest") && !late.contains("Collection until"))
    }

    /// Whose flood it is, that others are still notified, and how to release it, with and without a template.
    @Test(arguments: [
        (Language.english, "employer E-0001", "All others are sent", "the others are sent"),
        (.chinese, "单位E-0001", "其余提醒照常发出", "其余照常发出"),
    ])
    func heldPartIsNamed(language: Language, party: String, others: String, plainOthers: String) {
        let context = TemplateFixture.late.context(kind: .sendingHeld, audience: .administrator, language: language)
        let (rendered, plain) = (Samples.shipped.render(context), PlainNotice.text(of: context))
        let plainText = plain.paragraphs.joined().joined(separator: "\n")
        #expect(rendered.text.contains(others) && plainText.contains(plainOthers), "\(rendered.text) \(plainText)")
        for (subject, text) in [(rendered.subject, rendered.text), (plain.subject, plainText)] {
            #expect(subject.contains(party), "\(subject)")
            for words in [party, "1100", "renewald outbox release --scope employer:E-0001"] {
                #expect(text.contains(words), "\(words) in \(text)")
            }
        }
        let whole = TemplateFixture.sparse.context(kind: .sendingHeld, audience: .administrator, language: language)
        #expect(!Samples.shipped.render(whole).text.contains(others))
    }

    @Test func endedAnnotationIsDescribedAsEnded() {
        let base = NoticeKind.annotationExpiring.row.sample.day.dueOn
        #expect(text(.annotationExpiring, .english, after: 0, from: base).contains("is valid until 22 December 2025"))
        let late = text(.annotationExpiring, .english, after: 8, from: base)
        #expect(late.contains("was valid until 22 December 2025; now a new one is needed"))
    }

    @Test func missingExpiryIsNeitherBeforeNorAfter() {
        for kind in [
            NoticeKind.initialLate, .stepProgressed, .employerDigest, .dataMissingExpiry, .deliveryFailed, .sendingHeld,
        ] {
            let context = TemplateFixture.complete.context(kind: kind, audience: .holder, language: .chinese)
            let flags = NoticeFields.all(of: context).flags
            for name in ["before_expiry", "on_expiry", "after_expiry"] { #expect(flags[name] == false) }
        }
    }

    @Test func refusedFirstRegistrationNamesNoExpiry() {
        var record = QualificationRecord(id: "Q-1", holder: Person(id: "P-1", name: "李伟"))
        let day = Samples.expires
        record.applications = [
            Application(
                id: "A-9",
                procedure: .initial,
                submittedOn: nil,
                state: .rejected,
                decidedOn: day,
                reason: "材料不齐"
            )
        ]
        let text = Samples.shipped.render(
            TemplateFixture.complete.context(kind: .applicationRejected, audience: .holder, language: .chinese)
                .written(on: day, about: .qualification(record))
        ).text
        #expect(text.contains("您的初始注册申请未获批准，请联系注册初审机构"))
        #expect(text.contains("- 未获准原因：材料不齐\n") && !text.contains("有效期") && !text.contains("预计办结"))
    }

    @Test func refusalDoesNotAskToAwaitADecision() {
        let context = Samples.context(.applicationRejected) { subject in
            let other = Application(
                id: "A-2",
                procedure: .renewal,
                submittedOn: Samples.expires.adding(months: -5),
                state: .submitted
            )
            subject.applications.append(other)
        }
        #expect(NoticeFields.all(of: context).flags["await_decision"] == false)
    }
}

extension NoticeContext {
    /// The same notice on another day, about another record, or under another policy.
    func written(
        on day: CalendarDate,
        about subject: Subject? = nil,
        under policy: RenewalPolicy? = nil
    ) -> NoticeContext {
        NoticeContext(
            notice: notice,
            subject: subject ?? self.subject,
            wasMissed: true,
            asOf: day,
            policy: policy ?? self.policy,
            recipientName: recipientName,
            language: language,
            office: office,
            timeZone: timeZone,
            isTest: false
        )
    }
}
