extension HostileInput {
    private static let controls = "contains a line break or control character"
    private static let oneAt = "does not have exactly one @"
    private static let local = "has a character, dot or nothing before the @ that cannot stand there"
    private static let domain = "has no valid domain after the @"
    private static let length = "is longer than 254 characters, 64 before the @"

    /// Addresses that would end a command, name a mailbox that may be somebody else's, or reach nobody.
    static let addresses =
        [
            email(1, "CRLF and RCPT", "a@b.test\r\nRCPT TO:<x@evil.test>", controls),
            email(2, "LF and Bcc", "a@b.test\nBcc: x@evil.test", controls),
            email(3, "bracket, CRLF, DATA", "a@b.test>\r\nDATA", controls),
            email(4, "brackets", "<a@b.test>", local),
            email(4, "nested brackets", "<<a@b.test>>", local),
            email(5, "two @", "a@b@c.test", oneAt),
            email(6, "space", "a b@c.test", local),
            email(7, "empty", "", "is missing"),
            email(7, "spaces", "   ", "is empty"),
            email(8, "no local part", "@b.test", local),
            email(9, "no domain", "a@", domain),
            email(10, "local part of 65", String(repeating: "a", count: 65) + "@b.test", length),
            email(10, "domain of 256", "a@" + String(repeating: "b.", count: 126) + "test", length),
            email(10, "321 in all", String(repeating: "a", count: 64) + "@" + longDomain, length),
            email(11, "address literal", "a@[127.0.0.1]", domain),
            email(12, "hyphen first", "a@-b.test", domain),
            email(12, "two dots", "a@b..test", domain),
            email(13, "Chinese letters", "用户@例子.test", "contains a character outside ASCII"),
            email(14, "an address and more", "a@b.test x", domain),
            email(15, "quoted local part", "\"a\\\"b\"@c.test", local),
            email(16, "parameter of RCPT", "a@b.test> SIZE=1", domain),
        ] + [
            HostileInput(1, "NUL and more", [.email: .bytes(Array("a@b.test\0.evil".utf8))], .unreachable(controls)),
            HostileInput(
                20,
                "address that is not UTF-8",
                [.email: .bytes([0x61, 0xFF] + Array("@b.test".utf8))],
                .refused("is not text in UTF-8")
            ),
        ]

    private static let longDomain = String(repeating: String(repeating: "b", count: 50) + ".", count: 5) + "b"
}
