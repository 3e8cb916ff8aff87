import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalCouriers

@Suite struct SMTPDialogueTests {
    @Test func everyReplyBelongsToItsOwnStage() {
        var dialogue = SMTPDialogue()
        dialogue.received("220 hello")
        #expect(dialogue.step == .banner)
        dialogue.sent("EHLO office.test")
        #expect(dialogue.reply == nil)
        dialogue.received("250 ok")
        dialogue.sent("MAIL FROM:<a@office.test>")
        #expect(dialogue.step == .mail)
        #expect(dialogue.reply == nil)
        dialogue.sent("DATA")
        dialogue.received("354 go on")
        dialogue.beginBody()
        #expect(!dialogue.isHandedOver)
        dialogue.handOver()
        #expect(dialogue.isHandedOver)
        #expect(dialogue.reply == nil)
    }

    @Test func linesOfALoginAreNotCommands() {
        var dialogue = SMTPDialogue()
        dialogue.sent("AUTH LOGIN")
        for secret in ["DATA", "MAIL", "QUIT"] {
            dialogue.received("334 UGFzc3dvcmQ6")
            dialogue.sent(secret)
        }
        #expect(dialogue.step == .auth)
        #expect(!dialogue.isQuitting)
        dialogue.received("535 5.7.8 no")
        dialogue.sent("QUIT")
        #expect(dialogue.isQuitting)
    }

    @Test func linesAfterQuitAreIgnored() {
        var dialogue = SMTPDialogue()
        dialogue.sent("RCPT TO:<a@example.test>")
        dialogue.received("550 5.1.1 unknown")
        dialogue.sent("QUIT")
        dialogue.received("221 bye")
        #expect(dialogue.step == .rcpt)
        #expect(dialogue.reply?.code == 550)
    }

    @Test func aLoginBelongsToItsConnection() {
        var dialogue = SMTPDialogue()
        dialogue.sent("AUTH PLAIN")
        dialogue.beginMessage()
        #expect(dialogue.hasLoggedIn)
        #expect(dialogue.step == .connect)
        dialogue.beginConnection()
        #expect(!dialogue.hasLoggedIn)
    }

    @Test func theHandshakeFollowsStartTLS() {
        var dialogue = SMTPDialogue()
        dialogue.sent("STARTTLS")
        dialogue.received("220 go")
        #expect(dialogue.step == .tls)
        dialogue.sent("EHLO office.test")
        #expect(dialogue.step == .ehlo)
    }
}
