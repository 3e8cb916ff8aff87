import RenewalDelivery
import Testing

@testable import RenewalRules

/// A relay or an endpoint repeats whom a message was about: none of it is kept.
@Suite struct MaskedTextTests {
    /// Made up, with valid check characters.
    static let identities = [
        "11010519491231002X", "11010519491231002x", "110101199003077715", "110105491231002", "110105 19491231 002X",
        "110105-19491231-002-X", "１１０１０５１９４９１２３１００２Ｘ", "110101　19900307　7715", "1 1 0 1 0 1 1 9 9 0 0 3 0 7 7 7 1 5",
        "110105 491231 002",
    ]

    @Test(arguments: identities) func identityNumberIsAlwaysMasked(identity: String) {
        for text in [
            identity, "550 5.1.1 \(identity) unknown", "ID\(identity) 用户", "张三\(identity)。", "550 \(identity)",
        ] {
            let isFormer = identity.unicodeScalars.count { $0.properties.numericType == .decimal } == 15
            for masked in [MaskedText(ofOthers: text), MaskedText(ofRegistry: text), MaskedText(ofOurs: text)] {
                // Fifteen digits among letters cannot be told from a code.
                guard !isFormer || !text.hasPrefix("ID") else { continue }
                let shown = masked.description
                #expect(!shown.contains(identity), "\(shown)")
                #expect(shown.unicodeScalars.count == text.unicodeScalars.count)
                #expect(shown.count { $0 == "*" } >= 13)
            }
        }
    }

    @Test func relayReplyKeepsCodesAndDomains() {
        let said = "550 5.1.1 <zhang.san@example.test>: 张三 (13800001234, +86 10-1234-5678, 010-12345678) user unknown"
        #expect(
            MaskedText(ofOthers: said, hiding: ["张三", "李"]).description
                == "550 5.1.1 <z***@example.test>: *** (1*********4, +8* **-****-***8, 0**-*******8) user unknown"
        )
        #expect(MaskedText(ofOthers: "138.0013.8000, 010.123.45.678").description == "1**.****.***0, 0**.***.**.**8")
        #expect(MaskedText(ofOthers: "to=a@example.test").description == "to=***@example.test")
        #expect(MaskedText(ofOthers: "收件人：张三＠例子.测试").description == "收件人：张***＠例子.测试")
    }

    @Test(arguments: [
        ("550 5.7.1 Administrative prohibition", "550 5.7.1 Administrative prohibition"),
        ("550 Admin: sysAdmin Admin's Admin", "550 ***: sysAdmin ***'s ***"), ("用户Admin不存在", "用户***不存在"),
        ("用户张三丰不存在", "用户***丰不存在"), ("Иванова Иван", "Иванова ***"),
    ])
    func nameIsMaskedAsAWholeWord(said: String, kept: String) {
        #expect(MaskedText(ofOthers: said, hiding: ["Admin", "张三", "Иван"]).description == kept)
    }

    /// A long reply whose cut falls within the name.
    @Test(arguments: ["张三丰", "Zhang San", "古丽娜尔·阿不都热依木"], 150...200)
    func truncationLeavesNoPartOfAName(name: String, before: Int) {
        let said = String(repeating: "-", count: before) + name + " unknown"
        let reply = Verdict(.permanent, at: .smtp(.rcpt), about: .recipient, code: 550, reply: said).hiding([name])
            .reply
        #expect(!reply.unicodeScalars.contains { name.unicodeScalars.first == $0 }, "\(reply)")
        #expect(reply.utf8.count <= 200 && reply.utf8.count >= 150)
    }

    @Test(arguments: [
        "250 2.0.0 Ok: queued as 4FxYz12345678", "421 4.7.0 [203.0.113.5] try again in 3600 s, see 2026-11-29 02:20:22",
        "Failed to connect to 127.0.0.1 port 45123 after 0 ms", "550 5.7.1 code 12345678", "no @ here", "@", "a@", "",
        "450 4.2.0 <> 1tGxyz-0000000AbC-1234", "Client host [192.168.10.101] blocked", "173.194.202.26",
        "0 192.168.10.101", "192.168.10.10 1", "13.101.10.13 2026-11", "from 139.224.10.101:25.",
    ])
    func impersonalTextIsUnchanged(said: String) {
        #expect(MaskedText(ofOthers: said).description == said)
    }

    /// Credit codes that consist of digits and begin like a place and a birthday.
    @Test(arguments: [
        "913101201903072431", "913101201903079374", "113101199003076187", "523101199003076208", "11310119900307054X",
        "913101490307243",
    ])
    func creditCodeIsNotMasked(code: String) {
        #expect(MaskedText(ofOurs: code).description == code)
    }

    @Test(arguments: ["113101199003075536", "913101199003078568"])
    func ambiguousNumberIsMaskedAsAnIdentityNumber(number: String) {
        #expect(MaskedText(ofOurs: number).description.count { $0 == "*" } == 16)
    }

    @Test(arguments: [
        "900000000000005678", "11018020211234", "R-2026-000000000001", "2026-03-15 2026-03-16",
        "1a2b3c110105491231002f",
        "110101199013077715", "5f0c110101199003077715a9e", "5f0c110101199003077715", "abcde110101199003077715",
        "110101199003077715e",
    ])
    func otherNumbersAreUnchanged(text: String) {
        #expect(MaskedText(ofOurs: text).description == text)
    }
}
