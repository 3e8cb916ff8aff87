import Testing

@testable import RenewalRules

@Suite struct AllowedWordsTests {
    let words = AllowedWords(words: ["channels", "routes", "scan_at", "tls"])

    @Test(arguments: [
        ("chanels", "channels"), ("Channels", "channels"), ("chnanels", "channels"), ("route", "routes"),
        ("scanAt", "scan_at"), ("tsl", "tls"),
    ])
    func suggestsTheNearestWord(word: String, meant: String) {
        #expect(words.nearest(to: word) == meant)
    }

    @Test(arguments: ["", "colour", "smtp", "频道", String(repeating: "channels", count: 1000)])
    func suggestsNothingFarOff(word: String) {
        #expect(words.nearest(to: word) == nil)
        #expect(AllowedWords(words: []).nearest(to: word) == nil)
    }

    private static let languages: [(String, String?)] = [
        ("cn", nil), ("zh", nil), ("e", nil), ("zh-cn", "zh-CN"), ("zhCN", "zh-CN"),
    ]

    @Test(arguments: languages)
    func halfAWordIsNoMisspelling(word: String, meant: String?) {
        #expect(AllowedWords(words: ["zh-CN", "en"]).nearest(to: word) == meant)
    }
}
