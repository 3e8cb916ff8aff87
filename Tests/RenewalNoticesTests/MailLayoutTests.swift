import RenewalRules
import Testing

@testable import RenewalNotices

/// How a notice is set as HTML: salutation, lead, heading and badge.
@Suite struct MailLayoutTests {
    private func body(_ paragraphs: [String]...) -> [String] {
        NoticeHTML(paragraphs: paragraphs, link: nil).body.split(separator: "\n").map(String.init)
    }

    @Test(arguments: ["王建国同志：", "青山化工有限公司：", "Dear Wang Jianguo,"])
    func aSalutationIsNotTheLead(_ salutation: String) {
        let lines = body([salutation], ["请提交延续注册申请。"], ["期满后只能申请重新注册。"])
        #expect(lines.count == 3)
        #expect(lines[0].hasSuffix(">\(salutation)</p>") && !lines[0].contains("font-weight"))
        #expect(lines[1].hasSuffix("font-weight:600\">请提交延续注册申请。</p>"))
        #expect(!lines[2].contains("font-weight"))
    }

    @Test func withoutASalutationTheFirstParagraphLeads() {
        let lines = body(["请核实下列事项。"], ["如已办理，请补录。"])
        #expect(lines[0].contains("font-weight:600") && !lines[1].contains("font-weight"))
    }

    @Test func aSalutationAloneSaysNothing() {
        #expect(NoticeText(rendered: "Subject: 甲\n\n王建国同志：\n\n- 有效期至：2026年3月15日\n") == nil)
    }

    /// The badge says how pressing it is; the heading beside it does not say so again.
    @Test(arguments: [
        (Severity.urgent, "【紧急】", "紧急"), (.critical, "【特急】", "特急"),
    ])
    func theHeadingLeavesTheUrgencyToTheBadge(_ severity: Severity, _ mark: String, _ word: String) throws {
        let context = Samples.context(.lastCall, severity: severity)
        let text = NoticeText(subject: "\(mark)注册将于2026年3月15日期满", paragraphs: [["请提交申请。"]])
        let html = MailLayout(folder: TemplateFolder(path: Samples.directory)).html(of: text, for: context)
        #expect(html.contains(">注册将于2026年3月15日期满</h1>") && html.contains(">\(word)</span>"))
        #expect(html.contains("<title>\(mark)注册将于"))
    }

    @Test func aSubjectOfOnlyAMarkKeepsItsWords() {
        let text = NoticeText(subject: "[Urgent] 3 days left", paragraphs: [])
        #expect(text.heading(without: "[Urgent] ") == "3 days left")
        #expect(text.heading(without: nil) == "[Urgent] 3 days left")
    }
}
