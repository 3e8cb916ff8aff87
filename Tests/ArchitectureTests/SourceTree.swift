import Foundation

/// A Swift file of the project, as lines.
struct SourceFile: Sendable, CustomStringConvertible {
    let path: String
    let lines: [String]

    var description: String { path }
    /// The target it belongs to: the folder under `Sources` or `Tests`.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// The modules it imports.
    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 1, !line.hasPrefix(" ") else { return nil }
            return words.count > index + 1 ? String(words[index + 1].prefix { $0 != "." }) : nil
        }
    }

    /// Lines that are neither comments nor inside a multi-line string.
    var code: [(number: Int, text: String)] {
        var isInString = false
        var code: [(Int, String)] = []
        for (index, line) in lines.enumerated() {
            let quotes = line.components(separatedBy: "\"\"\"").count - 1
            defer { if quotes % 2 == 1 { isInString.toggle() } }
            if isInString || line.trimmingCharacters(in: .whitespaces).hasPrefix("//") { continue }
            code.append((index + 1, line))
        }
        return code
    }
}

/// The project's Swift files.
enum SourceTree {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let sources = files(under: "Sources")
    static let tests = files(under: "Tests")

    private static func files(under folder: String) -> [SourceFile] {
        let base = root.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: base.appending(path: path), encoding: .utf8) else { return nil }
            return SourceFile(path: "\(folder)/\(path)", lines: text.components(separatedBy: "\n"))
        }
    }
}
