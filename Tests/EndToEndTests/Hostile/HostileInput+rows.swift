extension HostileInput {
    private static let noDay = "is not a day YYYY-MM-DD that exists"
    private static let noText = "is not text YYYY-MM-DD"
    private static let badID = "has a control character"

    /// Ids, days and types that a foreign database does not reject.
    static let rows = [
        HostileInput(20, "id that is not UTF-8", [.id: .bytes([0x48, 0xA0, 0xFF])], .refused("is not text in UTF-8")),
        HostileInput(27, "id like an address", [.id: .text("evil@evil.test>")], .told),
        HostileInput(28, "id with a line", [.id: .text("H-28\n<0>forged done")], .refused(badID)),
        HostileInput(18, "id with NUL", [.id: .bytes(Array("H-18\0x".utf8))], .refused(badID)),
        HostileInput(18, "id with C1", [.id: .text("H-18\u{9B}0m")], .refused(badID)),
        HostileInput(19, "id with bidi", [.id: .text("H-19\u{202E}\u{2028}x")], .told),
        HostileInput(30, "id with SQL", [.id: .text("H-30'; DROP TABLE people; --")], .told),
        HostileInput(30, "id that is a number", [.id: .integer(30)], .refused("is not text")),
        HostileInput(30, "id of nothing", [.id: .null], .refused("is not text"), keptOutBySchema: true),
        HostileInput(34, "id like a formula", [.id: .text("=1+1+cmd|' /C calc'!A0")], .told),
        HostileInput(34, "id with a cell behind a joining mark", [.id: .text("H-34\u{D4E},=cmd|' /C calc'!A0")], .told),
        HostileInput(34, "id with a quote before a mark", [.id: .text("H-34\"\u{301},=1+1")], .told),
        HostileInput(34, "id with a formula behind a blank", [.id: .text("\u{3000}=1+1")], .told),
        day("0000-00-00"), day("2026-02-30"), day("soon"), day("2027-02-29"), day("31.12.2026"), day("2026-1-5"),
        HostileInput(29, "negative epoch", [.validUntil: .integer(-86_400)], .refused(noText), keptOutBySchema: true),
        HostileInput(29, "blob day", [.validUntil: .blob([0x32])], .refused(noText), keptOutBySchema: true),
        HostileInput(29, "last day of all", [.validUntil: .text("9999-12-31")], .silent),
        HostileInput(29, "29 February", [.validUntil: .text("2048-02-29")], .silent),
        HostileInput(
            29,
            "no day",
            [.validUntil: .null],
            .refused("is missing, and so is valid_from to compute it from")
        ),
        HostileInput(30, "name that is a number", [.name: .integer(42)], .told),
        HostileInput(30, "name of bytes", [.name: .blob([1, 2])], .refused("is not text"), keptOutBySchema: true),
        HostileInput(31, "no holder", [.name: .null, .email: .null], .unreachable("names no holder")),
        HostileInput(
            31,
            "second row of an id",
            [.id: .text("G-1")],
            .refused("occurs more than once; the first row is used"),
            keptOutBySchema: true
        ),
    ]

    private static func day(_ text: String) -> HostileInput {
        HostileInput(29, "day \(text)", [.validUntil: .text(text)], .refused(noDay), keptOutBySchema: true)
    }
}
