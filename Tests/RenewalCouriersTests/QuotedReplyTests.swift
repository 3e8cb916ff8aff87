import RenewalCouriers
import RenewalDelivery
import RenewalRules
import Testing

/// Why a mail came back, from what a report quotes: only a missing mailbox may cost anybody his mail.
@Suite struct QuotedReplyTests {
    @Test(
        arguments: [
            ("550 5.1.1 <li@example.test>: Recipient address rejected: User unknown", "5.1.1", .noSuchAddress),
            ("550 Mailbox not found. http://service.qq.test/cgi-bin/help", "5.0.0", .noSuchAddress),
            ("550 User not found: li@163.test", "5.0.0", .noSuchAddress),
            ("该用户不存在", nil, .noSuchAddress),
            ("收件人邮件地址（li@qq.test）不存在，邮件无法送达。", nil, .noSuchAddress),
            ("该用户未开通QQ邮箱", nil, .noSuchAddress),
            ("unknown user: \"li\"", "5.1.1", .noSuchAddress),
            ("Host or domain name not found. Name service error for name=nowhere.test", "5.4.4", .noSuchAddress),
            ("mailbox disabled", "5.2.1", .noSuchAddress),
            ("552 5.2.2 Mailbox is full", "5.2.2", .mailboxFull),
            ("452 4.2.2 Over quota", "4.2.2", .mailboxFull),
            ("connect to mx.example.test[192.0.2.1]:25: Connection timed out", "4.4.1", .unreachable),
            ("450 4.1.1 <li@example.test>: user unknown", "4.1.1", .unreachable),
            ("554 5.7.1 Service unavailable; client blocked using zen.spamhaus.test", "5.7.1", .refused),
            ("550 5.7.26 unauthenticated mail is prohibited", "5.7.26", .refused),
            ("554 DT:SPM 163 smtp12 please see http://mail.163.test/help", "5.0.0", .refused),
            ("550 Mail content denied", "5.0.0", .unsaid), ("550 5.1.8 bad sender", "5.1.8", .refused),
            ("554 5.3.4 message too large", "5.3.4", .refused), ("", nil, .unsaid), ("550", nil, .unsaid),
            ("", "5.0.0", .unsaid),
        ] as [(String, String?, BounceCause)]
    )
    func theCauseIsRead(quote: String, status: String?, cause: BounceCause) {
        #expect(QuotedReply(quote, status: status, rules: []).cause == cause)
    }

    @Test func theEnvelopeSenderNamesTheDeliveryOnlyWhenAskedTo() throws {
        let id = String(repeating: "a", count: 26)
        var settings = SMTPSettings(url: "smtp://mx.test", from: try EmailAddress("office@example.test"))
        #expect(settings.sender(of: id).description == "office@example.test")
        settings.verp = true
        #expect(settings.sender(of: id).description == "office+\(id)@example.test")
        settings.from = try EmailAddress("\(String(repeating: "o", count: 60))@example.test")
        #expect(settings.sender(of: id) == settings.from)
    }

    /// As for the replies of the own relay.
    @Test func anAdministratorKnowsBetter() {
        let rule = SMTPReplyRule(text: "content denied", outcome: .permanent, scope: .recipient)
        #expect(QuotedReply("550 Mail content denied", status: nil, rules: [rule]).cause == .noSuchAddress)
    }

    /// Stored and shown.
    @Test func nobodysAddressOrNumberIsKept() {
        let quote = "550 5.1.1 <li.wei@example.test>: user 110101199003078515 unknown\u{1B}[31m"
        let text = QuotedReply(quote, status: "5.1.1", rules: []).text
        #expect(!text.contains("li.wei") && !text.contains("199003") && !text.contains("\u{1B}"), "\(text)")
        #expect(text.hasPrefix("550 5.1.1 ") && text.contains("unknown"))
    }
}
