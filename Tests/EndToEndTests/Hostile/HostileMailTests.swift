import Foundation
import RenewalTestSupport
import Testing

/// The mails and events about hostile rows, read by third-party programs.
@Suite(.startsPrograms) struct HostileMailTests {
    typealias Layout = HostileOffice.Layout

    /// A mail as Python's `email` package reads it.
    private struct Mail: Decodable {
        let headers: [[String]]
        let to: [String]
        let text: String
        let html: String
        let defects: [String]
    }

    private func mails(of office: HostileOffice) throws -> [(transaction: WireTranscript.Transaction, mail: Mail)] {
        let transactions = try office.transactions()
        let raw = transactions.map { Array(($0.lines.joined(separator: "\r\n") + "\r\n").utf8) }
        let output = try ForeignProgram.python(Self.reader, input: Array(raw.joined(separator: [0])))
        return zip(transactions, try JSONDecoder().decode([Mail].self, from: Data(output.utf8))).map { ($0, $1) }
    }

    private static let reader = """
        import email, email.policy, json, sys
        def read(raw):
            message = email.message_from_bytes(raw, policy=email.policy.default)
            defects = [repr(d) for part in message.walk() for d in part.defects]
            defects += [name + ": " + repr(d) for name, value in message.items() for d in value.defects]
            plain, html = message.iter_parts()
            return {"headers": [[name, str(value)] for name, value in message.items()],
                "to": [a.addr_spec for name in ("to", "cc", "bcc") for a in (message[name].addresses if message[name] else ())],
                "text": plain.get_content(), "html": html.get_content(), "defects": defects}
        print(json.dumps([read(raw) for raw in sys.stdin.buffer.read().split(b"\\0")]))
        """

    private static let headers = [
        "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted", "X-Auto-Response-Suppress",
        "Content-Language", "X-Renewald-Notice", "X-Renewald-Kind", "Content-Type",
    ]

    @Test(arguments: Layout.allCases) func pythonFindsNoDefectOrInjectedHeaderOrRecipient(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        for (transaction, mail) in try mails(of: office) {
            #expect(mail.defects == [])
            #expect(mail.headers.map { $0[0] } == Self.headers)
            #expect(mail.to == [transaction.recipient])
            let values = Dictionary(uniqueKeysWithValues: mail.headers.map { ($0[0], $0[1]) })
            #expect(values["From"] == office.office.sender)
            #expect(values["Message-ID"]?.wholeMatch(of: /<[a-z2-7]{26}@example\.test>/) != nil)
        }
    }

    /// A hostile mail has no more lines or tags than a tame one, and no active characters.
    @Test(arguments: Layout.allCases) func hostileValuesStayTextInAMail(layout: Layout) throws {
        let mails = try mails(of: try HostileOffice.of(layout))
        let tame = try #require(mails.first { $0.transaction.recipient == "g1@holder.test" }).mail
        for (transaction, mail) in mails {
            let text = mail.text + mail.html + mail.headers.joined().joined()
            #expect(!text.contains(HostileInput.identityNumber))
            #expect(!text.unicodeScalars.contains(where: Self.acts), "\(transaction.recipient)")
            // A text that is not a name, or too long for one, leaves out its line.
            #expect(Self.tags(in: mail.html) <= Self.tags(in: tame.html))
            #expect(Self.lines(in: mail.text) <= Self.lines(in: tame.text))
            #expect(!text.contains("sign in") && !text.contains("evil.test>") && !text.contains("\u{2800}"))
        }
    }

    private static func tags(in html: String) -> Int { html.unicodeScalars.count { $0 == "<" } }

    private static func lines(in text: String) -> Int {
        text.split(separator: "\r\n", omittingEmptySubsequences: false).count
    }

    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    @Test(arguments: Layout.allCases) func everyEventFollowsTheSchema(layout: Layout) throws {
        let office = try HostileOffice.of(layout)
        let schema = ForeignProgram.repository.appending(path: "Documentation/event.schema.json").path
        let script = """
            import json, jsonschema, sys
            validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
            for body in sys.stdin.buffer.read().split(b"\\0"):
                event = json.loads(body.decode("utf-8", "strict"))
                validator.validate(event)
                assert sys.argv[2] not in body.decode(), event
                assert all(c >= " " for c in body.decode()), body
            """
        let bodies = Array(office.requests.map(\.body).joined(separator: [0]))
        _ = try ForeignProgram.python(script, arguments: [schema, HostileInput.identityNumber], input: bodies)
        #expect(!office.requests.isEmpty)
    }
}
