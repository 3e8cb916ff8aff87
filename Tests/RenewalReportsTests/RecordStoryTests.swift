import RenewalDelivery
import RenewalNotices
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

@Suite struct RecordStoryTests {
    private func history(
        _ deliveries: [DeliverySummary],
        _ digest: DigestPlace? = nil,
        to audience: Audience = .holder
    ) -> NoticeHistory {
        NoticeHistory(
            id: Samples.notice(audience).key.noticeID,
            notice: Samples.notice(audience),
            isSuperseded: false,
            foundOn: Samples.today,
            createdAt: Samples.start,
            deliveries: deliveries,
            digest: digest
        )
    }

    private func story(
        _ history: [NoticeHistory] = [],
        unreachable: [Notice] = [],
        on day: CalendarDate = Samples.today,
        of subject: Subject = Samples.subject()
    ) throws -> RecordStory {
        RecordStory(
            subject: subject,
            day: day,
            explanation: RenewalExplanation(of: subject, on: day, acknowledgedOn: nil, policy: RenewalPolicy()),
            history: history,
            unreachable: unreachable,
            holds: [],
            troubles: [],
            calendar: try Samples.calendar()
        )
    }

    private func text(_ story: RecordStory, _ language: Language = .english) -> [String] {
        story.lines(in: .text, language: language).texts
    }

    /// The lines below a heading.
    private func section(_ heading: String, of lines: [String]) -> [String] {
        Array(lines.drop { $0 != heading }.dropFirst().prefix { !$0.isEmpty })
    }

    @Test func theHeadlineShowsNoFullNumber() throws {
        let headline = text(try story()).first
        #expect(headline == "R-1 · 李伟 · 示例化工有限公司 · chemical safety · registration number ending 1234")
    }

    @Test func theHeadlineNamesTheCategoryInItsLanguage() throws {
        let category = { (recorded: String, language: Language) in
            let story = try self.story(of: Samples.subject { $0.registration.category = recorded })
            return self.text(story, language).first?.split(separator: " · ").dropFirst(3).first.map(String.init)
        }
        for known in PracticeCategory.allCases {
            #expect(try category(known.rawValue, .english) == known.words.english)
            #expect(try category(known.rawValue, .chinese) == known.rawValue)
        }
        #expect(try category("危险物品", .english) == "hazardous substances (former category)")
        #expect(try category("水上安全", .english) == "水上安全", "what nobody knows stays as it is recorded")
    }

    @Test func itIsToldInTwoLanguages() throws {
        let story = try story()
        #expect(text(story).filter { $0.hasSuffix(":") } == ["marks:", "notices so far:", "to come:", "rules:"])
        #expect(text(story, .chinese).filter { $0.hasSuffix("：") } == ["提醒节点：", "通知情况：", "后续提醒：", "依据："])
    }

    private let number = Samples.notice().key.noticeID

