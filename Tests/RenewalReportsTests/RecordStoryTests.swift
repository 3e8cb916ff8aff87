import RenewalDelivery
import RenewalNotices
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

@Suite struct RecordStoryTests {
    private func history(_ deliveries: [DeliverySummary], _ digest: DigestPlace? = nil) -> NoticeHistory {
        NoticeHistory(
            id: Samples.notice().key.noticeID,
            notice: Samples.notice(),
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
        #expect(headline == "R-1 · 李伟 · 示例化工有限公司 · 化工安全 · …1234")
    }

    @Test func itIsToldInTwoLanguages() throws {
        let story = try story()
        #expect(text(story).filter { $0.hasSuffix(":") } == ["marks:", "told so far:", "next:", "rules:"])
        #expect(text(story, .chinese).filter { $0.hasSuffix("：") } == ["节点：", "已通知：", "下一步：", "依据："])
    }

    @Test func aDeliveryIsToldWithWhatBecameOfIt() throws {
        let lines = text(try story([history([Samples.delivery(.cancelled, reason: "renewed")])]))
        #expect(
            section("told so far:", of: lines) == [
                "  2025-12-15  M-3  registration.mark_reached  holder  mail:li.wei@example.test  cancelled (renewed)  "
                    + "2025-12-15 09:00  3zjv5dahf5"
            ]
        )
    }

    @Test(arguments: [
        (DigestPlace.waiting, "in the next digest"), (.told(noticeID: "abcdefghijklmnop"), "in the digest abcdefghij"),
        (nil, "no route or no usable address"),
    ])
    func aNoticeWithoutAMessageSaysWhereItIsTold(_ place: DigestPlace?, _ words: String) throws {
        let told = section("told so far:", of: text(try story([history([], place)])))
        #expect(told.count == 1 && told.allSatisfy { $0.hasSuffix("  \(words)") })
    }

    @Test func whatReachesNobodyIsToldOnce() throws {
        let told = { story in self.section("told so far:", of: self.text(story)) }
        #expect(told(try story(unreachable: [Samples.notice()])).count == 1)
        #expect(told(try story([history([])], unreachable: [Samples.notice()])).count == 1)
        #expect(told(try story()) == ["  nothing"])
    }

    @Test func whatIsDueBeforeTheFirstScanIsToldAsNext() throws {
        let next = { story in self.section("next:", of: self.text(story)) }
        #expect(next(try story()) == ["  with the next scan, caught up: M-3  registration.mark_reached"])
        let afterwards = next(try story([history([Samples.delivery(.sent)])]))
        #expect(afterwards == ["  2026-01-15  M-2  registration.standard_reminder  warning"])
        let ended = Samples.subject { $0.registration.state = .cancelled }
        #expect(next(try story(of: ended)) == ["  no further reminders"])
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
            outbox: queue.outbox
        )
        #expect(story.history.map(\.notice) == [Samples.notice()])
        #expect(story.troubles.map(\.channel) == ["mail"] && story.remarks.count == 1)
        #expect(story.unreachable.allSatisfy { $0.key.audience != .holder })
    }
}
