import Foundation
import RenewalFiles
import RenewalRules
import Testing

@testable import RenewalConfig

/// Files that are not what they seem: links, pipes, loose modes, other encodings, texts made to exhaust the parser.
@Suite struct HostileFileTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func path(_ name: String) -> String { workplace.directory.appending(path: name).path }

    private func problem(loading name: String) -> String? {
        do {
            _ = try Settings.load(path: path(name), environment: workplace.environment)
            return nil
        } catch {
            return error.problems.first?.message.english
        }
    }

    private func problem(withSecret file: String) -> String? {
        let text = goodConfiguration.replacing("{credential: hr}", with: "{file: \(file)}")
        return workplace.problems(in: text).first
    }

    @Test(arguments: [0o400, 0o600, 0o700, 0o500]) func ownerOnlySecretIsAccepted(mode: Int) throws {
        try workplace.write(Workplace.webhookSecret, to: "secret", mode: mode)
        #expect(problem(withSecret: "secret") == nil)
    }

    @Test(arguments: [0o602, 0o604, 0o610, 0o620, 0o640, 0o601, 0o666, 0o777, 0o404])
    func aSecretThatOthersCanUseIsRefused(mode: Int) throws {
        try workplace.write(Workplace.webhookSecret, to: "secret", mode: mode)
        #expect(problem(withSecret: "secret")?.contains("can be used by group or others") == true)
        #expect(problem(withSecret: "secret")?.contains("run chmod 600") == true)
    }

    /// The mode of the target counts, not that of the link.
    @Test func linkIsJudgedByItsTarget() throws {
        try workplace.write(Workplace.webhookSecret, to: "tight", mode: 0o600)
        try workplace.write(Workplace.webhookSecret, to: "loose", mode: 0o644)
        for (link, target) in [("to-tight", "tight"), ("to-loose", "loose"), ("dangling", "none"), ("loop", "loop")] {
            try FileManager.default.createSymbolicLink(atPath: path(link), withDestinationPath: path(target))
        }
        #expect(problem(withSecret: "to-tight") == nil)
        #expect(problem(withSecret: "to-loose")?.contains("can be used by group or others") == true)
        #expect(problem(withSecret: "dangling")?.contains("no such file") == true)
        #expect(problem(withSecret: "loop")?.contains("symbolic links") == true)
    }

    /// A configuration may be a link, as in many installations; relative paths start where the link is.
    @Test func aLinkedConfigurationIsReadFromWhereItIsNamed() throws {
        try FileManager.default.createDirectory(atPath: path("elsewhere"), withIntermediateDirectories: true)
        try workplace.write(goodConfiguration, to: "elsewhere/real.yaml", mode: 0o644)
        let link = path("renewald.yaml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path("elsewhere/real.yaml"))
        let settings = try Settings.load(path: link, environment: workplace.environment)
        #expect(settings.registry.path == path("registry.db"))
    }

    @Test func nonFilesAreRefusedAtOnce() throws {
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        #expect(problem(loading: "pipe")?.contains("not a regular file") == true)
        #expect(problem(loading: "credentials")?.contains("not a regular file") == true)
        #expect(problem(withSecret: "pipe")?.contains("not a regular file") == true)
        #expect(problem(withSecret: "/dev/zero")?.contains("not a regular file") == true)
    }

    @Test func otherEncodingsAndHugeFilesAreRefused() throws {
        try workplace.write(goodConfiguration.data(using: .utf16) ?? Data(), to: "utf16.yaml")
        try workplace.write(Data(repeating: UInt8(ascii: "#"), count: 2 << 20), to: "huge.yaml")
        #expect(problem(loading: "utf16.yaml")?.contains("not UTF-8") == true)
        #expect(problem(loading: "huge.yaml")?.contains("larger than") == true)
    }

    /// Eleven levels of ten aliases mean ten thousand million nodes; used as a key, the parser would visit each of
    /// them.
    @Test(.timeLimit(.minutes(1)), arguments: ["texts: *a10", "? *a10\n: x", "? [*a10, *a10]\n: x", "{*a10 : x}"])
    func multiplyingAliasesAreRefused(use: String) {
        var text = goodConfiguration + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...10 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        let problems = workplace.problems(in: text + use + "\n")
        #expect(problems == ["15:5: anchors are not supported; write each value out"])
    }

    /// The parser stops at the repeated key first; the anchor is found once that key has been set aside.
    @Test func anAliasBehindARepeatedKeyIsFound() {
        let problems = workplace.problems(in: goodConfiguration + "version: 1\ntexts: {a: 1, a: 1, b: &b 1}\n")
        #expect(problems == ["16:24: anchors are not supported; write each value out"])
    }

    @Test(arguments: [
        "a & b", "a *b* &c", "'*a &b'", "\"*a &b\"", "| # *a\n      *a\n      &b", ">\n      * a",
        "x # &a *b", "a@b *`c`", "x\n      *y\n      &z",
    ])
    func starsAndAmpersandsWithinTextAreText(value: String) {
        let text = goodConfiguration.replacing("type: smtp", with: "type: smtp\n    from_name: \(value)")
        let problems = workplace.problems(in: text)
        #expect(!problems.contains { $0.contains("not supported") }, "\(problems)")
    }

    @Test func tooDeepNestingIsReportedAtItsPlace() {
        func text(levels: Int) -> String {
            let (open, close) = (String(repeating: "[", count: levels), String(repeating: "]", count: levels))
            return goodConfiguration + "colour: \(open)\(close)"
        }
        // The file itself is the first level.
        #expect(workplace.problems(in: text(levels: 31)).first?.contains("unknown key") == true)
        #expect(workplace.problems(in: text(levels: 32)) == ["15:40: nested too deeply; use at most 32 levels"])
    }

    /// Others could write anything into it, whatever it contains now.
    @Test func worldWritableConfigurationIsRefused() throws {
        for mode in [0o602, 0o646, 0o666, 0o777] {
            try workplace.write(goodConfiguration, to: "loose.yaml", mode: mode)
            let shown = String(mode, radix: 8)
            #expect(
                problem(loading: "loose.yaml")
                    == "the configuration can be written by everybody (mode 0\(shown)); run chmod o-w on it"
            )
        }
        for mode in [0o600, 0o644, 0o664, 0o444] {
            try workplace.write(goodConfiguration, to: "tight.yaml", mode: mode)
            #expect(problem(loading: "tight.yaml") == nil)
        }
    }

    @Test func worldWritableAuthoritiesAndCredentialsAreRefused() throws {
        try workplace.write("-----BEGIN CERTIFICATE-----\n", to: "ca.pem", mode: 0o646)
        let text = goodConfiguration.replacing("type: webhook", with: "type: webhook\n    ca_file: ca.pem")
        #expect(workplace.problems(in: text).first?.contains("can be written by everybody") == true)
        try workplace.write(Workplace.webhookSecret, to: "credentials/hr", mode: 0o446)
        #expect(workplace.problems(in: goodConfiguration).first?.contains("can be written by everybody") == true)
    }

    @Test func onlyATrustedGroupMayWrite() throws {
        let shared = FileProtection(mode: 0o664, owner: 0, group: 4711)
        try shared.refuseStrangers(besides: Trust(users: [0], groups: [0, 4711]))
        let complaint = Complaint(
            "用户组4711（不是本服务的用户组）可以写入（权限0664）；请执行 `chmod g-w`",
            "can be written by group 4711, which is not the service's (mode 0664); run chmod g-w on it"
        )
        #expect(throws: complaint) { try shared.refuseStrangers(besides: Trust(users: nil, groups: [0, 1000])) }
        try FileProtection(mode: 0o644, owner: 0, group: 4711).refuseStrangers(besides: Trust(users: [0], groups: []))
        try FileProtection(mode: 0o660, owner: 0, group: 0).refuseStrangers(besides: .ourselves)
        try FileProtection(mode: 0o660, owner: geteuid(), group: getegid()).refuseStrangers(besides: .ourselves)
    }

    /// A local user could replace what the configuration names, whatever its own mode.
    @Test func filesInAWorldWritableDirectoryAreRefused() throws {
        try FileManager.default.createDirectory(atPath: path("open"), withIntermediateDirectories: true)
        try workplace.write(Workplace.webhookSecret, to: "open/secret", mode: 0o600)
        try workplace.write("-----BEGIN CERTIFICATE-----\n", to: "open/ca.pem", mode: 0o644)
        try workplace.write(goodConfiguration, to: "open/renewald.yaml", mode: 0o644)
        #expect(chmod(path("open"), 0o777) == 0)
        let words = "open is a directory in which everybody may lay files (mode 0777); run chmod go-w"
        #expect(problem(withSecret: "open/secret")?.contains(words) == true)
        #expect(problem(loading: "open/renewald.yaml")?.contains(words) == true)
        let text = goodConfiguration.replacing("type: webhook", with: "type: webhook\n    ca_file: open/ca.pem")
        #expect(workplace.problems(in: text).first?.contains(words) == true)
        #expect(chmod(path("open"), 0o1777) == 0)
        #expect(problem(withSecret: "open/secret") == nil, "nobody else can exchange it, as in /tmp")
    }

    /// A local user could write in the office's name.
    @Test(arguments: ["templates", "templates/en", "templates/zh-CN"])
    func worldWritableTemplateDirectoryIsRefused(folder: String) throws {
        for language in ["en", "zh-CN"] {
            let made = path("templates/\(language)")
            try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
        }
        #expect(workplace.problems(in: goodConfiguration).isEmpty)
        #expect(chmod(path(folder), 0o777) == 0)
        let words = "texts.templates: \(path(folder)) is a directory in which everybody may lay files"
        #expect(workplace.problems(in: goodConfiguration).contains { $0.contains(words) })
    }

    /// Another user could change the office's texts, or make the program wait for a pipe.
    @Test func worldWritableTemplateIsRefused() throws {
        let (folder, file) = (path("templates/en"), path("templates/en/registration.last_call.mustache"))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try workplace.write("x", to: "templates/en/registration.last_call.mustache", mode: 0o644)
        #expect(workplace.problems(in: goodConfiguration).isEmpty)
        #expect(chmod(file, 0o666) == 0)
        let words = "texts.templates: cannot use \(file): can be written by everybody"
        #expect(workplace.problems(in: goodConfiguration).contains { $0.contains(words) })
        #expect(unlink(file) == 0 && mkfifo(file, 0o600) == 0)
        let pipe = "texts.templates: cannot use \(file): not a regular file"
        #expect(workplace.problems(in: goodConfiguration).contains { $0.contains(pipe) })
    }

    /// A person must act, so the service manager must not restart it again and again.
    @Test func untrustedFilesAreConfigurationErrors() throws {
        try FileManager.default.createDirectory(atPath: path("open"), withIntermediateDirectories: true)
        try workplace.write(goodConfiguration, to: "open/renewald.yaml", mode: 0o644)
        #expect(chmod(path("open"), 0o777) == 0)
        for (name, line) in [("open/renewald.yaml", 1), ("none.yaml", 0)] {
            let error = #expect(throws: ConfigurationError.self) {
                _ = try Settings.load(path: path(name), environment: workplace.environment)
            }
            #expect(error?.problems.first?.line == line)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root")) func secretOfAnotherUserIsRefused() throws {
        try workplace.write(Workplace.webhookSecret, to: "secret", mode: 0o600)
        #expect(chown(path("secret"), 4711, 0) == 0)
        #expect(problem(withSecret: "secret")?.contains("belongs to 4711; run chown on it") == true)
    }

    @Test(arguments: ["a:\n", "- ", "? ", "[", "{a: ", "!!seq [", "&a [", "\"\\\n"])
    func hugeNestingIsRefused(piece: String) {
        for text in [goodConfiguration + "texts: " + String(repeating: piece, count: 20_000), nested(piece, 1000)] {
            #expect(!workplace.problems(in: text).isEmpty)
        }
    }

    private func nested(_ piece: String, _ depth: Int) -> String {
        (0..<depth).map { String(repeating: " ", count: $0) + piece.replacing("\n", with: "") }.joined(separator: "\n")
    }
}
