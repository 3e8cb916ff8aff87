import RenewalRules
import Testing

@testable import RenewalNotices

/// What a registrant may have written into a name: nothing of it may act.
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
            Samples.context(.markReached, .holder, language) { dossier in
                dossier.holder?.name = name
                dossier.employer?.name = name
                dossier.reviewBody?.name = name
                dossier.reviewBody?.contact = name
                dossier.registration.category = name
                dossier.registration.number = "N-\(name)"
            }
        )
    }

    @Test(arguments: names.indices, Language.allCases)
    func noValueAddsALineAControlOrADirection(_ index: Int, _ language: Language) {
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
        #expect(lines(hostile.text) == lines(tame.text))
        #expect(hostile.text.unicodeScalars.count < tame.text.unicodeScalars.count + 20 * FieldText.limit)
    }

    @Test(arguments: names.indices) func noValueAddsATagToTheHTML(_ index: Int) {
        let tame = render("李伟").html.unicodeScalars.count { $0 == "<" }
        #expect(render(Self.names[index]).html.unicodeScalars.count { $0 == "<" } == tame)
    }

    @Test func bracesInAValueStayText() {
        let rendered = render("{{secrets}}{{{closing}}}{{> _facts}}")
        #expect(rendered.text.contains("{{secrets}}{{{closing}}}{{> _facts}}您好"))
        #expect(rendered.html.contains("{{secrets}}{{{closing}}}{{&gt; _facts}}您好"))
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

    @Test func aRecipientShowsWhereNotWho() {
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
        let context = Samples.context(.markReached, .administrator) { dossier in
            dossier.registration.number = "11018020211"
            dossier.holder?.name = "李伟（11018020211）"
        }
        let rendered = Samples.shipped.render(context)
        #expect(!rendered.html.contains("11018020211") && !rendered.text.contains("11018020211"))
        #expect(rendered.text.contains("李伟（…0211）"))
    }

    @Test func aValueOfNothingIsAbsent() {
        #expect(FieldText.clean(" \r\n\u{202E}\u{2028} ") == nil)
        #expect(FieldText.clean(nil) == nil)
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "", "ftp://example.test/"])
    func onlyWebAddressesBecomeLinks(_ url: String) {
        #expect(!NoticeHTML(paragraphs: [["见 \(url)"]], link: url).body.contains("<a "))
    }

    private func lines(_ text: String) -> Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }
}
