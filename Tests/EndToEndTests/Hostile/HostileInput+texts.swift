extension HostileInput {
    /// Texts that would forge headers, control terminals, or take effect in templates, pages or spreadsheets.
    static let texts = [
        words(17, "CRLF and Subject", .text("Bob\r\nSubject: forged\r\n\r\n伪造")),
        words(18, "line and paragraph separator", .text("李\u{2028}伟\u{2029}甲")),
        words(18, "C1 controls", .text("李\u{85}伟\u{9B}31m")),
        words(18, "NUL", .bytes(Array("李\0伟".utf8))),
        words(18, "escape sequence", .text("李\u{1B}[31m伟\u{7}")),
        words(19, "bidi override", .text("李\u{202E}gpj.伟\u{2066}")),
        words(20, "no UTF-8", .bytes([0xE6, 0x9D, 0xFF, 0xC0, 0xAF]), .refused("is not text in UTF-8")),
        words(20, "GB18030", .bytes([0xC0, 0xEE, 0xCE, 0xB0]), .refused("is not text in UTF-8")),
        words(20, "lone surrogate", .bytes([0xED, 0xA0, 0x80, 0xE6, 0x9D, 0x8E]), .refused("is not text in UTF-8")),
        words(21, "name of 1 MB", .text(String(repeating: "a", count: 1 << 20))),
        words(22, "braces", .text("{{secrets}}{{{closing}}}{{> _facts}}{{#holder}}")),
        words(22, "other templates", .text("${ENV} %n%s%d <% %> $(id) `id`")),
        words(23, "script", .text("<script>alert(1)</script>")),
        words(23, "image", .text("<img src=x onerror=alert(1)>\"'")),
        words(24, "lone dot", .text("李\n.\n伟")),
        words(24, "end of data", .text("李\r\n.\r\nMAIL FROM:<x@evil.test>\r\n")),
        words(24, "bare CR", .text("李\r.\r伟")),
        HostileInput(25, "line of 10,000", [.category: .text(String(repeating: "x", count: 10_000))], .told),
        words(25, "word of 2,000", .text(String(repeating: "x", count: 2000))),
        words(26, "many Chinese letters", .text(String(repeating: "到期提醒", count: 160))),
        words(26, "emoji and marks", .text(String(repeating: "👩‍👩‍👧‍👦e\u{301}", count: 50))),
        words(27, "a Message-ID", .text("<1@evil.test>")),
        words(28, "journal priority", .text("李\n<0>kernel: panic")),
        words(30, "SQL", .text("'; DROP TABLE people; --")),
        words(34, "formula", .text("=HYPERLINK(\"http://evil.test\",\"x\")")),
        words(34, "full-width formula", .text("＝1+1")),
        words(35, "deep JSON", .text(String(repeating: "[", count: 1000))),
        words(39, "identity number", .text("李伟 \(identityNumber)")),
        words(40, "homoglyph sender", .text("注册管理办公室 <office@exаmple.test>")),
        words(41, "a message", .text("Zhang San. NOTICE: your account is closed, sign in at https://evil.test")),
        words(41, "a message without an address", .text("Zhang San. Your account is closed, sign in again")),
        words(41, "unseen blanks", .text("李" + String(repeating: "\u{2800}", count: 150) + "伟")),
        words(40, "encoded-word", .text("=?utf-8?B?QmNjOiB4QGV2aWwudGVzdA==?=")),
    ]

    /// Made up, with a valid check character.
    static let identityNumber = "11010519491231002X"
}
