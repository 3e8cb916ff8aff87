extension BadConfiguration {
    /// Texts that are not a YAML document with a mapping.
    static let syntax = [
        BadConfiguration("1:1", "the file is empty", text: ""),
        BadConfiguration("1:1", "the file is empty", text: "\u{FEFF}\r\n# 只有注释\r\n"),
        BadConfiguration("1:1", "the file: expected keys with values, found a list", text: "- version: 1\n"),
        BadConfiguration("1:1", "the file: expected keys with values, found a single value", text: "版本"),
        BadConfiguration(
            "5:1",
            "tab in the indentation; use spaces",
            replacing: "  office-mail",
            with: "\toffice-mail"
        ),
        BadConfiguration("2:11", "'{' is not closed", replacing: "db}", with: "db"),
        BadConfiguration("15:1", "a line without a colon; write KEY: VALUE", adding: "schedule\n"),
        BadConfiguration("16:10", "put a value with a colon in quotes", adding: "timezone: UTC\n  scan_at: 1\n"),
        BadConfiguration(
            "12:4",
            "begins in another column than its neighbours",
            replacing: "    secret: {",
            with: "   secret: {"
        ),
        BadConfiguration("15:17", "put the whole value in quotes", adding: "timezone: \"UTC\" 8\n"),
        BadConfiguration("15:11", "nothing can begin with this character", adding: "timezone: @UTC\n"),
        BadConfiguration("15:10", "a full-width or non-breaking blank", adding: "timezone:\u{A0}UTC\n"),
        BadConfiguration("15:8", "a quotation mark is not closed", adding: "texts: \"注册\n"),
        BadConfiguration("3:8", "aliases are not supported", replacing: "{sqlite: state.db}", with: "*nowhere"),
        BadConfiguration("3:8", "anchors are not supported", replacing: "{sqlite: state.db}", with: "&s {sqlite: s}"),
        BadConfiguration("15:1", "aliases are not supported", adding: "*key : 1\n"),
        BadConfiguration("15:1", "merge keys are not supported", adding: "<<: {timezone: UTC}\n"),
        BadConfiguration("3:9", "merge keys are not supported", replacing: "{sqlite: state.db}", with: "{<<: {a: b}}"),
        BadConfiguration("15:1", "a second document begins here", adding: "---\nversion: 1\n"),
        BadConfiguration("15:10", "control character in the text", adding: "timezone:\u{1B}[31mAsia/Shanghai\n"),
        BadConfiguration("15:9", "full-width '：'; type ':' instead, with a blank after it", adding: "timezone：UTC\n"),
        BadConfiguration("15:9", "full-width '：'", adding: "timezone：UTC\noffice_id: urn:x\n"),
        BadConfiguration("15:19", "full-width '：'", adding: "schedule: {scan_at：'08:00'}\n"),
        BadConfiguration(
            "15:28",
            "full-width '，'; type ',' instead",
            adding: "schedule: {scan_at: '08:00'，send_on: all}\n"
        ),
        BadConfiguration("15:11", "full-width '｛'; type '{' instead", adding: "schedule: ｛scan_at: '08:00'｝\n"),
        BadConfiguration("15:1", "full-width '＃'; type '#' instead", adding: "＃ 值班\ntimezone: UTC\n"),
        BadConfiguration("15:11", "Chinese quotation marks", adding: "timezone: “UTC”\n"),
        BadConfiguration("1:1", "nested too deeply", text: String(repeating: "[", count: 10_000)),
    ]

    /// Keys that are missing, unknown, repeated or of the wrong type.
    static let structure = [
        BadConfiguration("15:1", "unknown key 'shedule', did you mean 'schedule'?", adding: "shedule: {}\n"),
        BadConfiguration("15:1", "unknown key 'colour', use one of version, timezone", adding: "colour: red\n"),
        BadConfiguration("15:12", "unknown key 'scanAt', did you mean 'scan_at'?", adding: "schedule: {scanAt: 1}\n"),
        BadConfiguration("15:1", "unknown key '语言', use one of", adding: "语言: zh-CN\n"),
        BadConfiguration("15:1", "duplicate key 'version', first on line 1", adding: "version: 1\n"),
        BadConfiguration(
            "9:3",
            "duplicate key 'office-mail', first on line 5",
            replacing: "  hr:\n    type: webhook\n",
            with: "  'office-mail':\n    type: webhook\n"
        ).replacing("send: [office-mail]", with: "send: ['office-mail']"),
        BadConfiguration(
            "3:9",
            "unknown key 'sqlit', did you mean 'sqlite'?",
            replacing: "sqlite: state.db",
            with: "sqlit: state.db"
        ),
        BadConfiguration("4:1", "unknown key 'chanels', did you mean", replacing: "channels:", with: "chanels:"),
        BadConfiguration("10:5", "unknown key 'typ', did you mean 'type'?", replacing: "type: web", with: "typ: web"),
        BadConfiguration("2:18", "full-width '：'", replacing: "sqlite: registry.db", with: "sqlite：registry.db"),
        BadConfiguration("1:1", "missing key 'version'", replacing: "version: 1", with: "timezone: UTC"),
        BadConfiguration("1:10", "version: '2' is not supported", replacing: "version: 1", with: "version: 2"),
        BadConfiguration("1:1", "missing key 'state'", replacing: "state: {sqlite: state.db}\n", with: ""),
        BadConfiguration("3:1", "missing key 'state.sqlite'", replacing: "{sqlite: state.db}", with: "{}"),
        BadConfiguration("2:1", "missing key 'registry.sqlite'", replacing: "{sqlite: registry.db}", with: ""),
        BadConfiguration(
            "2:11",
            "registry: expected keys with values",
            replacing: "{sqlite: registry.db}",
            with: "a.db"
        ),
        BadConfiguration("3:1", "name another file", replacing: "sqlite: state.db", with: "sqlite: registry.db"),
        BadConfiguration(
            "13:9",
            "routes: the list is empty",
            replacing: "\n  - {match: {audience: holder}, send: [office-mail]}",
            with: " []"
        ),
        BadConfiguration("14:5", "missing key 'routes.send'", replacing: ", send: [office-mail]", with: ""),
        BadConfiguration("14:39", "send: the list is empty", replacing: "send: [office-mail]", with: "send: []"),
        BadConfiguration(
            "14:40",
            "unknown channel 'ofice-mail', did you mean 'office-mail'?",
            replacing: "[office-mail]",
            with: "[ofice-mail]"
        ),
        BadConfiguration(
            "14:53",
            "channel 'office-mail' is listed twice",
            replacing: "[office-mail]",
            with: "[office-mail, office-mail]"
        ),
        BadConfiguration("14:24", "unknown word 'holdr', did you mean 'holder'?", replacing: "holder", with: "holdr"),
        BadConfiguration("14:20", "unknown word 'expired'", replacing: "audience: holder", with: "kind: expired"),
        BadConfiguration("15:1", "expected a plain word as key, found a list", adding: "[a]: 1\n"),
    ]

    /// The same case with a further, harmless change.
    func replacing(_ part: String, with other: String) -> BadConfiguration {
        let pieces = text.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
        return BadConfiguration(place, message, text: pieces.joined(separator: other))
    }
}
