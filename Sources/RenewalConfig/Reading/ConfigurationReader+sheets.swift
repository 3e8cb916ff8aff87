import Yams

extension ConfigurationReader {
    /// Reads which sheets are taken into the registry by themselves, in the order of the file.
    mutating func sheets(in registry: Section) -> [SheetSettings] {
        guard let entry = registry["sheets"], let entries = entries(of: entry.node, named: "registry.sheets") else {
            return []
        }
        return entries.compactMap { sheet(from: $0) }
    }

    private mutating func sheet(from entry: Section.Entry) -> SheetSettings? {
        let name = "registry.sheets.\(entry.key)"
        guard let entries = entries(of: entry.node, named: name) else { return nil }
        let section = Section(name: name, place: entry.keyPlace, entries: entries)
        refuseUnknownKeys(among: entries, allowing: ["file", "sync", "skip_bad", "ignore_columns", "map"])
        guard let file = required("file", in: section, as: path) else { return nil }
        var sheet = SheetSettings(name: entry.key, file: file)
        update(&sheet.syncs, from: "sync", in: section, as: .truth)
        update(&sheet.skipsBad, from: "skip_bad", in: section, as: .truth)
        update(&sheet.ignoresColumns, from: "ignore_columns", in: section, as: .truth)
        sheet.map = value("map", in: section, as: path)
        return sheet
    }
}
