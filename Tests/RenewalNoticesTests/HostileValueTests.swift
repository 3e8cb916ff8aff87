import RenewalRules
import Testing

@testable import RenewalNotices

/// A registrant may write anything into a name: none of it may take effect.
@Suite struct HostileValueTests {
    static let names = [
        "李伟\r\nSubject: forged\r\n\r\nbody", "李\u{2028}伟\u{85}甲\u{2029}", "李\u{1B}[31m伟\u{9B}0m",
        "李\u{202E}gpj.exe\u{2066}\u{2069}",
        "李\0伟", String(repeating: "李", count: 1_000_000), "{{secrets}}{{{closing}}}{{> _facts}}",
        "<script>alert(1)</script>",
        "<\u{338}img src=x onerror=alert(1)>\u{338}", "\" onmouseover=\"x",
        "e" + String(repeating: "\u{301}", count: 100_000),
        "- 有效期至：2099年1月1日", "${ENV} %n%s <% %>", "=HYPERLINK(\"x\")", "\n.\r\n", "李伟 110101199003077715",
    ]

    private func render(_ name: String, _ language: Language = .chinese) -> RenderedNotice {
        Samples.shipped.render(
            Samples.context(.markReached, .holder, language) { subject in
                subject.holder?.name = name
                subject.employer?.name = name
                subject.reviewBody?.name = name
                subject.reviewBody?.contact = name
                subject.registration.category = name
                subject.registration.number = "N-\(name)"
            }
        )
    }

