import Foundation
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

@Suite struct EventComposerTests {
    static let validator = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        for line in sys.stdin.buffer.read().decode("utf-8").split("\\n"):
            for error in validator.iter_errors(json.loads(line)):
                print(list(error.absolute_path), error.message[:200])
        """

    private func event(_ context: NoticeContext, id: String = StableID.of("delivery")) -> [UInt8] {
        let texts = Language.allCases.map { ($0, Samples.shipped.render(context.spoken(in: $0))) }
        return EventComposer.compose(
            context,
            texts: Dictionary(uniqueKeysWithValues: texts),
            id: id,
            timestamp: UnixTime(seconds: 1_765_760_400)
        )
    }

    /// The schema's complaints about a set of events; empty when all are valid.
    private func complaints(_ events: [[UInt8]]) throws -> String {
        let schema = ForeignProgram.repository.appending(path: "Documentation/event.schema.json").path
        return try ForeignProgram.python(
            Self.validator,
            arguments: [schema],
            input: Array(events.joined(separator: [0x0A]))
        )
    }

    @Test func everyEventKeepsToTheSchema() throws {
        let events = Samples.cases.map { event($0.context) }
        let complaints = try complaints(events)
        #expect(complaints == "")
    }

    /// What a channel is tried with.
    @Test func everySampleIsMarkedAndKeepsToTheSchema() throws {
        let office = OfficeTexts(systemURL: "https://registration.example.test/")
        let events = NoticeKind.allCases.map { kind in
            event(NoticeContext.sample(of: kind, in: .chinese, office: office, timeZone: "Asia/Shanghai") { $0 })
        }
        for bytes in events {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains(#""test":true"#) && text.contains(#""late_by_days":0"#), "\(text)")
            #expect(text.contains(#""zh-CN":{"subject":"【测试】"#), "\(text)")
            #expect(text.contains(#""en":{"subject":"[Test] "#), "\(text)")
        }
        let complaints = try complaints(events)
        #expect(complaints == "")
    }

    @Test func hostileValuesKeepToTheSchema() throws {
        let events = HostileValueTests.names.map { name in
            event(
                Samples.context { subject in
                    subject.holder?.name = name
                    subject.employer = Employer(id: name, name: name)
                    subject.registration.number = name
                },
                id: name
            )
        }
        let complaints = try complaints(events)
        #expect(complaints == "")
        #expect(events.allSatisfy { !$0.contains { $0 < 0x20 } })
    }

    /// Consumers limit what they read.
    @Test func aLargeDigestComesInParts() throws {
        let day = Samples.expires.adding(days: -30)
        let registrations = (1...1500).map { number in
            RegistrationRecord(
                registration: Registration(
                    id: "R-\(number)",
                    number: "1100000000\(number)",
                    validUntil: Samples.expires
                ),
                holder: Person(id: "P-\(number)", name: String(repeating: "甲", count: 12)),
                employer: Employer(id: "E-1", name: String(repeating: "单", count: 30))
            )
        }
        let digest = EmployerRecords(employer: Employer(id: "E-1", name: "示例单位"), registrations: registrations)
        let subject = Subject.employer(digest)
        let context = NoticeContext(
            notice: Notice(
                key: Snapshot.open.notice(of: "E-1", on: day).key,
                dueOn: day,
                severity: .info,
                rules: ["D14"]
            ),
            subject: subject,
            wasMissed: false,
            asOf: day,
            policy: RenewalPolicy(),
            recipientName: nil,
            language: .chinese,
            office: OfficeTexts(systemURL: "https://registration.example.test/"),
            timeZone: "Asia/Shanghai",
            isTest: false
        )
        let texts = [Language.chinese: Samples.shipped.render(context)]
        let head = EventHead(
            id: "msg_a",
            timestamp: UnixTime(seconds: 1_765_760_400),
            sequence: 7,
            source: "urn:renewald:office"
        )
        let bodies = EventComposer.compose(context, texts: texts, head: head)
        #expect(bodies.count > 1 && bodies.allSatisfy { $0.count <= 256 * 1024 && !$0.contains(0x0A) })
        let events = try bodies.map { body in
            let event = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
            return try #require(event?["data"] as? [String: Any])
        }
        #expect(events.compactMap { $0["id"] as? String }.prefix(2) == ["msg_a", "msg_a_p2"])
        #expect(events.compactMap { $0["part"] as? Int } == Array(1...bodies.count))
        #expect(events.allSatisfy { $0["parts"] as? Int == bodies.count && $0["complete"] as? Bool == true })
        let rows = events.flatMap { $0["items"] as? [[String: Any]] ?? [] }
        let ids = rows.compactMap { ($0["record"] as? [String: Any])?["id"] as? String }
        #expect(ids == registrations.map(\.registration.id))
        let complaints = try complaints(bodies)
        #expect(complaints == "")
    }

    @Test func theSchemaNamesEveryKind() throws {
        let file = ForeignProgram.repository.appending(path: "Documentation/event.schema.json")
        let schema = try String(contentsOf: file, encoding: .utf8)
        #expect(NoticeKind.allCases.filter { !schema.contains("\"\($0.rawValue)\"") } == [])
    }

    @Test func schemaRefusesInvalidEvents() throws {
        let text = String(decoding: event(Samples.context()), as: UTF8.self)
        let broken = text.replacing("\"days_left\":90", with: "\"days_left\":\"90\"")
        #expect(try complaints([Array(broken.utf8)]).contains("days_left"))
        let full = text.replacing("\"…1234\"", with: "\"11018020211234\"")
        #expect(try complaints([Array(full.utf8)]).contains("number_masked"))
        let timeless = text.replacing("\"valid_until\":\"2026-03-15\"", with: "\"valid_until\":null")
        #expect(try complaints([Array(timeless.utf8)]).contains("valid_until"))
        let named = text.replacing("\"audience\":\"holder\"", with: "\"audience\":\"relying_party\"")
        #expect(try complaints([Array(named.utf8)]).contains("holder"))
    }

    @Test func everyMarkKeepsToTheSchema() throws {
        let marks: [Milestone] = [
            .monthsBefore(12), .daysAfter(-7), .daysAfter(0), .daysAfter(90), .monthsAfterFiling(2),
            .monthsAfterResults(3), .daysAfterRequest(0), .daysAfterRequest(180), .daysAfterRenewal(28),
            .daysAfterEvent(3), .event,
        ]
        let base = Samples.context()
        let key = base.notice.key
        let events = marks.map { mark in
            let marked = NoticeKey(series: key.series, kind: key.kind, milestone: mark, audience: key.audience)
            let notice = Notice(key: marked, dueOn: base.asOf, severity: .info, rules: ["A12b"])
            return event(base.with(notice, on: base.asOf, about: base.subject))
        }
        let complaints = try complaints(events)
        #expect(complaints == "")
    }

    @Test func aRelyingPartyGetsTheStatusAndItsDay() {
        let context = TemplateFixture.complete.context(
            kind: .credentialStatusChanged,
            audience: .relyingParty,
            language: .english
        )
        let text = String(decoding: event(context), as: UTF8.self)
        #expect(
            text.contains(
                """
                "record":{"type":"credential","id":"K-0001","number_masked":"…5678","state":"void",\
                "valid_until":"2026-03-15",
                """
            )
        )
        #expect(text.contains("\"holder\":null,\"employer\":null,\"procedure\":\"none\""))
        #expect(text.hasSuffix("\"status\":\"void\",\"effective_on\":\"2025-12-15\"}}"))
    }

    @Test func aDigestCounts() {
        let digest = TemplateFixture.complete.context(kind: .employerDigest, audience: .employer, language: .english)
        #expect(
            String(decoding: event(digest), as: UTF8.self).contains(
                "\"counts\":{\"total\":5,\"within_year\":2,\"within_quarter\":1,\"overdue\":2,\"pending\":1},\"items\":["
            )
        )
    }

    @Test(arguments: NoticeKind.allCases) func daysAreNullWithoutAnExpiry(_ kind: NoticeKind) throws {
        let context = TemplateFixture.complete.context(
            kind: kind,
            audience: try #require(kind.row.audiences.first),
            language: .english
        )
        let text = String(decoding: event(context), as: UTF8.self)
        let hasExpiry = context.validUntil != nil
        #expect(text.contains("\"valid_until\":null,\"window\":null") == !hasExpiry)
        #expect(text.contains("\"days_left\":null") == !hasExpiry)
    }

    @Test func bodyHasTheContractsFieldsInOrder() throws {
        let context = Samples.context(.markReached, .employer)
        let words = RenderedNotice(language: .chinese, subject: "主题", text: "正\"文\"\n", html: "", usedFallback: false)
        let bytes = EventComposer.compose(
            context,
            texts: [.chinese: words, .english: words],
            id: "abc",
            timestamp: UnixTime(seconds: 1_765_760_400)
        )
        let expected = """
            {"type":"registration.mark_reached","timestamp":"2025-12-15T01:00:00Z","data":{"id":"abc",\
            "notice_id":"5n3xo2hqp5icwofy2hy7iahnr6","sequence":1,"source":"urn:renewald:office",\
            "schema":"urn:renewald:event:1","milestone":"EVENT","severity":"warning","audience":"employer","as_of":"2025-12-15",\
            "time_zone":"Asia/Shanghai","record":{"type":"registration","id":"R-0001","number_masked":"…1234",\
            "state":"active","valid_until":"2026-03-15","window":{"opens":"2025-03-15","mark":"2025-12-15",\
            "expires":"2026-03-15"}},"holder":{"id":"P-0001","name":"李伟"},"employer":{"id":"E-0001",\
            "name":"华北安全技术服务有限公司"},"procedure":"renewal","continuity_risk":"none","days_left":90,\
            "text":{"zh-CN":{"subject":"主题","body":"正\\"文\\"\\n"},"en":{"subject":"主题","body":"正\\"文\\"\\n"}},\
            "rules":["R19","R29","A1"],"rules_as_of":"2024-07-01","test":false,"late_by_days":0,"phase":"standard",\
            "occurred_on":null,"new_employer":null,"previous_employer":null,"replaces":null,"successor":null,"application":null,\
            "item":{"record":{"type":"registration","id":"R-0001","number_masked":"…1234","state":"active"},\
            "holder":{"id":"P-0001","name":"李伟"},"employer":{"id":"E-0001","name":"华北安全技术服务有限公司"},\
            "severity":"warning","procedure":"renewal","application":null,"kinds":["registration.mark_reached"],\
            "valid_until":"2026-03-15"}}}
            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func missingFieldsAreNull() {
        let context = TemplateFixture.sparse.context(kind: .expired, audience: .administrator, language: .english)
        let text = String(decoding: event(context), as: UTF8.self)
        #expect(text.contains("\"number_masked\":null,"))
        #expect(text.contains("\"holder\":null,\"employer\":null,\"procedure\":\"reregistration\""))
        #expect(text.contains("\"days_left\":-1,"))
    }

    @Test func eventsContainNoContactsOrFullNumbers() {
        let context = Samples.context { subject in
            subject.holder?.email = "li.wei@example.test"
            subject.holder?.phone = "13800001234"
        }
        let text = String(decoding: event(context), as: UTF8.self)
        for secret in ["li.wei@example.test", "13800001234", "11018020211234"] { #expect(!text.contains(secret)) }
    }
}

extension EventComposerTests {
    @Test func everyTextReadsBackAsItWas() throws {
        let scalars =
            (0...0x3000).compactMap(Unicode.Scalar.init).map { "甲\($0)\u{301}é" } + ["", "\u{10FFFF}", "\u{0}\""]
        let bytes = JSONValue.array(scalars.map { .string($0) }).bytes
        let read = try JSONDecoder().decode([String].self, from: Data(bytes))
        #expect(zip(read, scalars).allSatisfy { $0.utf8.elementsEqual($1.utf8) } && read.count == scalars.count)
        let text = String(decoding: bytes, as: UTF8.self)
        let isShown = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory != .control && !["\u{2028}", "\u{2029}"].contains(scalar)
        }
        #expect(text.unicodeScalars.allSatisfy(isShown))
    }

    @Test func dataProblemsAreNeverLate() throws {
        for kind in [NoticeKind.dataDateMismatch, .dataMissingExpiry] {
            let context = TemplateFixture.late.context(kind: kind, audience: .administrator, language: .chinese)
            #expect(String(decoding: event(context), as: UTF8.self).contains(#""late_by_days":0"#))
        }
        let late = TemplateFixture.late.context(kind: .markReached, audience: .holder, language: .chinese)
        #expect(String(decoding: event(late), as: UTF8.self).contains(#""late_by_days":2"#))
    }
}
