extension BadConfiguration {
    private static func url(_ url: String, _ message: String) -> BadConfiguration {
        BadConfiguration("7:10", message, replacing: "smtps://mail.example.test:465", with: url)
    }

    private static func webhookURL(_ url: String, _ message: String) -> BadConfiguration {
        BadConfiguration("11:10", message, replacing: "https://hr.example.test/hook", with: url)
    }

    private static func mail(_ line: String, _ place: String, _ message: String) -> BadConfiguration {
        BadConfiguration(place, message, replacing: "  hr:\n", with: "    \(line)\n  hr:\n")
    }

    /// A login that somebody listening in the office's network could read or guess.
    private static func login(_ way: String) -> BadConfiguration {
        mail(
            "network: internal\n    tls: none\n    \(way)\n    username: office\n    password: {credential: hr}",
            "12:5",
            "username: tls: none would send the login in clear text"
        ).replacing("smtps://", with: "smtp://")
    }

    /// Channels with a fault other than their secrets.
    static let channels = [
        BadConfiguration("9:3", "missing key 'channels.hr.type'", replacing: "    type: webhook\n", with: ""),
        BadConfiguration(
            "10:11",
            "unknown word 'webhok', did you mean 'webhook'?",
            replacing: "webhook",
            with: "webhok"
        ),
        BadConfiguration(
            "9:3",
            "channel name 'HR_System' must be 1 to 64 of a-z",
            replacing: "hr:",
            with: "HR_System:"
        ),
        BadConfiguration("8:11", "the address contains a character outside ASCII", replacing: "office@", with: "办公室@"),
        BadConfiguration(
            "5:3",
            "missing key 'channels.office-mail.from'",
            replacing: "    from: office@example.test\n",
            with: ""
        ),
        mail("secret: {credential: hr}", "9:5", "unknown key 'secret', use one of type"),
        mail("usrname: office", "9:5", "unknown key 'usrname', did you mean 'username'?"),
        mail("username: office", "9:5", "username: stands without password"),
        mail("password: {credential: hr}", "9:5", "password: stands without username"),
        mail("ca_file: none.pem", "9:14", "none.pem: no such file"),
        mail("ca_file: credentials/hr", "9:14", "credentials/hr: holds no certificate in PEM"),
        mail("text: en", "9:5", "unknown key 'text', use one of type"),
        BadConfiguration(
            "13:11",
            "unknown word 'german', use one of none, zh-CN, en, both",
            replacing: "    secret: {credential: hr}\n",
            with: "    secret: {credential: hr}\n    text: german\n"
        ),
        mail("parallel: 65", "9:15", "write a whole number from 1 to 64"),
        mail("tls: none", "9:10", "tls: none contradicts smtps://"),
        mail("tls: none", "9:10", "add network: internal").replacing("smtps://", with: "smtp://"),
        mail("tls: none", "9:10", "add network: internal")
            .replacing("smtps://mail", with: "smtp://127.0.0.1"),
        login("auth: auto"),
        login("auth: cram-md5"),
        login("auth: plain").replacing("smtp://mail.example.test", with: "smtp://10.0.0.1"),
        url("mail.example.test", "the URL must start with smtps:// or smtp://"),
        url("https://mail.example.test", "the URL must start with smtps:// or smtp://"),
        url("smtps:mail.example.test", "the URL names no host"),
        url("smtps://", "the URL names no host"),
        url("smtps://li:wei@mail.example.test", "the URL carries a user name or password"),
        url("smtps://mail.example.test:0", "the port of the URL is out of range"),
        url("smtps://mail.example.test:99999", "the port of the URL is out of range"),
        url("smtps://mail.example.test:99999999999999999999", "the port of the URL is out of range"),
        url("smtps://mail.example.test:smtp", "the URL must start with smtps:// or smtp://"),
        url("\"smtps://mail.example.test\\r\\nRCPT\"", "the URL has a space, a control character"),
        BadConfiguration(
            "7:35",
            "url: names a server twice; remove one of them",
            replacing: "smtps://mail.example.test:465",
            with: "[smtps://a.example.test, smtps://a.example.test]"
        ),
        mail("tls: none\n    network: internal", "9:10", "none contradicts smtps://; write smtp://")
            .replacing("smtps://mail.example.test:465", with: "[smtp://10.0.0.1, smtps://10.0.0.2]"),
        mail("domain_limits: {li@qq.com: 5}", "9:21", "'li@qq.com' is no mail domain; write what follows the @"),
        mail("domain_limits: {qq.com: 0}", "9:29", "write a whole number from 1 to 100000"),
        webhookURL("https://hr.example.test/hook#a", "the URL has a fragment"),
        webhookURL("http://hr.example.test/hook", "add network: internal"),
        webhookURL("https://人事.example.test/hook", "the URL has a space, a control character or one outside ASCII"),
        webhookURL("https://hr.example.test\\@127.0.0.1/", "the URL has a space, a control character"),
        BadConfiguration(
            "12:14",
            "it must be between 1s and 1m",
            replacing: "secret:",
            with: "timeout: 61s\n    secret:"
        ),
        BadConfiguration(
            "4:1",
            "channels: name at least one channel",
            text: "version: 1\nregistry: {sqlite: r}\nstate: {sqlite: s}\nchannels: {}\nroutes: [{send: office-mail}]\n"
        ),
    ]

    private static func secret(_ value: String, _ message: String, at place: String = "12:13") -> BadConfiguration {
        BadConfiguration(place, message, replacing: "{credential: hr}", with: value)
    }

    /// Secrets that are inline, missing, readable by others or malformed.
    static let secrets = [
        secret("whsec_hunter2", "a secret must not stand in this file"),
        secret("v1,whsec_hunter2", "without the 'v1,' before 'whsec_'"),
        secret("", "secret: has no value", at: "12:12"),
        secret("{hunter2}", "write {file: PATH} or {credential: NAME}"),
        secret("{file: loose, credential: hr}", "write {file: PATH} or {credential: NAME}"),
        secret("[]", "secret: the list is empty"),
        secret("[{file: loose}]\n    timeout: 1s", "can be used by group or others", at: "12:21"),
        secret("{credential: hunter2}", "no such file; pass it with LoadCredential=", at: "12:26"),
        secret("{credential: ../hunter2}", "must be a plain file name without /", at: "12:26"),
        secret("{file: hunter2}", "no such file; create it with mode 0600", at: "12:20"),
        secret("{file: credentials}", "not a regular file", at: "12:20"),
        secret("{file: empty}", "the secret's file is empty", at: "12:20"),
        secret("{file: loose}", "can be used by group or others (mode 0640)", at: "12:20"),
        secret("{file: lines}", "more than one line", at: "12:20"),
        secret("{file: bytes}", "not text in UTF-8", at: "12:20"),
        secret("{file: short}", "the base64 of 24 to 64 random bytes"),
        secret("{file: signature}", "begins with 'v1,', the mark of a signature"),
        secret("[{credential: hr}, {file: tight}]", "the same secret is listed before", at: "12:32"),
        mail("username: office\n    password: hunter2", "10:15", "a secret must not stand in this file"),
    ]
}
