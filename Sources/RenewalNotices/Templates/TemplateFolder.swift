import Foundation
import RenewalRules

/// Reads template files: each once, completely, as UTF-8 with LF line ends.
///
/// An office keeps only the files that it has changed, if any: for each of the others stands the shipped one.
struct TemplateFolder {
    /// `nil` for the shipped ones alone.
    let path: String?

    static let fileExtension = ".mustache"
    /// Nobody would read a mail from a larger file.
    static let byteLimit = 65_536

    /// The path, if it leads to no directory.
    var missing: String? {
        guard let path else { return nil }
        var isDirectory: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        return isThere && isDirectory.boolValue ? nil : path
    }

    /// The place of a file, for a message.
    func place(of name: String) -> String { path.map { "\($0)/\(name)" } ?? name }

    /// The sorted names of the partials (`{{> _facts}}`), those of the folder and the shipped ones, without their extension.
    func pieceNames(in folder: String) -> [String] {
        // An unreadable folder is reported through its missing files.
        let files = path.flatMap { try? FileManager.default.contentsOfDirectory(atPath: "\($0)/\(folder)") } ?? []
        let shipped = ShippedTemplates.names.filter { $0.hasPrefix("\(folder)/") }.map {
            $0.dropFirst(folder.count + 1)
        }
        let names = (files + shipped.map(String.init)).filter { $0.hasPrefix("_") && $0.hasSuffix(Self.fileExtension) }
        return Set(names.map { String($0.dropLast(Self.fileExtension.count)) }).sorted()
    }

    /// The text of one file, without a byte order mark; that of the shipped one where the folder has none.
    ///
    /// - Parameter name: its path inside the folder
    /// - Returns: lines ending in LF
    /// - Throws: the one problem that keeps it from being read
    func text(of name: String) throws(TemplateProblem) -> String {
        let file = place(of: name)
        guard path != nil, let data = FileManager.default.contents(atPath: file) else {
            // A link to nowhere is a mistake, not a missing file.
            let isMissing = path == nil || (try? FileManager.default.attributesOfItem(atPath: file)) == nil
            if isMissing, let shipped = ShippedTemplates.text(of: name) { return shipped }
            let message = Phrase(
                "无法读取；请授权本服务的用户读取，或者删除，改用随附的模板",
                "cannot be read; let the service's user read it, or delete it for the shipped one"
            )
            throw TemplateProblem(file: file, message: message)
        }
        guard data.count <= Self.byteLimit else {
            throw TemplateProblem(file: file, message: Phrase("超过64 KiB；请缩短", "is larger than 64 KiB; shorten it"))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let message = Phrase("编码不是UTF-8；请另存为UTF-8", "is not UTF-8; save it in that encoding")
            throw TemplateProblem(file: file, message: message)
        }
        let lines = text.replacing("\r\n", with: "\n")
        return lines.hasPrefix("\u{FEFF}") ? String(lines.dropFirst()) : lines
    }
}
