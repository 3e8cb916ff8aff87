import Testing

@testable import RenewalCouriers

@Suite struct SMTPReplyTests {
    @Test func multilineReplyIsJoined() {
        var reply = SMTPReply(line: "451-4.3.0 第一行")
        #expect(reply.code == nil)
        reply.append("451 4.3.0 end")
        #expect(reply.code == 451)
        #expect(reply.text == "451-4.3.0 第一行 451 4.3.0 end")
        #expect(reply.enhancedCode == "4.3.0")
    }

    @Test func newReplyReplacesTheOldOne() {
        var reply = SMTPReply(line: "334 VXNlcm5hbWU6")
        reply.append("535 5.7.8 no")
        #expect(reply.code == 535)
        #expect(reply.text == "535 5.7.8 no")
    }

    @Test(arguments: ["", "25", "ok 250", "2x0 ok", "\u{1}\u{2}", "25\u{663} ok"])
    func garbageHasNoCode(line: String) { #expect(SMTPReply(line: line).code == nil) }

    @Test(arguments: ["550 no", "550 1.2.3.4 is blocked", "550 5.1 x", "550 7.1.1 x", "550 5.1.x y"])
    func similarTextIsNotAnEnhancedCode(line: String) { #expect(SMTPReply(line: line).enhancedCode == nil) }

    @Test func endlessReplyIsTruncated() {
        var reply = SMTPReply(line: "550-start")
        for _ in 0..<10_000 { reply.append("550-\(String(repeating: "x", count: 80))") }
        #expect(reply.text.utf8.count < 1000)
    }
}