    @Test(arguments: names.indices, Language.allCases)
    func valuesAddNoLinesControlsOrDirectionMarks(_ index: Int, _ language: Language) {
        let (hostile, tame) = (render(Self.names[index], language), render("李伟", language))
        #expect(!hostile.usedFallback)
        for text in [hostile.subject, hostile.text, hostile.html] {
            #expect(
                !text.unicodeScalars.contains { scalar in
                    switch scalar.value {
                    case 0x0A: false
                    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
                    default: false
                    }
                }
            )
        }
        #expect(!hostile.subject.contains("\n"))
        // A text that is not a name leaves out its line.
        #expect(lines(hostile.text) <= lines(tame.text))
        #expect(hostile.text.unicodeScalars.count < tame.text.unicodeScalars.count + 20 * FieldText.limit)
    }

    @Test(arguments: names.indices) func valuesAddNoHTMLTags(_ index: Int) {
        let tame = render("李伟").html.unicodeScalars.count { $0 == "<" }
        #expect(render(Self.names[index]).html.unicodeScalars.count { $0 == "<" } <= tame)
    }

    @Test func mustacheTagsInAValueStayText() {
        let rendered = Samples.shipped.render(
            Samples.context(.markReached, .holder) { $0.reviewBody?.contact = "{{secrets}}{{{closing}}}{{> _facts}}" }
        )
        #expect(rendered.text.contains("{{secrets}}{{{closing}}}{{> _facts}}"))
        #expect(rendered.html.contains("{{secrets}}{{{closing}}}{{&gt; _facts}}"))
    }

    /// A registrant gives a stranger's address and writes a message in place of a name.
    static let messages = [
        "Zhang San. NOTICE: your account is closed, sign in at https://evil.test",
        "Zhang San. Your account is closed", "李伟 www.evil.test", "李伟 a@evil.test", "evil.test/login",
        "李伟请登录evil.test", "张三您的账户已被冻结请立即致电客服办理", "Zhang San 13800001234", "｛｝ｗｗｗ．evil．test",
    ]

    @Test(arguments: messages, Audience.allCases.filter { $0 != .relyingParty })
    func messagesInNamesAreNotPassedOn(message: String, audience: Audience) {
        for language in Language.allCases {
            let context = Samples.context(.expired, audience, language) { subject in
                subject.holder?.name = message
                subject.employer?.name = message + "。"
                subject.reviewBody?.name = message + "?"
                subject.registration.category = message + "?"
            }
            let (rendered, plain) = (Samples.shipped.render(context), TemplateSet.plain.render(context))
            let event = EventComposer.compose(
                context,
                texts: [language: rendered],
                id: "i",
                timestamp: .init(seconds: 0)
            )
            let texts = [
                rendered.subject, rendered.text, rendered.html, plain.subject, plain.text,
                String(decoding: event, as: UTF8.self),
            ]
            for text in texts {
                #expect(!text.contains("evil.test") && !text.contains("account") && !text.contains("冻结"))
                #expect(!text.contains("138") && !text.contains("evil．test"))
            }
            #expect(context.addressee.map { !$0.contains("San") } ?? true)
        }
    }

    /// Invisible blanks would push the office's own words out of sight in a list of mails.
    @Test(arguments: [
        "\u{2800}", "\u{3164}", "\u{FFA0}", "\u{3000}", "\u{200B}", "\u{E0020}", "\u{FE0F}", "\u{AD}", "\u{301}",
    ])
    func invisibleFillerDoesNotPadASubject(filler: String) {
        let name = "李" + String(repeating: filler, count: 150) + "伟"
        let context = Samples.context(.expired, .employer) { $0.holder?.name = name }
        let subject = Samples.shipped.render(context).subject
        let tame = Samples.shipped.render(Samples.context(.expired, .employer) { $0.holder?.name = "李伟" }).subject
        #expect(subject.unicodeScalars.count <= tame.unicodeScalars.count + 2)
    }

    /// Without its unreadable character it would be somebody else's name.
    @Test func nameWithAPrivateCharacterIsNotShown() {
        for language in Language.allCases {
            let context = Samples.context(.expired, .employer, language) { subject in
                subject.holder?.name = "王\u{E863}"
                subject.employer?.name = "王\u{E863}"
            }
            let mail = Samples.shipped.render(context)
            #expect(!mail.subject.contains("王") && !mail.text.contains("王"))
        }
    }

    /// Even the longest names leave the office's words in sight.
    @Test(arguments: Samples.cases) func subjectBeginsWithItsOwnWords(sample: Case) {
        var context = sample.context
        if case .registration(var subject) = context.subject {
            subject.holder?.name = String(repeating: "Q", count: 60)
            subject.employer?.name = String(repeating: "Z", count: 90)
            context = context.written(on: context.asOf, about: .registration(subject))
        }
        let subject = Samples.shipped.render(context).subject
        #expect(subject.unicodeScalars.count <= 200 && !subject.hasPrefix("Q") && !subject.hasPrefix("Z"))
        #expect(!subject.contains(String(repeating: "Z", count: 61)))
    }

    @Test func aLongNameIsCutAndSaysSo() {
        let name = FieldText.clean(String(repeating: "李", count: 1_000_000))
        #expect(name == String(repeating: "李", count: FieldText.limit - 1) + "…")
    }

    @Test func anIdentityNumberIsMaskedWhereverItStands() {
        #expect(FieldText.clean("李伟110101199003077715号") == "李伟1****************5号")
        #expect(FieldText.clean("11010119900307771X") == "1****************X")
        #expect(FieldText.clean("电话 13800001234") == "电话 13800001234")
    }

    @Test func aSerialShowsItsEndUnlessItIsAnIdentityNumber() {
        #expect(NoticeFields.masked("SN0000000000005678") == "…5678")
        #expect(NoticeFields.masked("900000000000005678") == "…5678")
        #expect(NoticeFields.masked("110101199003077715") == "…***5")
        #expect(NoticeFields.masked("11010119900307771X") == "…***X")
        #expect(NoticeFields.masked("110101900307771") == "…***1")
        #expect(NoticeFields.masked("1234") == "…34")
        #expect(NoticeFields.masked(" ") == nil)
    }

    @Test func maskedRecipientShowsOnlyTheDomain() {
        #expect(MaskedRecipient("zhang.san@example.com", channel: "mail").description == "z***@example.com")
        #expect(MaskedRecipient("z@example.com", channel: "mail").description == "***@example.com")
        #expect(MaskedRecipient("hr-system", channel: "hr-system").description == "hr-system")
        #expect(MaskedRecipient("13800001234", channel: "sms").description == "…1234")
        #expect(
            MaskedRecipient.hidden(in: "550 <zhang@example.com>: no such user")
                == "550 <z***@example.com>: no such user"
        )
    }

    @Test func theRegistrationNumberIsMaskedInOtherFieldsToo() {
        let context = Samples.context(.markReached, .administrator) { subject in
            subject.registration.number = "11018020211"
            subject.holder?.name = "李伟（11018020211）"
        }
        let rendered = Samples.shipped.render(context)
        #expect(!rendered.html.contains("11018020211") && !rendered.text.contains("11018020211"))
        #expect(rendered.text.contains("李伟（…0211）"))
    }

    @Test func blankValueIsAbsent() {
        #expect(FieldText.clean(" \r\n\u{202E}\u{2028} ") == nil)
        #expect(FieldText.clean(nil) == nil)
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "", "ftp://example.test/"])
    func onlyWebAddressesBecomeLinks(_ url: String) {
        #expect(!NoticeHTML(paragraphs: [["见 \(url)"]], link: url).body.contains("<a "))
    }

    private func lines(_ text: String) -> Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }
}
