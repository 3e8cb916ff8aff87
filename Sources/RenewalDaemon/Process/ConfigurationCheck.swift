import Foundation
import RenewalBounces
package import RenewalConfig
import RenewalCouriers
import RenewalNotices
import RenewalOutbox
import RenewalRegistry
package import RenewalRules

/// Problems of a well-formed configuration: the things it points to.
package enum ConfigurationCheck {
    /// Opens the registry, checks the folders and the owner of the state file, and renders every template; sends and
    /// writes nothing.
    ///
    /// - Returns: one line per problem, each with the place of the key that names what is wrong; empty when the daemon
    ///   would start
    package static func problems(of settings: Settings) -> [Phrase] {
        let templates = problems(of: TemplateSet(directory: settings.texts.templatesDirectory))
        return registryProblems(of: settings) + folderProblems(of: settings) + stateProblems(of: settings)
            + bounceProblems(of: settings) + templates.map { settings.problem(of: ["texts", "templates"], $0) }
    }

    /// The source of the notices' texts, in a line with the directory and the target of a link.
    package static func texts(of settings: Settings) -> Phrase {
        guard let directory = settings.texts.templatesDirectory else {
            return Phrase(
                "文本：随附的模板；配置文件旁没有templates目录",
                "texts: the shipped templates; there is no directory templates beside the configuration"
            )
        }
        let target = URL(filePath: directory).resolvingSymlinksInPath().path
        guard target != directory else {
            return Phrase("文本：\(directory) 中的模板", "texts: the templates in \(directory)")
        }
        return Phrase(
            "文本：\(directory)（即 \(target)）中的模板",
            "texts: the templates in \(directory), which is \(target)"
        )
    }

    /// What the channels do that the file does not say, a line each.
    package static func facts(of settings: Settings) -> [Phrase] {
        settings.channels.flatMap { channel in
            let facts = channel.kind.descriptor.facts + (settings.sharesEmployers(on: channel) ? [allEmployers] : [])
            return facts.map { fact in
                Phrase("渠道\(channel.name)\(fact.chinese)", "channel \(channel.name) \(fact.english)")
            }
        }
    }

    private static let allEmployers = Phrase(
        "收到所有单位的提醒；如只应收到某一单位的，请在其路由中写`match: {employer: [ID]}`",
        "gets the notices of all employers; to give a program those of one, write match: {employer: [ID]} in its route"
    )

    /// Why a template is unusable, so that its notices would be sent with the plain texts.
    static func problems(of templates: TemplateSet) -> [Phrase] {
        templates.check().map { problem in
            Phrase("模板 \(problem.phrase.chinese)", "template \(problem.phrase.english)")
        }
    }

    private static func registryProblems(of settings: Settings) -> [Phrase] {
        do {
            _ = try settings.openRegistry()
            return []
        } catch {
            let words = (error as? any Speakable)?.phrase ?? Phrase(verbatim: "\(error)")
            guard case RegistryError.mapping(let setting, _) = error else {
                return [settings.problem(of: ["registry", "sqlite"], words)]
            }
            return [settings.problem(of: setting.split(separator: ".").map(String.init), words)]
        }
    }

    private static func stateProblems(of settings: Settings) -> [Phrase] {
        let fault = Outbox.fault(ofFilesAt: settings.statePath)?.phrase
        return fault.map { [settings.problem(of: stateKey, $0)] } ?? []
    }

    private static func bounceProblems(of settings: Settings) -> [Phrase] {
        settings.bounces.maildir.flatMap { BounceMailbox(path: $0).fault }
            .map { [settings.problem(of: ["bounces", "maildir"], $0)] } ?? []
    }

    private static func folderProblems(of settings: Settings) -> [Phrase] {
        let channels = settings.channels.flatMap { channel in
            channel.kind.descriptor.paths.map { (["channels", channel.name, "path"], $0) }
        }
        return ([(stateKey, settings.statePath)] + channels).compactMap { key, path in
            let folder = URL(filePath: path).deletingLastPathComponent().path
            guard !FileManager.default.isWritableFile(atPath: folder) else { return nil }
            let words = Phrase(
                "\(path) 所在的目录 \(folder) 不存在或者不可写入：请为本服务的用户创建",
                "the folder \(folder) of \(path) is not there or cannot be written: create it for the service's user"
            )
            return settings.problem(of: key, words)
        }
    }

    private static let stateKey = ["state", "sqlite"]
}

extension Settings {
    /// A problem of what a key names, with the place of the key.
    fileprivate func problem(of key: [String], _ words: Phrase) -> Phrase {
        Phrase(verbatim: "\(place(of: key)): ") + words
    }

    /// Whether a program gets the notices of every employer.
    fileprivate func sharesEmployers(on channel: ChannelSettings) -> Bool {
        guard channel.kind.descriptor.reach == .ownTarget else { return false }
        return routes.contains { route in
            route.employers.isEmpty && route.admits(audience: .employer) && route.everyChannel.contains(channel.name)
        }
    }
}
