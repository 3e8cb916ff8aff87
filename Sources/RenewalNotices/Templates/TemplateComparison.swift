import Foundation
import RenewalRules

/// An office's own templates beside the shipped ones of this version.
package struct TemplateComparison: Sendable {
    /// How a file of the office compares.
    package enum State: Hashable, Sendable {
        /// It says what the shipped one says, which would be used without it.
        case unchanged
        case changed(shipped: String, own: String)
        /// A piece that only the office has.
        case ownPiece
        /// No template has this name, so that nobody reads it.
        case unread
        case unreadable(TemplateProblem)
    }

    /// A file of the office's folder.
    package struct File: Hashable, Sendable {
        /// Its path inside the folder.
        package let name: String
        package let state: State
    }

    /// The folder, as the configuration names it.
    package let directory: String
    /// By their names.
    package let files: [File]

    /// Reads a folder.
    ///
    /// - Parameter directory: with `zh-CN/`, `en/` and `layout.html.mustache`, each as far as the office has it
    package init(of directory: String) {
        self.directory = directory
        let folder = TemplateFolder(path: directory)
        files = Self.names(in: directory).map { File(name: $0, state: Self.state(of: $0, in: folder)) }
    }

    private static func names(in directory: String) -> [String] {
        let folders = [""] + Language.allCases.map { "\($0.rawValue)/" }
        return folders.flatMap { folder in
            // What cannot be listed is reported by check-config.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? []
            return names.filter { $0.hasSuffix(TemplateFolder.fileExtension) }.map { folder + $0 }
        }.sorted()
    }

    private static func state(of name: String, in folder: TemplateFolder) -> State {
        do throws(TemplateProblem) {
            let own = try folder.text(of: name)
            guard let shipped = ShippedTemplates.text(of: name) else {
                return name.contains("/_") ? .ownPiece : .unread
            }
            return own.utf8.elementsEqual(shipped.utf8) ? .unchanged : .changed(shipped: shipped, own: own)
        } catch {
            return .unreadable(error)
        }
    }
}
