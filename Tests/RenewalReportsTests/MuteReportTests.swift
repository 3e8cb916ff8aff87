import RenewalConfig
import RenewalNotices
import RenewalOffice
import RenewalRules
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

/// How lists, plans and stories show who is muted.
@Suite struct MuteReportTests {
    private static let record = RecordID(type: .registration, id: "R-1")

    private func mute(_ party: MutedParty, until day: CalendarDate? = Samples.expires, reason: String? = nil) -> Mute {
        Mute(party, until: day, reason: reason, by: "zhang", since: Samples.start)
    }

    private func line(_ mute: Mute, _ format: StoryFormat = .text, on day: CalendarDate = Samples.today) throws
        -> String
    {
        mute.line(in: format, try Samples.calendar(), on: day).text
    }

    @Test func aMuteIsALine() throws {
        #expect(
            try line(mute(.record(Self.record), reason: "asked by telephone"))
                == "registration R-1  until 2026-03-15  since 2025-12-15 09:00 by zhang: asked by telephone"
        )
        let endless = mute(.address("li.wei@example.test"), until: nil)
        #expect(try line(endless) == "address li.wei@example.test  until unmuted  since 2025-12-15 09:00 by zhang")
        #expect(try line(mute(.person("P-1")), on: .last).contains("until 2026-03-15 (over)"))
    }

    @Test func aMuteIsAnObject() throws {
        #expect(
            try line(mute(.person("P-1")), .json)
                == #"""
                {"kind":"person","id":"P-1","until":"2026-03-15","reason":null,"by":"zhang",\#
                "since":"2025-12-15T01:00:00Z","in_force":true}
                """#
        )
    }

    @Test func theOrderSaysWhoStillHears() {
        let order = mute(.record(Self.record)).order(in: .text, on: Samples.today).text
        #expect(
            order == "muted until 2026-03-15: registration R-1; its holder hears nothing of it, the employer and the "
                + "office still do"
        )
    }

    @Test func aStorySaysWhoHearsNothing() throws {
        let subject = Samples.subject()
        let calendar = try Samples.calendar()
        let sentences = [
            mute(.record(Self.record), reason: "来电要求"), mute(.person("P-1"), until: nil),
            mute(.address("li.wei@example.test")), mute(.address("hr@example.test")),
        ].flatMap { mute in
            [
                mute.sentence(in: .chinese, about: subject, calendar),
                mute.sentence(in: .english, about: subject, calendar),
            ]
        }
        #expect(
            sentences == [
                "已停止提醒：本记录的事项不再通知持证人，至2026年3月15日（含当日）；由zhang于2025年12月15日设置，原因：来电要求",
                "muted: the holder hears nothing of this record until 15 March 2026; ordered by zhang on 15 December 2025, "
                    + "because: 来电要求",
                "已停止提醒：不再通知持证人本人，至恢复提醒为止；由zhang于2025年12月15日设置",
                "muted: the holder hears nothing until unmuted; ordered by zhang on 15 December 2025",
                "已停止提醒：不再向持证人的邮箱发送邮件，至2026年3月15日（含当日）；由zhang于2025年12月15日设置",
                "muted: nothing is mailed to the holder's address until 15 March 2026; ordered by zhang on 15 December 2025",
                "已停止提醒：不再向聘用单位的邮箱发送邮件，至2026年3月15日（含当日）；由zhang于2025年12月15日设置",
                "muted: nothing is mailed to the employer's address until 15 March 2026; ordered by zhang on "
                    + "15 December 2025",
            ]
        )
    }

    @Test func aStoryIsGatheredWithTheMutesThatConcernIt() async throws {
        let queue = try await SampleQueue()
        let parties: [MutedParty] = [.record(Self.record), .person("P-1"), .person("P-2"), .address("hr@example.test")]
        for party in parties { try await queue.outbox.mute(mute(party)) }
        func story(on day: CalendarDate) async throws -> RecordStory {
            try await RecordStory(
                of: Samples.subject(),
                on: day,
                settings: queue.settings,
                registry: queue.settings.registryOpenedLater(),
                outbox: queue.outbox,
                at: Samples.start
            )
        }
        let now = try await story(on: Samples.today)
        #expect(Set(now.mutes.map(\.party)) == Set(parties).subtracting([.person("P-2")]))
        #expect(now.lines(in: .text, language: .chinese).texts.filter { $0.hasPrefix("  已停止提醒：") }.count == 3)
        #expect(now.lines(in: .json, language: .chinese).texts[0].contains(#""mutes":[{"kind":"#))
        #expect(now.unreachable.allSatisfy { $0.key.audience != .holder })
        #expect(try await story(on: Samples.expires.adding(days: 1)).mutes == [])
    }

    /// Some notices go to the employer that is recorded as the new one.
    @Test func aStoryKnowsTheAddressOfTheNewEmployer() throws {
        let next = Employer(id: "E-2", name: "新示例化工有限公司", email: "New@example.test")
        let subject = Samples.subject { $0.registration.change = RecordedChange(employer: next) }
        let order = mute(.address("new@example.test"))
        #expect(order.party.concerns(subject) && !order.party.concerns(Samples.subject()))
        #expect(
            order.sentence(in: .chinese, about: subject, try Samples.calendar()).hasPrefix("已停止提醒：不再向新聘用单位的邮箱发送邮件")
        )
    }

    @Test func aStorySaysWhichCompanyHearsNothing() throws {
        let record = CredentialRecord(
            credential: ElectronicCredential(id: "C-1"),
            utcOffset: .seconds(8 * 3600),
            employer: Employer(id: "E-1", name: "示例化工有限公司")
        )
        let order = mute(.record(RecordID(type: .credential, id: "C-1")))
        let sentence = order.sentence(in: .chinese, about: .credential(record), try Samples.calendar())
        #expect(sentence.hasPrefix("已停止提醒：本记录的事项不再通知持证单位"))
    }

    /// Of its own certificate a company is the holder.
    @Test func aStorySaysThatACompanysAddressIsMuted() throws {
        let record = CredentialRecord(
            credential: ElectronicCredential(id: "C-1"),
            utcOffset: .seconds(8 * 3600),
            employer: Employer(id: "E-1", name: "示例化工有限公司", email: "hr@example.test")
        )
        let order = mute(.address("hr@example.test"))
        let calendar = try Samples.calendar()
        #expect(
            order.sentence(in: .chinese, about: .credential(record), calendar).hasPrefix("已停止提醒：不再向持证单位的邮箱发送邮件")
        )
        #expect(
            order.sentence(in: .english, about: .credential(record), calendar)
                .hasPrefix("muted: nothing is mailed to the company's address")
        )
    }

    /// The others go on.
    @Test func aStorySaysThatOneOfSeveralAddressesIsMuted() throws {
        let record = RegistrationRecord(
            registration: Registration(id: "R-1"),
            holder: Person(id: "P-1", name: "李伟", email: "li.wei@example.test；LI@example.test")
        )
        let (subject, calendar) = (Subject.registration(record), try Samples.calendar())
        for address in ["li.wei@example.test", "li@example.test"] {
            let order = mute(.address(address))
            #expect(order.party.concerns(subject))
            #expect(order.sentence(in: .chinese, about: subject, calendar).hasPrefix("已停止提醒：不再向持证人的其中一个邮箱发送邮件"))
            let english = order.sentence(in: .english, about: subject, calendar)
            #expect(english.hasPrefix("muted: nothing is mailed to one of the holder's addresses"))
        }
        #expect(!MutedParty.address("wei@example.test").concerns(subject))
    }

    /// As long as the mute holds on the day of the reminder.
    @Test func aStorySaysOfEachReminderWhoIsMuted() async throws {
        let queue = try await SampleQueue()
        let mark = Samples.expires.adding(days: -30)
        try await queue.outbox.mute(mute(.person("P-1"), until: mark))
        let story = try await RecordStory(
            of: Samples.subject(),
            on: Samples.today,
            settings: queue.settings,
            registry: queue.settings.registryOpenedLater(),
            outbox: queue.outbox,
            at: Samples.start
        )
        let lines = story.lines(in: .text, language: .chinese).texts
        let reminders = lines.drop { $0 != "后续提醒：" }.dropFirst().prefix { !$0.isEmpty }
        // No route goes to employers.
        let employer = "  聘用单位没有可用的收件地址或发送渠道"
        #expect(reminders.first?.hasSuffix("\(employer)  本人已停止提醒") == true, "\(reminders)")
        #expect(reminders.last?.hasSuffix("  发给本人  届时发送\(employer)") == true, "\(reminders)")
    }

    @Test func aPlanShowsWhoIsMuted() throws {
        let due = Samples.plan()
        let muted = PlannedNotice(
            notice: Samples.notice(),
            foundOn: Samples.today,
            recipients: [],
            muted: [Samples.recipient]
        )
        let plan = DueRecord(subject: due.subject, notices: due.notices, planned: [muted])
        let row = try #require(PlanRow.rows(of: plan, on: Samples.today, policy: RenewalPolicy()).first)
        #expect(row.text.text.hasSuffix("  mail:li.wei@example.test (muted)"))
        #expect(row.json(secret: nil).text.hasSuffix(#""muted":[{"channel":"mail","to":"li.wei@example.test"}]}"#))
        #expect(row.csv.texts.map { $0.hasSuffix(#""","","1""#) } == [true])
        var totals = PlanTotals()
        totals.add([row])
        #expect(
            totals.lines(on: Samples.today, examined: 1, quarantined: 0)[0].text.hasSuffix(
                "; 1 delivery is muted (see mute)"
            )
        )
    }

    @Test func aListMarksWhatWillNotLeave() async throws {
        let queue = try await SampleQueue()
        func lines() async throws -> [String] {
            try await QueueReport(
                DeliveryFilter(),
                in: queue.outbox,
                registry: queue.settings.registryOpenedLater(),
                settings: queue.settings,
                at: Samples.start
            )
            .lines(in: .text).texts
        }
        #expect(try await lines().count == 2)
        for party in [MutedParty.record(Self.record), .address("li.wei@example.test")] {
            try await queue.outbox.mute(mute(party))
            let lines = try await lines()
            #expect(lines[0].hasSuffix("  muted") && lines[2] == "1 mute in force; see `renewald mute`")
            #expect(lines[3].hasPrefix("deliveries to muted people are not marked, because the registry cannot "))
            _ = try await queue.outbox.unmute(party, at: Samples.start)
        }
        try await queue.outbox.mute(mute(.record(Self.record), until: Samples.today.adding(days: -1)))
        #expect(try await lines().count == 2)
    }

    /// The registry knows whose record it is.
    @Test func aListMarksWhatIsForAMutedPerson() async throws {
        let queue = try await SampleQueue()
        let path = queue.settings.registry.path
        try ReferenceRegistry.create(at: path)
        let files = [
            ImportFile(name: "person.csv", bytes: Array("id,name\nP-1,李伟".utf8)),
            ImportFile(name: "registration.csv", bytes: Array("id,person_id,valid_until\nR-1,P-1,2026-03-15".utf8)),
        ]
        _ = try ReferenceRegistry(path: path).importCSV(
            files,
            options: ImportOptions(writes: true, skipsBad: false, updatedAt: Samples.start, day: Samples.today)
        ) { _, _ in }
        func line(muting person: String) async throws -> String {
            try await queue.outbox.mute(mute(.person(person)))
            let report = try await QueueReport(
                DeliveryFilter(),
                in: queue.outbox,
                registry: queue.settings.openRegistry(),
                settings: queue.settings,
                at: Samples.start
            )
            #expect(report.hiddenMutes == nil)
            return report.lines(in: .text).texts[0]
        }
        #expect(try await !line(muting: "P-2").hasSuffix("  muted"))
        #expect(try await line(muting: "P-1").hasSuffix("  muted"))
    }

    /// What is due now and nobody hears is not promised for the next scan.
    @Test func aStoryPromisesNothingToTheMuted() async throws {
        let queue = try await SampleQueue()
        // The employer would read of it in a digest.
        var settings = queue.settings
        settings.digests.employer = .off
        let (office, outbox) = (
            settings, try Outbox(path: queue.settings.statePath + "-new", access: .daemon, at: Samples.start)
        )
        func promises() async throws -> Bool {
            try await RecordStory(
                of: Samples.subject(),
                on: Samples.today,
                settings: office,
                registry: office.registryOpenedLater(),
                outbox: outbox,
                at: Samples.start
            )
            .lines(in: .text, language: .chinese).texts.contains { $0.contains("下次检查时发送") }
        }
        #expect(try await promises())
        try await outbox.mute(mute(.person("P-1")))
        #expect(try await !promises())
    }

    /// Of an ended mute the chain keeps a code; who knows the record finds it.
    @Test func evidenceOfARecordTellsOfItsMutes() async throws {
        let queue = try await SampleQueue()
        try await queue.outbox.mute(mute(.record(Self.record)))
        try await queue.outbox.mute(mute(.person("P-1")))
        try await queue.outbox.mute(mute(.address("li.wei@example.test")))
        func export(_ record: String?, _ format: ExportFormat = .json) async throws -> [String] {
            var lines: [String] = []
            try await EvidenceExport(format: format, record: record, secret: queue.outbox.secret)
                .eachLine(of: queue.outbox) { lines.append($0.text) }
            return lines
        }
        #expect(try await export("R-1").count == 2)
        #expect(try await export("R-1").last?.contains(#""record_type":"registration","record_id":"R-1""#) == true)
        let all = try await export(nil)
        #expect(all.count == 4 && all[2].contains(#""to":"P-1""#) && all[3].contains(#""to":"li.wei@example.test""#))
        _ = try await queue.outbox.unmute(.record(Self.record), at: Samples.start)
        #expect(try await export("R-1").count == 3)
        #expect(try await export("R-2") == [])
    }

    @Test func aChoiceNamesWhatAWordCanMean() {
        let parties: [MutedParty] = [.record(Self.record), .person("R-1")]
        #expect(
            MutedParty.choice(between: parties, for: "R-1").text
                == "cannot tell whom R-1 means: there is a registration and a person with this id; "
                + "say which with --as registration or --as person"
        )
        #expect(parties.map { $0.isOf("record") } == [true, false] && parties.map { $0.isOf(nil) } == [true, true])
        #expect(MutedParty.kinds.contains("credential_application"))
    }
}
