import Foundation
package import RenewalConfig
import RenewalCouriers
import RenewalNotices
import RenewalOutbox

/// What can be wrong with a well-formed configuration: things it points to.
package enum ConfigurationCheck {
    /// Opens the registry, looks at the folders and whose the state file is, and renders every template; sends and writes
    /// nothing.
    ///
    /// - Returns: one line per problem; empty when the daemon would start
    package static func problems(of settings: Settings) -> [String] {
        registryProblems(of: settings) + folderProblems(of: settings) + stateProblems(of: settings)
            + problems(of: TemplateSet(directory: settings.texts.templatesDirectory))
    }

    /// Which texts the notices are made from, in a line that names the directory, and where a link leads.
    package static func texts(of settings: Settings) -> String {
        guard let directory = settings.texts.templatesDirectory else {
            return "texts: built-in; there is no directory templates beside the configuration"
        }
        let target = URL(filePath: directory).resolvingSymlinksInPath().path
        return "texts: the templates in \(directory)" + (target == directory ? "" : ", which is \(target)")
    }

    /// What the channels do that the file does not say, a line each.
    package static func facts(of settings: Settings) -> [String] {
        settings.channels.flatMap { channel in channel.kind.descriptor.facts.map { "channel \(channel.name) \($0)" } }
    }

    /// What keeps a template from being used; its notices would leave in plain built-in words.
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
