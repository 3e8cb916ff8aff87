import RenewalDelivery
import Testing

@Suite struct SecretTests {
    private struct Settings {
        let url: String
        let secrets: [Secret]
    }

    @Test func isRedactedHoweverItIsPrinted() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump([secret], to: &dumped)
        dump(Optional(Settings(url: "https://example.test", secrets: [secret])), to: &dumped)
        for shown in ["\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped] {
            #expect(!shown.contains("hunter2"))
            #expect(shown.contains("«redacted»"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(secret.revealed == "hunter2")
    }

    @Test func anUnreadOneIsNoEmptyOne() {
        #expect(Secret.unread.revealed == nil)
        #expect(Secret.unread != Secret(""))
        #expect("\(Secret.unread)" == "«redacted»")
    }
}
