import Foundation
package import RenewalRules
import Yams

/// What the titles of an office's sheet mean, in YAML: `到期时间(注册): valid_until`.
package struct ColumnMap: Hashable, Sendable {
    /// The names of fields by the titles in the sheet.
    package let fields: [String: String]

    /// A map that is none.
    package struct Problem: Error, Hashable, Sendable, Speakable {
        package let phrase: Phrase
    }

    package init(fields: [String: String]) { self.fields = fields }

    /// Reads a map.
    ///
    /// - Throws: ``Problem`` for text that is no YAML, or something else than titles with a field each
    package init(yaml text: String) throws(Problem) {
        let found: [String: String]?
        do {
            found = try Yams.load(yaml: text) as? [String: String]
        } catch {
            throw Problem(phrase: Phrase("不是有效的 YAML：\(error)", "is not valid YAML: \(error)"))
        }
        guard let found else {
            throw Problem(phrase: Phrase("每行应写成“列名: 字段”", "must have a line \"title: field\" for each column"))
        }
        fields = found
    }

    /// The map as a file, titles in order.
    ///
    /// - Parameters:
    ///   - titles: all titles of a sheet, in its order; one without a field is left for somebody to fill in
    ///   - fields: what may stand behind a title
    ///   - language: of the comments
    /// - Returns: how the file is filled in, and a line for each title
    package static func yaml(
        of titles: [(title: String, field: String?)],
        fields: [(name: String, means: String)],
        in language: Language
    ) -> String {
        let help = [
            Phrase("每行一列：冒号前是表中的列名，冒号后是它的含义", "A line for each column: its title, and what it means"),
            Phrase(
                "行末标有“？”的没有认出来，请改成下面的一个词；用不到的列写 unneeded",
                "One with a ? was not understood: write one of these words, or unneeded"
            ),
            Phrase("可用的词：", "The words:"),
        ]
        let words = fields.map { "  \($0.name.padding(toLength: 24, withPad: " ", startingAt: 0))\($0.means)" }
        let comments = (help.map { $0[language] } + words).map { "# \($0)\n" }.joined()
        let mark = language.text(of: ("  # ？", "  # ?"))
        return comments
            + titles.map { title, field in "\(quoted(title)): \(field ?? "unneeded")\(field == nil ? mark : "")\n" }
            .joined()
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
