/// How a table is written: JSON as an object a line.
package enum TableFormat: String, Hashable, Sendable, CaseIterable {
    case text, json, csv
}

/// How something is written that is no table.
package enum StoryFormat: String, Hashable, Sendable, CaseIterable {
    case text, json
}

/// How something is written that only programs read.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
    case json, csv
}
