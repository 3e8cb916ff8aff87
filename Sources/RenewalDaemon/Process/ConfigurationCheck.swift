import Foundation
package import RenewalConfig
import RenewalCouriers
import RenewalNotices
import RenewalOutbox
import RenewalRules

/// Problems of a well-formed configuration: the things it points to.
package enum ConfigurationCheck {
    /// Opens the registry, checks the folders and the owner of the state file, and renders every template; sends and
    /// writes nothing.
    ///
    /// - Returns: one line per problem; empty when the daemon would start
    package static func problems(of settings: Settings) -> [String] {
        registryProblems(of: settings) + folderProblems(of: settings) + stateProblems(of: settings)
            + problems(of: TemplateSet(directory: settings.texts.templatesDirectory))
    }

    /// The source of the notices' texts, in a line with the directory and the target of a link.
    package static func texts(of settings: Settings) -> String {
        guard let directory = settings.texts.templatesDirectory else {
            return "texts: built-in; there is no directory templates beside the configuration"
        }
        let target = URL(filePath: directory).resolvingSymlinksInPath().path
        return "texts: the templates in \(directory)" + (target == directory ? "" : ", which is \(target)")
    }

    /// What the channels do that the file does not say, a line each.
    package static func facts(of settings: Settings) -> [String] {
        settings.channels.flatMap { channel in
            let advice = "to give a program those of one, write match: {employer: [ID]} in its route"
            let shared = settings.sharesEmployers(on: channel) ? ["gets the notices of all employers; \(advice)"] : []
            return (channel.kind.descriptor.facts + shared).map { "channel \(channel.name) \($0)" }
        }
    }

    /// Why a template is unusable, so that its notices would be sent with the built-in texts.
    static func problems(of templates: TemplateSet) -> [String] {
        templates.check().map { "template \($0.file): \($0.message)" }
    }

    private static func registryProblems(of settings: Settings) -> [String] {
        do {
            _ = try settings.openRegistry()
            return []
        } catch {
            return ["\(error)"]
        }
    }

    private static func stateProblems(of settings: Settings) -> [String] {
        Outbox.fault(ofFilesAt: settings.statePath).map { ["\($0)"] } ?? []
    }

    private static func folderProblems(of settings: Settings) -> [String] {
        ([settings.statePath] + settings.channels.flatMap(\.kind.descriptor.paths)).compactMap { path in
            let folder = URL(filePath: path).deletingLastPathComponent().path
            guard !FileManager.default.isWritableFile(atPath: folder) else { return nil }
            return "the folder \(folder) of \(path) is not there or cannot be written: create it for the service's user"
        }
    }
}

extension Settings {
    /// Whether a program gets the notices of every employer.
    fileprivate func sharesEmployers(on channel: ChannelSettings) -> Bool {
        guard channel.kind.descriptor.reach == .ownTarget else { return false }
        return routes.contains { route in
            route.employers.isEmpty && route.admits(audience: .employer) && route.everyChannel.contains(channel.name)
        }
    }
}
