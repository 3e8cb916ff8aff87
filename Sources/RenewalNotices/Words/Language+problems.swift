import RenewalRules

/// Problems in the rows of a registry, described for the office.
extension Language {
    /// `注册 R-1、R-2、R-3等50条`, `registration and 47 more`.
    func label(_ name: String, _ ids: [String], of count: Int) -> String {
        let shown = ids.prefix(3).compactMap { FieldText.clean($0) }
        guard !shown.isEmpty else { return either("\(name) \(count)条", "\(name), \(count)") }
        let names = "\(name) " + list(shown)
        let rest = count - shown.count
        return rest > 0 ? names + either("等\(count)条", " and \(rest) more") : names
    }

    /// The consequence of an unreadable row.
    var untold: String { either("更正之前无法就该记录发出提醒", "so that nobody is told of it until it is put right") }

    /// The name of a registry table, or of the record type of a mapped row.
    func name(ofTable table: String) -> String { TableWords.of(table)[self] }
}
