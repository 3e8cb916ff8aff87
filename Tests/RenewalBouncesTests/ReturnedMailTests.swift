import Foundation
import RenewalBounces
import RenewalRules
import Testing

/// What is read of reports, as servers here and elsewhere write them, and what is none.
@Suite struct ReturnedMailTests {
    private func report(_ message: [UInt8]) throws -> BounceReport {
        guard case .report(let report) = ReturnedMail(message) else {
            Issue.record("no report: \(String(decoding: message, as: UTF8.self))")
            throw CancellationError()
        }
        return report
    }

    @Test func aStandardReportSaysWhatBecameOfTheMail() throws {
        let report = try report(Sample.standard())
        #expect(report.deliveryIDs == [Sample.id])
        #expect(report.addressees == [Sample.holder])
        #expect(report.writtenAt == UnixTime(rfc3339: "2026-11-30T01:00:02Z"))
        let recipient = try #require(report.recipients.first)
        #expect(report.recipients.count == 1)
        #expect(recipient.addresses == [Sample.holder] && recipient.action == .failed && recipient.status == "5.1.1")
        #expect(recipient.reply.hasPrefix("550 5.1.1 <li.wei@example.test>: Recipient address rejected: User unknown"))
    }

    /// The whole mail comes back, or only its headers, whatever their lines look like.
    @Test(
        arguments: [
            "Content-Type: message/rfc822\n\n" + Sample.head + "\n正文",
            "Content-Type: text/rfc822-headers; charset=utf-8\n\nmessage-id: \(Sample.messageID.uppercased())\n",
            "Content-Type: message/global-headers\n\nMessage-ID:\n\t<\(Sample.id)_2\n @office.test>\n",
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + Data(Sample.head.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]),
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
                + Sample.head.replacing("=", with: "=3D").replacing("Message-ID", with: "Message=2DID").replacing(
                    "office.test>",
                    with: "office=\n.test>"
                ),
        ]
    )
    func theMailIsKnownByItsID(returned: String) throws {
        #expect(try report(Sample.standard(returned: returned)).deliveryIDs == [Sample.id])
    }

    @Test(
        arguments: [
            ("Final-Recipient: rfc822; li.wei@example.test\nAction: delayed\nStatus: 4.4.1", .delayed),
            ("Final-Recipient: rfc822;<LI.WEI@EXAMPLE.TEST>\nAction: Failed (gone)\nStatus: 4.4.7 (expired)", .failed),
            ("Final-Recipient: RFC822; li.wei@example.test\nStatus: 5.0.0", .failed),
            ("Original-Recipient: rfc822;li.wei@example.test\nStatus: 4.2.2", .delayed),
            ("Final-Recipient: rfc822; li.wei@example.test\nAction: relayed\nStatus: 2.0.0", .done),
            ("Final-Recipient: rfc822; li.wei@example.test\nAction: delivered\nStatus: 2.1.5", .done),
        ] as [(String, ReportedRecipient.Action)]
    )
    func theActionDecides(group: String, action: ReportedRecipient.Action) throws {
        let recipient = try #require(try report(Sample.standard(group: group)).recipients.first)
        #expect(recipient.action == action && recipient.addresses == [Sample.holder])
    }

    @Test func eachRecipientIsTold() throws {
        let group = """
            Final-Recipient: rfc822; other@example.test
            Action: relayed
            Status: 2.0.0

            Final-Recipient: rfc822; li.wei@example.test
            Action: failed
            Status: 5.2.1
            Diagnostic-Code: X-Postfix; mailbox disabled
            """
        let report = try report(Sample.standard(group: group))
        #expect(report.recipients.map(\.addresses) == [["other@example.test"], [Sample.holder]])
        #expect(report.recipients.map(\.action) == [.done, .failed])
        #expect(report.recipients[1].reply == "mailbox disabled")
    }

    /// NetEase and Coremail write one group and their text in GBK.
    @Test func aReportInGBKWithoutEmptyLinesIsRead() throws {
        let text = """
            Content-Type: text/html; charset="gbk"
            Content-Transfer-Encoding: base64

            \(try Sample.base64("<p>您好，您的邮件被退回。收件人 li.wei@example.test 不存在。</p>"))
            """
        let group = """
            Received-From-MTA: dns; mx.test
            Final-recipient: RFC822; li.wei@example.test
            Action: failed
            Status: 5.0.0
            Diagnostic-Code: smtp; 550 User not found: li.wei@example.test
            """
        let recipient = try #require(try report(Sample.standard(group: group, text: text)).recipients.first)
        #expect(recipient.status == "5.0.0" && recipient.reply == "550 User not found: li.wei@example.test")
    }

    /// What QQ, Exmail, NetEase and Coremail write for people.
    @Test(
        arguments: [
            (
                "<div>抱歉，您的邮件被退回来了……</div><table><tr><td>收件人：</td><td>li.wei@example.test</td></tr>"
                    + "<tr><td>退信原因：</td><td>host mx3.qq.test[203.0.113.7] said: 550 Mailbox not found. "
                    + "http://service.qq.test/x&nbsp;(in reply to RCPT TO command)</td></tr></table>",
                "550 Mailbox not found."
            ),
            (
                "尊敬的用户：<br>很抱歉，您发往 li.wei@example.test 的邮件被系统退回。<br>退信原因：该用户不存在<br>",
                "该用户不存在"
            ),
            (
                "<p>退信原因</p><p>收件人邮件地址（<b>li.wei@example.test</b>）不存在，邮件无法送达。</p>",
                "收件人邮件地址（li.wei@example.test）不存在，邮件无法送达。"
            ),
            (
                "您的邮件无法投递到 li.wei@example.test<br>SMTP error, RCPT TO: 554 5.7.1 rejected by policy<br>",
                "554 5.7.1 rejected by policy"
            ),
        ]
    )
    func aReportForPeopleSaysWhy(html: String, reply: String) throws {
        let report = try report(Sample.providers(html: html))
        #expect(report.deliveryIDs == [Sample.id] && report.addressees == [Sample.holder])
        let recipient = try #require(report.recipients.first)
        #expect(recipient.addresses == [Sample.holder] && recipient.action == .failed)
        #expect(recipient.reply.hasPrefix(reply), "\(recipient.reply)")
    }

    @Test func aProviderThatStillTriesReportsADelay() throws {
        let html = "您发往 li.wei@example.test 的邮件暂时无法送达，系统将继续重试，请勿重复发送。"
        #expect(try report(Sample.providers(html: html)).recipients.first?.action == .delayed)
    }

    /// The mail is attached as a file, or its headers stand in the text.
    @Test func theMailIsFoundHoweverItIsReturned() throws {
        let encoded = Data(Sample.head.utf8).base64EncodedString()
        let file =
            "Content-Type: application/octet-stream; name=\"original.eml\"\nContent-Transfer-Encoding: base64\n\n"
        let html = "退信原因：用户不存在 li.wei@example.test"
        #expect(try report(Sample.providers(html: html, attached: file + encoded)).deliveryIDs == [Sample.id])
        let qmail = """
            Return-Path: <>
            From: MAILER-DAEMON@mx.test
            To: renewal@office.test
            Date: 30 Nov 2026 01:00:00 -0000
            Subject: failure notice

            Hi. This is the qmail-send program at mx.test.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <li.wei@example.test>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            \(Sample.head)
            """
        let report = try report(Sample.mail(qmail))
        #expect(report.deliveryIDs == [Sample.id] && report.recipients.first?.addresses.contains(Sample.holder) == true)
        #expect(report.recipients.first?.action == .failed && report.recipients.first?.status == "5.1.1")
    }

    /// With `verp` the envelope sender names the delivery, to which the report is sent.
    @Test func theAddressOfAReportNamesTheMail() throws {
        let text = """
            Return-Path: <>
            Delivered-To: renewal+\(Sample.id)@office.test
            From: postmaster@163.test
            To: <renewal+\(Sample.id)@office.test>

            退信原因：550 User not found: li.wei@example.test
            """
        let report = try report(Sample.mail(text))
        #expect(report.deliveryIDs == [Sample.id] && report.recipients.first?.addresses.contains(Sample.holder) == true)
    }

    /// Who answers it, by hand or by a program, reports nothing, even with a copy of the mail.
    @Test(
        arguments: [
            ("From: li.wei@example.test\nAuto-Submitted: auto-replied", ReturnedMail.automatic),
            ("From: li.wei@example.test\nX-Autoreply: yes", .automatic),
            ("Return-Path: <>\nFrom: li.wei@example.test\nAuto-Submitted: auto-replied (vacation)", .automatic),
            ("From: li.wei@example.test\nAuto-Submitted: no", .other), ("From: li.wei@example.test", .other),
        ]
    )
    func anAnswerIsNoReport(head: String, expected: ReturnedMail) {
        let text = """
            \(head)
            To: renewal@office.test
            In-Reply-To: \(Sample.messageID)
            Subject: Re: 提醒

            我出差至12月5日，无法送达请稍后。 550 5.1.1 user unknown

            \(Sample.head)
            """
        #expect(ReturnedMail(Sample.mail(text)) == expected)
    }

    @Test func aReceiptIsNoReport() {
        let text = """
            From: li.wei@example.test
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b

            已阅读
            --b
            Content-Type: message/disposition-notification

            Final-Recipient: rfc822; li.wei@example.test
            Original-Message-ID: \(Sample.messageID)
            Disposition: manual-action/MDN-sent-manually; displayed
            --b--
            """
        #expect(ReturnedMail(Sample.mail(text)) == .automatic)
    }

    /// Mails of other programs, and ids that merely look like ours.
    @Test(
        arguments: [
            "<20261130.4D1@office.test>", "<\(Sample.id)>", "<x\(Sample.id)@office.test>",
            "<\(Sample.id)_@office.test>", "<\(Sample.id)_1_2@office.test>", "<mzxw6ytboi2q7n5c3dk4a2efg1@office.test>",
        ]
    )
    func aReportAboutAnotherMailIsLeftToOthers(id: String) {
        let returned = "Content-Type: text/rfc822-headers\n\nMessage-ID: \(id)\nTo: li.wei@example.test\n"
        #expect(!isReport(ReturnedMail(Sample.standard(returned: returned))))
    }

    private func isReport(_ mail: ReturnedMail) -> Bool {
        if case .report = mail { true } else { false }
    }

    /// Whatever comes: nothing crashes, and nothing takes long.
    @Test func hostileMailsAreReadWithBounds() throws {
        var nested = "From: MAILER-DAEMON@mx.test\n"
        for depth in 0..<200 { nested += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 100_000)
        let lines = "From: MAILER-DAEMON@mx.test\n" + String(repeating: "X: y\n", count: 100_000)
        let long = "Message-ID: <" + String(repeating: "a", count: 2_000_000) + "@x>\n\n"
        let folded = "To: a@b.test\n" + String(repeating: " , c@d.test\n", count: 100_000)
        for text in [nested, many, lines, long, folded, "", "\n", ":", "Content-Type: multipart/report; boundary="] {
            #expect(!isReport(ReturnedMail(Array(text.utf8))))
        }
        let addresses = (0..<5000).map { "<a\($0)@example.test>" }.joined(separator: ", ")
        let wide = try Sample.providers(html: "退信原因：550 no such user \(addresses)")
        #expect(try report(wide).recipients.first?.addresses.count == BounceReport.limit)
        // A report that was cut off somewhere says what it says so far, or nothing.
        let whole = Sample.standard()
        for end in stride(from: 0, to: whole.count, by: 37) { _ = ReturnedMail(Array(whole[..<end])) }
    }
}
