import RenewalRules
import RenewalSQLite

/// The files that a registry consists of; another one when any of them was replaced.
struct RegistryIdentity: Hashable, Sendable, CustomStringConvertible {
    private let files: [FileIdentity]

    /// Looks where the paths of a registry and of what its mapping attaches lead.
    ///
    /// - Throws: `RegistryError.missing`, `.unreadable`
    init(path: String, mapping: RegistryMapping) throws(RegistryError) {
        var files = [try FileIdentity(registryAt: path)]
        for file in mapping.attached {
            do throws(RegistryError) {
                files.append(try FileIdentity(registryAt: file.path))
            } catch {
                guard case .missing = error else { throw error }
                throw .mapping(
                    setting: "registry.mapping.attach.\(file.name)",
                    reason: Phrase("没有文件\(file.path)；请改正路径", "there is no file \(file.path); correct its path")
                )
            }
        }
        self.files = files
    }

    var description: String { files.map(\.description).joined(separator: " ") }
}
