import Foundation
import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalNotices

@Suite struct MailComposerTests {
    private func headers(
        fromName: String? = "注册到期提醒",
        toName: String? = "李伟",
        messageID: String = "\(StableID.of("x"))@mail.example.test",
        utcOffsetMinutes: Int = 480,
        noticeID: String? = StableID.of("notice")
    ) throws -> MailHeaders {
        MailHeaders(
            from: try EmailAddress("reminder@example.test"),
            fromName: fromName,
            replyTo: try EmailAddress("office@example.test"),
            to: try EmailAddress("li.wei@example.test"),
            toName: toName,
            messageID: messageID,
            date: UnixTime(seconds: 1_765_760_400),
            utcOffsetMinutes: utcOffsetMinutes,
            kind: .markReached,
            noticeID: noticeID
        )
    }

    private func rendered(subject: String = "主题") -> RenderedNotice {
        RenderedNotice(language: .chinese, subject: subject, text: "正文\n", html: "<p>正文</p>\n", usedFallback: false)
    }

    /// What every mail must satisfy, whatever its fields contain.
    private func expectSoundBytes(_ bytes: [UInt8], lineLength: Int) {
        #expect(bytes.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0D || $0 == 0x0A) })
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last?.isEmpty == true)
        for line in lines.dropLast() {
            #expect(line.last == "\r" && line.count { $0 == "\r" } == 1)
            #expect(line.count - 1 <= lineLength, "\(String(line))")
        }
        let unfolded = text.replacing("\r\n ", with: "\u{1}\u{1} ")
        #expect(unfolded.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    }

    @Test func pythonReadsWhatWasWritten() throws {
        let notices = Samples.cases.map { Samples.shipped.render($0.context) }
        let mails = try notices.map { MailComposer.compose($0, headers: try headers()) }
        for mail in mails { expectSoundBytes(mail, lineLength: 76) }
        for (rendered, message) in zip(notices, try MailReader.read(mails)) {
            #expect(message.defects == [])
            #expect(message.headers["subject"] == [rendered.subject])
            #expect(message.headers["content-language"] == [rendered.language.rawValue])
            #expect(message.display == ["from": "注册到期提醒", "to": "李伟", "reply-to": ""])
            #expect(message.address["to"] == "li.wei@example.test")
            #expect(message.address["from"] == "reminder@example.test")
            #expect(message.address["reply-to"] == "office@example.test")
            #expect(message.text.replacing("\r\n", with: "\n") == rendered.text)
            #expect(message.html.replacing("\r\n", with: "\n") == rendered.html)
            #expect(message.types == ["text/plain; charset=\"utf-8\"", "text/html; charset=\"utf-8\""])
        }
    }

    @Test func machineHeadersAreThere() throws {
        let message = try #require(
            try MailReader.read([MailComposer.compose(rendered(), headers: try headers())]).first
        )
        #expect(message.headers["date"] == ["Mon, 15 Dec 2025 09:00:00 +0800"])
        #expect(message.headers["message-id"] == ["<\(StableID.of("x"))@mail.example.test>"])
        #expect(message.headers["mime-version"] == ["1.0"])
        #expect(message.headers["auto-submitted"] == ["auto-generated"])
        #expect(message.headers["x-auto-response-suppress"] == ["All"])
        #expect(message.headers["x-renewald-notice"] == [StableID.of("notice")])
        #expect(message.headers["x-renewald-kind"] == ["registration.mark_reached"])
    }

    @Test func sameInputSameBytes() throws {
        let first = MailComposer.compose(rendered(), headers: try headers())
        #expect(MailComposer.compose(rendered(), headers: try headers()) == first)
        #expect(MailComposer.compose(rendered(), headers: try headers(messageID: "y@mail.example.test")) != first)
    }

    @Test func namesCannotInjectHeaders() throws {
        let names = HostileValueTests.names
        let mails = try names.map { name in
            MailComposer.compose(
                rendered(subject: "主题 \(name)"),
                headers: try headers(fromName: name, toName: name, messageID: "\(name)@x.test", noticeID: name)
            )
        }
        for mail in mails { expectSoundBytes(mail, lineLength: 998) }
        for (name, message) in zip(names, try MailReader.read(mails)) {
            #expect(message.headers.count == 13)
            #expect(message.headers.values.allSatisfy { $0.count == 1 })
            #expect(message.address["to"] == "li.wei@example.test")
            #expect(message.display["to"] == FieldText.clean(name) || message.display["to"]?.hasSuffix("…") == true)
            #expect(message.headers["subject"]?.first?.hasPrefix("主题") == true)
            #expect(message.text == "正文\r\n")
        }
    }

    @Test func subjectsAndNamesRoundTrip() throws {
        let texts = [
            "Renewal due", "=?utf-8?B?5p2O?=", "a\tb", "李伟 (office) <x@y.test>, \"q\"", "注册到期提醒😀",
            String(repeating: "long words ", count: 16), String(repeating: "到期提醒", count: 24),
        ]
        let mails = try texts.map { text in
            MailComposer.compose(rendered(subject: text), headers: try headers(fromName: text))
        }
        for mail in mails { expectSoundBytes(mail, lineLength: 76) }
        for (text, message) in zip(texts, try MailReader.read(mails)) {
            #expect(message.defects == [])
            #expect(message.headers["subject"] == [FieldText.singleLine(text)])
            // Python 3.11 keeps the folds of a long name as spaces; RFC 2047 section 6.2 drops them.
            #expect(message.display["from"]?.filter { $0 != " " } == FieldText.clean(text)?.filter { $0 != " " })
        }
    }

    @Test func longSubjectIsCutAtACharacter() throws {
        let mail = MailComposer.compose(
            rendered(subject: String(repeating: "期", count: 5000)),
            headers: try headers()
        )
        expectSoundBytes(mail, lineLength: 76)
        let message = try #require(try MailReader.read([mail]).first)
        #expect(message.headers["subject"] == [String(repeating: "期", count: 160) + "…"])
    }

    @Test func theDateHasItsOffset() throws {
        let offsets = [(0, "+0000"), (-210, "-0330"), (345, "+0545"), (840, "+1400")]
        let mails = try offsets.map { minutes, _ in
            MailComposer.compose(rendered(), headers: try headers(utcOffsetMinutes: minutes))
        }
        for ((_, zone), message) in zip(offsets, try MailReader.read(mails)) {
            #expect(message.headers["date"]?.first?.hasSuffix(zone) == true)
            #expect(try Date(message.date, strategy: .iso8601) == Date(timeIntervalSince1970: 1_765_760_400))
        }
    }

    @Test func missingValuesLeaveNoHeader() throws {
        let full = try headers()
        let bare = MailHeaders(
            from: full.from,
            fromName: nil,
            replyTo: nil,
            to: full.to,
            toName: nil,
            messageID: "no address",
            date: full.date,
            utcOffsetMinutes: 0,
            kind: nil,
            noticeID: nil
        )
        let message = try #require(try MailReader.read([MailComposer.compose(rendered(), headers: bare)]).first)
        #expect(message.headers["to"] == ["li.wei@example.test"])
        for name in ["reply-to", "x-renewald-notice", "x-renewald-kind"] { #expect(message.headers[name] == nil) }
        #expect(message.headers["message-id"] == ["<\(StableID.of("no address"))@renewald.invalid>"])
    }
}
