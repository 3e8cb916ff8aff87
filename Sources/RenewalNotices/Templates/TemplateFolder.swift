import Foundation
import RenewalRules

/// Reads template files: each once, completely, as UTF-8 with LF line ends.
struct TemplateFolder {
    let path: String

    static let fileExtension = ".mustache"
    /// Nobody would read a mail from a larger file.
    static let byteLimit = 65_536

    /// Whether there is a directory at the path.
    var exists: Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// The sorted names of the files for partials (`{{> _facts}}`), without their extension.
    func pieceNames(in folder: String) -> [String] {
        // An unreadable folder is reported through its missing files.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
        return files.filter { $0.hasPrefix("_") && $0.hasSuffix(Self.fileExtension) }
            .map { String($0.dropLast(Self.fileExtension.count)) }
            .sorted()
    }

    /// The text of one file, without a byte order mark.
    ///
    /// - Parameter name: its path inside the folder
    /// - Returns: lines ending in LF
    /// - Throws: the one problem that keeps it from being read
    func text(of name: String) throws(TemplateProblem) -> String {
        let file = "\(path)/\(name)"
        guard let data = FileManager.default.contents(atPath: file) else {
            let message = Phrase(
                "无法读取；请用随附的模板恢复",
                "cannot be read; restore it from the shipped templates"
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