    @Test func aDeliveryIsToldWithWhatBecameOfIt() throws {
        let lines = text(try story([history([Samples.delivery(.cancelled, reason: "renewed")])]))
        #expect(
            section("notices so far:", of: lines) == [
                "  15 December 2025  please file for renewal of registration now (warning)  to the holder  "
                    + "mail li.wei@example.test  cancelled (renewed)  15 December 2025 09:00  Notice: \(number)"
            ]
        )
        let chinese = section("通知情况：", of: text(try story([history([Samples.delivery(.sent)])]), .chinese))
        #expect(
            chinese == [
                "  2025年12月15日  请尽快提交延续注册申请（警示）  发给本人  mail li.wei@example.test  收件方服务器已接收  "
                    + "2025年12月15日 09:00  通知编号：\(number)"
            ]
        )
    }

    @Test(arguments: [
        (DigestPlace.waiting, "in the next digest"),
        (.told(noticeID: "abcdefghijklmn", deliveries: []), "in the digest abcdefghijklmn"),
        (.told(noticeID: "abcdefghijklmn", deliveries: [Samples.delivery(.sent)]), "in the digest abcdefghijklmn"),
        (
            .told(noticeID: "abcdefghijklmn", deliveries: [Samples.delivery(.failed), Samples.delivery(.sent)]),
            "in the digest abcdefghijklmn: not delivered"
        ),
        (nil, "no route or no usable address"),
    ])
    func aNoticeWithoutAMessageSaysWhereItIsTold(_ place: DigestPlace?, _ words: String) throws {
        let told = section("notices so far:", of: text(try story([history([], place)])))
        #expect(told.count == 1 && told.allSatisfy { $0.hasSuffix("  \(words)  Notice: \(number)") })
    }

    @Test func whatReachesNobodyIsToldOnce() throws {
        let told = { story in self.section("notices so far:", of: self.text(story)) }
        #expect(told(try story(unreachable: [Samples.notice()])).count == 1)
        #expect(told(try story([history([])], unreachable: [Samples.notice()])).count == 1)
        #expect(told(try story()) == ["  nothing"])
    }

    @Test func whatIsDueBeforeTheFirstScanIsToldAsNext() throws {
        let next = { story in self.section("to come:", of: self.text(story)) }
        let first = next(try story()).first
        #expect(first == "  with the next scan: please file for renewal of registration now (warning)")
        let ended = Samples.subject { $0.registration.state = .cancelled }
        #expect(next(try story(of: ended)) == ["  no further reminders"])
    }

    @Test func everyComingNoticeIsTold() throws {
        let story = try story([history([Samples.delivery(.sent)])])
        let coming = section("to come:", of: text(story))
        #expect(coming.count == 10 && coming.count == story.coming.count)
        #expect(
            coming.first == "  15 January 2026  please apply for renewal of registration at once (warning)  "
                + "to the holder, the employer  to be sent"
        )
    }

    @Test func todaysMarkIsToldAsSuch() throws {
        let marks = section("提醒节点：", of: text(try story(), .chinese))
        #expect(marks.contains("  2025年12月15日  请尽快提交延续注册申请（警示）  发给本人、聘用单位  今天发送"))
        #expect(marks.allSatisfy { $0.hasSuffix($0.contains("2025年12月15日") ? "  今天发送" : "  已过") })
        let planned = try story([history([Samples.delivery(.sent)]), history([], .waiting, to: .employer)])
        let known = section("提醒节点：", of: text(planned, .chinese))
        #expect(known.contains("  2025年12月15日  请尽快提交延续注册申请（警示）  发给本人、聘用单位  今天"), "what was sent is no more to come")
    }

    /// A company holds its certificate itself, so that nobody is employed there.
    @Test func aCompanyIsToldOfItsOwnCertificate() throws {
        let credential = ElectronicCredential(id: "C-9", validUntil: Samples.expires, state: .active)
        let company = Employer(id: "E-1", name: "示例化工有限公司", email: "hr@example.test")
        let subject = Subject.credential(
            CredentialRecord(credential: credential, utcOffset: .seconds(28_800), employer: company)
        )
        let lines = { language in self.text(try self.story(of: subject), language) }
        let (chinese, english) = (try lines(.chinese), try lines(.english))
        #expect(chinese.contains { $0.contains("  发给持证单位") } && english.contains { $0.contains("  to the company") })
        #expect(!chinese.contains { $0.contains("发给聘用单位") } && !english.contains { $0.contains("to the employer") })
    }

    /// What a clerk reads aloud has no words of the program in it.
    @Test(arguments: Language.allCases) func noCodesAreReadAloud(language: Language) throws {
        let lines = text(try story([history([Samples.delivery(.sent)])]), language)
        for line in lines {
            #expect(line.firstMatch(of: /registration\.[a-z]|M-[0-9]/) == nil && !line.contains("2025-"), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix(language == .chinese ? "  需准备：身份证号（登录后核对）、" : "  to prepare: ") })
    }

    @Test func itIsOneObjectInBothLanguages() throws {
        let story = try story([history([Samples.delivery(.sent)])], unreachable: [Samples.notice(.employer)])
        let lines = story.lines(in: .json, language: .english).texts
        #expect(lines == story.lines(in: .json, language: .chinese).texts && lines.count == 1)
        #expect(lines[0].hasPrefix(#"{"record":{"type":"registration","id":"R-1"},"on":"2025-12-15","phase":""#))
        #expect(lines[0].contains(#""state":"sent","reason":null,"updated_at":"2025-12-15T01:00:00Z""#))
        #expect(lines[0].contains(#""milestone":"M-3","audience":"employer"}],"next":{"date":""#))
    }

    @Test func itIsGatheredFromTheQueue() async throws {
        let queue = try await SampleQueue()
        try await queue.outbox.disableChannel("mail", reason: "gone", at: Samples.start)
        try await queue.outbox.disableChannel("other", reason: "gone", at: Samples.start)
        let story = try await RecordStory(
            of: Samples.subject(),
            on: Samples.today,
            settings: queue.settings,
            registry: queue.settings.registryOpenedLater(),
            outbox: queue.outbox,
            at: Samples.start
        )
        #expect(story.history.map(\.notice) == [Samples.notice()])
        #expect(story.troubles.map(\.channel) == ["mail"] && story.remarks.count == 1)
        #expect(story.unreachable.allSatisfy { $0.key.audience != .holder })
    }
}
