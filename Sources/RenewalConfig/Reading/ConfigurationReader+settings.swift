import Foundation
import RenewalFiles
import RenewalNotices
import RenewalRegistry
import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the whole file; the result counts only while there are no problems.
    mutating func settings(from root: Node) -> Settings? {
        let keys = [
            "version", "timezone", "registry", "state", "schedule", "rules", "channels", "routes", "administrators",
            "texts", "digests", "delivery", "bounces", "retention", "office_id", "heartbeat", "web",
        ]
        guard let top = section(root, named: "", at: root.place, allowing: keys) else { return nil }
        checkVersion(in: top)
        var (delivery, shared) = delivery(in: top)
        let bounces = bounces(in: top)
        shared.verp = bounces.verp
        var settings = Settings(
            file: file,
            registry: registry(in: top),
            statePath: statePath(in: top),
            channels: channels(in: top, sharing: shared),
            routes: routes(in: top)
        )
        update(&settings.timeZone, from: "timezone", in: top, as: .timeZone)
        update(&settings.officeID, from: "office_id", in: top, as: officeID)
        settings.schedule = schedule(in: top)
        settings.policy = policy(in: top)
        settings.texts = texts(in: top)
        settings.administrators = administrators(in: top, language: settings.texts.language)
        settings.digests = digests(in: top)
        settings.delivery = delivery
        settings.bounces = bounces
        settings.retention = retention(in: top)
        settings.heartbeat = heartbeat(in: top, sharing: shared)
        settings.web = web(in: top)
        checkDatabases(of: settings, in: top)
        return settings
    }

    /// A path that the program can open: relative ones start at the directory of the file.
    var path: ScalarForm<String> {
        let directory = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        return ScalarForm { text throws(Complaint) in
            guard !text.isEmpty, !text.hasUnprintable else {
                throw Complaint("不是路径；请填写不含控制字符的路径", "is no path; write one without control characters")
            }
            return text.hasPrefix("/") ? text : directory + text
        }
    }

    /// What stands for the office in the `source` of events, a part of a URN (RFC 8141).
    private var officeID: ScalarForm<String> {
        ScalarForm { text throws(Complaint) in
            let isSafe = text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "-"), UInt8(ascii: "."): true
                default: false
                }
            }
            guard isSafe, (1...64).contains(text.utf8.count) else {
                throw Complaint(
                    "不能作为机构代号；应为1至64个字符，只能用a-z、0-9、.和-",
                    "is no id of an office; write 1 to 64 of a-z, 0-9, . and -"
                )
            }
            return text
        }
    }

    private mutating func checkVersion(in top: Section) {
        let version = required("version", in: top, as: .line)
        guard let version, version != "1", let node = top["version"]?.node else { return }
        report(
            "version",
            "不支持\(version.quoted)；请写1，即本格式的版本",
            "\(version.quoted) is not supported; write 1, the version of this format",
            at: node.place
        )
    }

    private mutating func registry(in top: Section) -> RegistrySettings {
        var registry = RegistrySettings(path: "")
        guard
            let section = requiredSection(
                "registry",
                of: top,
                allowing: ["sqlite", "read_timeout", "mapping", "sheets"]
            )
        else {
            return registry
        }
        registry.path = required("sqlite", in: section, as: path) ?? ""
        update(&registry.readTimeout, from: "read_timeout", in: section, as: .duration(in: .second ... .minute * 10))
        updateMapping(of: &registry, in: section)
        registry.sheets = sheets(in: section)
        if let entry = section["sheets"], !registry.sheets.isEmpty, registry.mapping.registrations != nil {
            report(
                "registry.sheets",
                "映射的数据库只读不写；请去掉 sheets 或 mapping",
                "a mapped database is never written; leave the sheets or the mapping out",
                at: entry.keyPlace
            )
        }
        return registry
    }

    private mutating func updateMapping(of registry: inout RegistrySettings, in section: Section) {
        let keys = [
            "registrations", "applications", "qualifications", "credentials", "credential_applications",
            "subscriptions", "annotations", "date_format", "attach",
        ]
        guard let mapping = self.section("mapping", of: section, allowing: keys) else { return }
        update(&registry.mapping.registrations, from: "registrations", in: mapping, as: .query)
        update(&registry.mapping.applications, from: "applications", in: mapping, as: .query)
        update(&registry.mapping.qualifications, from: "qualifications", in: mapping, as: .query)
        update(&registry.mapping.credentials, from: "credentials", in: mapping, as: .query)
        update(&registry.mapping.credentialApplications, from: "credential_applications", in: mapping, as: .query)
        update(&registry.mapping.subscriptions, from: "subscriptions", in: mapping, as: .query)
        update(&registry.mapping.annotations, from: "annotations", in: mapping, as: .query)
        update(&registry.mapping.dateFormat, from: "date_format", in: mapping, as: .word)
        registry.mapping.attached = attachedFiles(in: mapping)
    }

    /// The files that a mapping reads besides the registry, by the names its SQL gives them.
    private mutating func attachedFiles(in mapping: Section) -> [AttachedFile] {
        let key = "attach"
        guard let entry = mapping[key], let entries = entries(of: entry.node, named: key) else { return [] }
        if entries.count > AttachedFile.most {
            let (count, most) = (entries.count, AttachedFile.most)
            report(key, "列出了\(count)个文件；最多\(most)个", "names \(count) files; name at most \(most)", at: entry.keyPlace)
        }
        let section = Section(name: mapping.path(of: key), place: entry.keyPlace, entries: entries)
        return entries.compactMap { entry in
            guard entry.key.wholeMatch(of: /[a-z][a-z0-9_]{0,31}/) != nil, !["main", "temp"].contains(entry.key) else {
                let name = entry.key.quoted
                report(
                    key,
                    "\(name)不能作为SQL中的文件名；请只用小写字母、数字和_，且不用main或temp",
                    "\(name) is no name for a file in SQL; write small letters, digits and _, and neither main nor temp",
                    at: entry.keyPlace
                )
                return nil
            }
            return value(entry.key, in: section, as: path).map { AttachedFile(name: entry.key, path: $0) }
        }
    }

    private mutating func statePath(in top: Section) -> String {
        guard let section = requiredSection("state", of: top, allowing: ["sqlite"]) else { return "" }
        return required("sqlite", in: section, as: path) ?? ""
    }

    private mutating func checkDatabases(of settings: Settings, in top: Section) {
        guard !settings.statePath.isEmpty, settings.statePath == settings.registry.path else { return }
        let message = Phrase(
            "state.sqlite与登记库是同一文件，而登记库从不写入；请改用其他文件",
            "state.sqlite is the registry's database, which is never written; name another file"
        )
        report(message, at: top["state"]?.keyPlace ?? top.place)
    }

    private mutating func schedule(in top: Section) -> ScheduleSettings {
        var schedule = ScheduleSettings()
        let keys = ["scan_at", "rescan_every", "send_between", "send_days", "send_latest_after", "spread"]
        guard let section = section("schedule", of: top, allowing: keys) else { return schedule }
        update(&schedule.scanAt, from: "scan_at", in: section, as: .timeOfDay)
        update(&schedule.rescanEvery, from: "rescan_every", in: section, as: .duration(in: .second ... .day))
        if let hours = value("send_between", in: section, as: .hours) {
            (schedule.sendFrom, schedule.sendUntil) = (hours.lowerBound, hours.upperBound)
        }
        if let days = sendDays(in: section) { schedule.sendDays = days }
        update(&schedule.sendLatestAfterDays, from: "send_latest_after", in: section, as: .days(in: 1...31))
        update(&schedule.spread, from: "spread", in: section, as: .duration(in: .zero ... .seconds(4 * 3600)))
        return schedule
    }

    /// Days of the week, or the one word for working days; `nil` when the key is absent or refused.
    private mutating func sendDays(in section: Section) -> ScheduleSettings.SendDays? {
        if let node = section["send_days"]?.node {
            let nodes = node.sequence.map(Array.init) ?? [node]
            if nodes.map(\.scalar?.string) == ["workdays"] { return .workdays }
        }
        return list("send_days", in: section, as: .weekday).map { .weekdays(Set($0.map(\.value))) }
    }

    /// The entry `templates` next to the file, even if it leads to no directory: the check of the templates must report
    /// that, rather than the shipped texts being used silently.
    private var templatesBesideTheFile: String? {
        let directory = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "templates").path
        var status = stat()
        return lstat(directory, &status) == 0 ? directory : nil
    }

    private mutating func texts(in top: Section) -> TextSettings {
        var texts = TextSettings()
        texts.templatesDirectory = templatesBesideTheFile
        defer { checkTemplates(texts.templatesDirectory, at: top["texts"]?.keyPlace ?? top.place) }
        let keys = [
            "templates", "language", "system_url", "contact", "service_center", "hotline", "exam_center", "lookup_hint",
            "exam_url", "credential_url",
        ]
        guard let section = section("texts", of: top, allowing: keys) else { return texts }
        update(&texts.templatesDirectory, from: "templates", in: section, as: path)
        update(&texts.language, from: "language", in: section, as: .word)
        update(&texts.office.systemURL, from: "system_url", in: section, as: .url(schemes: ["https", "http"]))
        update(&texts.office.examURL, from: "exam_url", in: section, as: .url(schemes: ["https", "http"]))
        update(&texts.office.credentialURL, from: "credential_url", in: section, as: .url(schemes: ["https", "http"]))
        update(&texts.office.contact, from: "contact", in: section, as: .line)
        update(&texts.office.serviceCenter, from: "service_center", in: section, as: .line)
        update(&texts.office.hotline, from: "hotline", in: section, as: .line)
        update(&texts.office.examCenter, from: "exam_center", in: section, as: .line)
        update(&texts.office.lookupHint, from: "lookup_hint", in: section, as: .line)
        return texts
    }

    /// Whoever can create or change a template speaks in the office's name.
    private mutating func checkTemplates(_ directory: String?, at place: Place) {
        guard let directory else { return }
        for folder in [directory] + Language.allCases.map({ "\(directory)/\($0.rawValue)" }) {
            do throws(FileRefusal) {
                _ = try TrustedPath("\(folder)/_", in: .exclusive, trusting: .anyGroup)
            } catch {
                // The check of the templates reports unreadable ones.
                if case .unsafe = error { report(Phrase(of: "texts.templates", error.phrase), at: place) }
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted() where name.hasSuffix(".mustache") {
                checkTemplate("\(folder)/\(name)", at: place)
            }
        }
    }

    private mutating func checkTemplate(_ file: String, at place: Place) {
        do throws(Complaint) {
            let template = try RegularFile(path: file, byteLimit: Self.templateByteLimit, trusting: .anyGroup)
            try template.protection.refuseStrangers(besides: .anyOwner)
        } catch {
            let (chinese, english) = (error.phrase.chinese, error.phrase.english)
            report("texts.templates", "无法使用 \(file)：\(chinese)", "cannot use \(file): \(english)", at: place)
        }
    }

    /// A larger file is not a template.
    private static let templateByteLimit = 1 << 20

    private mutating func administrators(in top: Section, language: Language) -> [Administrator] {
        guard top["administrators"]?.node.isEmpty == false, let nodes = items("administrators", in: top) else {
            return []
        }
        return nodes.compactMap { node in
            guard
                let section = section(
                    node,
                    named: "administrators",
                    at: node.place,
                    allowing: ["name", "email", "language"]
                )
            else { return nil }
            let name = required("name", in: section, as: .line)
            let email = required("email", in: section, as: .email)
            let own: Language? = value("language", in: section, as: .word)
            guard let name, let email else { return nil }
            return Administrator(name: name, email: email, language: own ?? language)
        }
    }

    private mutating func delivery(in top: Section) -> (DeliverySettings, SharedChannelSettings) {
        var (delivery, shared) = (DeliverySettings(), SharedChannelSettings())
        let keys = [
            "lease", "stop_grace", "retry_after_max", "on_ambiguous", "mail_give_up_after", "webhook_give_up_after",
            "max_per_recipient_per_day", "max_due_per_scan", "max_unreadable_percent", "nat64_prefixes", "smtp_replies",
        ]
        guard let section = section("delivery", of: top, allowing: keys) else { return (delivery, shared) }
        let long: Duration = .day * 30
        update(&delivery.lease, from: "lease", in: section, as: .duration(in: .minute * 2 ... .day))
        update(&delivery.stopGrace, from: "stop_grace", in: section, as: .duration(in: .zero ... .seconds(600)))
        update(&delivery.retryAfterMax, from: "retry_after_max", in: section, as: .duration(in: .second...long))
        update(&delivery.onAmbiguous, from: "on_ambiguous", in: section, as: .word)
        update(&delivery.mailGiveUpAfter, from: "mail_give_up_after", in: section, as: .duration(in: .second...long))
        update(
            &delivery.webhookGiveUpAfter,
            from: "webhook_give_up_after",
            in: section,
            as: .duration(in: .second...long)
        )
        shared.nat64Prefixes = (list("nat64_prefixes", in: section, as: .nat64Prefix) ?? []).map(\.value)
        shared.replyRules = smtpReplies(in: section)
        update(
            &delivery.maxPerRecipientPerDay,
            from: "max_per_recipient_per_day",
            in: section,
            as: .number(in: 0...10_000)
        )
        update(&delivery.maxDuePerScan, from: "max_due_per_scan", in: section, as: .number(in: 1...10_000_000))
        update(&delivery.maxUnreadablePercent, from: "max_unreadable_percent", in: section, as: .number(in: 0...100))
        return (delivery, shared)
    }

    private mutating func bounces(in top: Section) -> BounceSettings {
        var bounces = BounceSettings()
        let keys = ["maildir", "verp", "suppress_after", "suppress_for"]
        guard let section = section("bounces", of: top, allowing: keys) else { return bounces }
        update(&bounces.maildir, from: "maildir", in: section, as: path)
        update(&bounces.verp, from: "verp", in: section, as: .truth)
        update(&bounces.suppressAfter, from: "suppress_after", in: section, as: .number(in: 0...100))
        update(&bounces.suppressFor, from: "suppress_for", in: section, as: .period)
        return bounces
    }

    private mutating func retention(in top: Section) -> RetentionSettings {
        var retention = RetentionSettings()
        guard let section = section("retention", of: top, allowing: ["erase_after"]) else { return retention }
        update(&retention.eraseAfter, from: "erase_after", in: section, as: .duration(in: .day ... .day * 3650))
        return retention
    }
}

extension Duration {
    static let second: Duration = .seconds(1)
    static let minute: Duration = .seconds(60)
    static let day: Duration = .seconds(86_400)
}
