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
    /// - Parameter titles: all titles of a sheet, in its order; one without a field is left for somebody to fill in
    /// - Returns: a line for each title
    package static func yaml(of titles: [(title: String, field: String?)]) -> String {
        titles.map { title, field in "\(quoted(title)): \(field ?? "unneeded")" + (field == nil ? "  # ?" : "") + "\n" }
            .joined()
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
