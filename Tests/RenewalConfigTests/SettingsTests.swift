import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalNotices
import RenewalRegistry
import RenewalRules
import Testing

@testable import RenewalConfig

@Suite struct SettingsTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    @Test func readsEverySection() throws {
        let settings = try workplace.parse(
            """
            version: 1
            timezone: Asia/Urumqi
            registry: {sqlite: /srv/登记.db, read_timeout: 3m, mapping: {applications: "select id from 申请"}}
            state: {sqlite: state/state.db}
            schedule: {scan_at: 07:05, rescan_every: 90m, send_between: 00:00-24:00, send_days: [mon, sun]}
            rules: {term: 3y, mark: 4mo, ladder: [M-3, D0, D+1], overdue_backfill: 0d, expiry_convention: day_before}
            channels: {drop: {type: maildir, path: mail, from: office@example.test, from_name: 注册办, parallel: 2}}
            routes: [{send: drop}]
            administrators: [{name: 李伟, email: li.wei@example.test}, {name: Ann, email: ann@example.test, language: zh-CN}]
            texts: {language: en, system_url: "http://10.0.0.5:8080/", contact: 值班室, templates: templates}
            delivery: {lease: 20m, stop_grace: 0s, retry_after_max: 2d, on_ambiguous: hold, mail_give_up_after: 4d}
            """
        )
        let root = workplace.directory.path
        #expect(settings.timeZone == "Asia/Urumqi")
        #expect(settings.registry.path == "/srv/登记.db")
        #expect(settings.registry.readTimeout == .seconds(180))
        #expect(settings.registry.mapping.registrations == nil)
        #expect(settings.registry.mapping.applications == "select id from 申请")
        #expect(settings.statePath == "\(root)/state/state.db")
        #expect(settings.schedule.scanAt.description == "07:05")
        #expect(settings.schedule.rescanEvery == .seconds(5400))
        #expect(settings.schedule.sendFrom.minutes == 0)
        #expect(settings.schedule.sendUntil.minutes == 1440)
        #expect(settings.schedule.sendDays == .weekdays([1, 7]))
        #expect(settings.policy.term == .years(3))
        #expect(settings.policy.mark == .months(4))
        #expect(settings.policy.ladder == [.monthsBefore(3), .daysAfter(0), .daysAfter(1)])
        #expect(settings.policy.overdueBackfillDays == 0)
        #expect(settings.policy.expiryConvention == .dayBefore)
        #expect(settings.policy.earliest == .months(12))
        let drop = MaildirSettings(path: "\(root)/mail", from: try EmailAddress("office@example.test"), fromName: "注册办")
        #expect(settings.channels == [ChannelSettings(name: "drop", kind: .maildir(drop), parallel: 2)])
        #expect(settings.administrators.map(\.language) == [.english, .chinese])
        #expect(settings.texts.office.systemURL == "http://10.0.0.5:8080/")
        #expect(settings.texts.templatesDirectory == "\(root)/templates")
        #expect(settings.delivery.lease == .seconds(1200))
        #expect(settings.delivery.stopGrace == .zero)
        #expect(settings.delivery.onAmbiguous == .hold)
    }

    @Test func aMailChannelMayNameSeveralServers() throws {
        let list = "[smtps://mail.example.test:465, smtp://10.0.0.2:587]"
        let settings = try workplace.parse(
            goodConfiguration.replacing("smtps://mail.example.test:465", with: list)
        )
        guard case .smtp(let mail) = settings.channels.first?.kind else {
            Issue.record("no mail channel")
            return
        }
        #expect(mail.url == "smtps://mail.example.test:465" && mail.standbys == ["smtp://10.0.0.2:587"])
        #expect(mail.servers.map(\.url) == [mail.url] + mail.standbys && mail.servers.allSatisfy(\.standbys.isEmpty))
    }

    @Test func readsTheLimitsOfDomains() throws {
        let limits = "    domain_limits: {qq.com: 60, \"163.COM\": 30}\n"
        let settings = try workplace.parse(goodConfiguration.replacing("  hr:\n", with: limits + "  hr:\n"))
        #expect(settings.channels.first?.kind.descriptor.minuteLimits == ["qq.com": 60, "163.com": 30])
    }

    @Test func readsThePaceOfSending() throws {
        let none = try workplace.parse(goodConfiguration)
        #expect(none.schedule.spread == .zero && none.delivery.maxPerRecipientPerDay == 0)
        let pace = "schedule: {spread: 30m}\ndelivery: {max_per_recipient_per_day: 5}\n"
        let some = try workplace.parse(goodConfiguration + pace)
        #expect(some.schedule.spread == .seconds(1800) && some.delivery.maxPerRecipientPerDay == 5)
    }

    @Test(arguments: ["workdays", "[workdays]"]) func sendsOnWorkingDays(days: String) throws {
        let text = goodConfiguration + "schedule: {send_days: \(days), send_latest_after: 9d}\n"
        let schedule = try workplace.parse(text).schedule
        #expect(schedule.sendDays == .workdays && schedule.sendLatestAfterDays == 9)
    }

    @Test func readsWhatEventsSayAndWhoseTheyAre() throws {
        let keys = "\n    text: zh-CN\n    mask: names\n    kinds: [registration.expired]\n    facts: false"
        let text =
            goodConfiguration.replacing("secret: {credential: hr}", with: "secret: {credential: hr}\(keys)")
            + "  - {match: {audience: employer, employer: [E-1, 示例单位]}, send: [hr]}\n"
        let settings = try workplace.parse(text)
        let events = try #require(settings.channels.first { $0.name == "hr" }).events
        #expect(events.languages == [.chinese] && events.masksNames && events.kinds == [.expired] && !events.facts)
        #expect(settings.routes.map(\.employers) == [[], ["E-1", "示例单位"]])
        #expect(events.admits(.expired) && !events.admits(.lastCall) && !events.admits(.applicationFiled))
        let usual = try #require(workplace.parse(goodConfiguration).channels.first { $0.name == "hr" }).events
        #expect(usual == EventSettings() && usual.admits(.applicationFiled))
    }

    @Test func templatesDirectoryMayBeALink() throws {
        #expect(try workplace.parse(goodConfiguration).texts.templatesDirectory == nil)
        let beside = workplace.directory.path + "/templates"
        let shared = workplace.directory.path + "/shared"
        try FileManager.default.createSymbolicLink(atPath: beside, withDestinationPath: shared)
        let dangling = "a link that leads nowhere is a problem of the check, not a reason for the shipped texts"
        #expect(try workplace.parse(goodConfiguration).texts.templatesDirectory == beside, "\(dangling)")
        try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
        #expect(try workplace.parse(goodConfiguration).texts.templatesDirectory == beside)
    }

    @Test func readsAMailChannelWithItsPassword() throws {
        let settings = try workplace.parse(
            goodConfiguration.replacing(
                "  hr:\n",
                with: """
                        username: 办公室
                        password: {credential: smtp-password}
                        reply_to: reply@example.test
                        ca_file: ca.pem
                        network: internal
                      hr:

                    """
            )
        )
        guard case .smtp(let channel) = settings.channels[0].kind else {
            Issue.record("no mail channel")
            return
        }
        #expect(channel.username == "办公室")
        #expect(channel.password?.revealed == "密码-one")
        #expect(channel.replyTo?.description == "reply@example.test")
        #expect(channel.caFile == workplace.directory.path + "/ca.pem")
        #expect(channel.network == .internal)
        #expect(channel.tls == .required)
    }

    @Test func readsRotatedSecretsInOrder() throws {
        let new = "whsec_" + Data(repeating: 9, count: 64).base64EncodedString()
        try workplace.write(new + "\r\n", to: "new")
        let text = goodConfiguration.replacing("{credential: hr}", with: "[{file: new}, {credential: hr}]")
        guard case .webhook(let channel) = try workplace.parse(text).channels[1].kind else {
            Issue.record("no webhook channel")
            return
        }
        #expect(channel.secrets.map(\.revealed) == [new, Workplace.webhookSecret])
        #expect(channel.timeout == .seconds(15))
    }

    @Test func acceptsAnyModeInTheCredentialsDirectory() throws {
        let text = goodConfiguration.replacing("{credential: hr}", with: "{file: credentials/hr}")
        #expect(try workplace.parse(text).channels.count == 2)
        let detour = goodConfiguration.replacing("{credential: hr}", with: "{file: credentials/../loose}")
        try workplace.write(Workplace.webhookSecret, to: "loose", mode: 0o604)
        #expect(workplace.problems(in: detour).count == 1)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "[::1]"])
    func permitsClearTextToLoopback(host: String) throws {
        let text = goodConfiguration.replacing(
            "smtps://mail.example.test:465",
            with: "\"smtp://\(host):2525\"\n    tls: none"
        )
        #expect(workplace.problems(in: text).isEmpty)
    }

    @Test(arguments: ["rules:", "administrators:", "schedule:\n  # scan_at: 08:30", "texts: {}", "timezone: Etc/GMT-8"])
    func permitsSectionsWhoseKeysAreAllCommentedOut(lines: String) {
        #expect(workplace.problems(in: goodConfiguration + lines + "\n").isEmpty)
    }

    @Test func loadsAFileAndCountsPathsFromItsDirectory() throws {
        try workplace.write(goodConfiguration, to: "renewald.yaml", mode: 0o644)
        let path = workplace.directory.path + "/renewald.yaml"
        let settings = try Settings.load(path: path, environment: workplace.environment)
        #expect(settings.file == path)
        #expect(settings.registry.path == workplace.directory.path + "/registry.db")
    }

    @Test func keepsPathsOfAFileInTheWorkingDirectoryAsTheyAre() throws {
        let settings = try Settings.parse(
            text: goodConfiguration,
            file: "renewald.yaml",
            environment: workplace.environment
        )
        #expect(settings.statePath == "state.db")
    }

    @Test(arguments: [("absent.yaml", "no such file"), ("credentials", "not a regular file")])
    func reportsAnUnreadableFile(name: String, reason: String) {
        let path = workplace.directory.path + "/" + name
        do {
            _ = try Settings.load(path: path, environment: [:])
            Issue.record("loaded")
        } catch {
            #expect(error.description.hasPrefix("\(path): cannot read the configuration: \(reason); name another"))
            let isMissing = error.phrase.chinese.contains("；请写明配置文件的位置，如 --config renewald.yaml")
            #expect(isMissing == (name == "absent.yaml"))
        }
    }

    @Test func reportsWhereAFileIsNotUTF8() throws {
        let gb18030 = Data("version: 1\ntexts: {contact: ".utf8) + [0xB0, 0xEC] + Data("}\n".utf8)
        try workplace.write(gb18030, to: "renewald.yaml")
        do {
            _ = try Settings.load(path: workplace.directory.path + "/renewald.yaml", environment: [:])
            Issue.record("loaded")
        } catch {
            #expect(error.problems.map { [$0.line, $0.column] } == [[2, 18]])
        }
    }

    @Test func refusesAnOversizedFile() throws {
        try workplace.write(Data(repeating: 0x23, count: 1_048_577), to: "renewald.yaml")
        #expect(throws: ConfigurationError.self) {
            _ = try Settings.load(path: workplace.directory.path + "/renewald.yaml", environment: [:])
        }
    }
}
