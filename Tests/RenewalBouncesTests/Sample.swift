import Foundation
import RenewalFiles
import Testing

/// Reports in the forms that mail servers write, about one mail of ours.
enum Sample {
    static let id = "mzxw6ytboi2q7n5c3dk4a2efgh"
    static let holder = "li.wei@example.test"
    static let messageID = "<\(id)@office.test>"

    /// The headers of the mail that came back, with a folded id, as long ones are.
    static let head = """
        Return-Path: <renewal@office.test>
        Date: Mon, 30 Nov 2026 09:00:00 +0800
        From: renewal@office.test
        To: =?utf-8?B?5p2O5Lyf?= <Li.Wei@example.test>
        Subject: =?utf-8?B?5o+Q6YaS?=
        Message-ID:
         \(messageID)
        MIME-Version: 1.0
        Auto-Submitted: auto-generated

        """

    /// A report in the standard form.
    static func standard(
        group: String = """
        Final-Recipient: rfc822; li.wei@example.test
        Original-Recipient: rfc822;li.wei@example.test
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mx.example.test
        Diagnostic-Code: smtp; 550 5.1.1 <li.wei@example.test>: Recipient address
            rejected: User unknown in virtual mailbox table
        """,
        returned: String = "Content-Type: text/rfc822-headers\n\n" + head,
        text: String = "Content-Type: text/plain; charset=us-ascii\n\nThis is the mail system at host mx.test."
    ) -> [UInt8] {
        mail(
            """
            Return-Path: <>
            Date: Mon, 30 Nov 2026 09:00:02 +0800 (CST)
            From: MAILER-DAEMON@mx.test (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: renewal@office.test
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="4D1.1764/mx.test"

            This is a MIME-encapsulated message.

            --4D1.1764/mx.test
            \(text)

            --4D1.1764/mx.test
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.test
            X-Postfix-Queue-ID: 4D1
            Arrival-Date: Mon, 30 Nov 2026 09:00:00 +0800 (CST)

            \(group)

            --4D1.1764/mx.test
            \(returned)

            --4D1.1764/mx.test--

            """
        )
    }

    /// A report for people, as a large provider writes it: HTML in GB18030 and base64, with the mail attached.
    static func providers(
        from: String = "PostMaster@qq.test",
        html: String,
        attached: String = "Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + head + "\n正文\n"
    ) throws -> [UInt8] {
        mail(
            """
            From: "=?gb18030?B?UVHTys/kudzA7dSx?=" <\(from)>
            To: <renewal@office.test>
            Subject: =?gb18030?B?z7XNs83L0MU=?=
            Date: Mon, 30 Nov 2026 09:05:00 +0800
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="----=_NextPart_65"

            ------=_NextPart_65
            Content-Type: text/html; charset="gb18030"
            Content-Transfer-Encoding: base64

            \(try base64(html))

            ------=_NextPart_65
            \(attached)
            ------=_NextPart_65--

            """
        )
    }

    static func base64(_ text: String) throws -> String {
        let bytes = try TextEncoding.gb18030.encode(text).get()
        return Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    }

    /// With the line ends of the wire.
    static func mail(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }
}
