import RenewalFiles
import Yams

extension ConfigurationReader {
    /// Reads which sheets are taken into the registry by themselves, in the order of the file.
    mutating func sheets(in registry: Section) -> [SheetSettings] {
        guard let entry = registry["sheets"], let entries = entries(of: entry.node, named: "registry.sheets") else {
            return []
        }
        return entries.compactMap { sheet(from: $0) }
    }

    private static let sheetKeys = ["file", "sync", "skip_bad", "ignore_columns", "map", "sheet", "encoding"]

    private mutating func sheet(from entry: Section.Entry) -> SheetSettings? {
        let name = "registry.sheets.\(entry.key)"
        guard let entries = entries(of: entry.node, named: name) else { return nil }
        let section = Section(name: name, place: entry.keyPlace, entries: entries)
        refuseUnknownKeys(among: entries, of: section.place, allowing: Self.sheetKeys)
        guard let file = required("file", in: section, as: path) else { return nil }
        var sheet = SheetSettings(name: entry.key, file: file)
        update(&sheet.syncs, from: "sync", in: section, as: .truth)
        update(&sheet.skipsBad, from: "skip_bad", in: section, as: .truth)
        update(&sheet.ignoresColumns, from: "ignore_columns", in: section, as: .truth)
        sheet.map = value("map", in: section, as: path)
        sheet.sheet = value("sheet", in: section, as: .line)
        sheet.encoding = value("encoding", in: section, as: .encoding)
        return sheet
    }
}

extension ScalarForm where Value == TextEncoding {
    /// An encoding, as people name it.
    static var encoding: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let encoding = TextEncoding(named: text) else {
                throw Complaint(
                    "不能写\(text.quoted)；可填utf-8、gbk、gb18030、big5或utf-16",
                    "unknown encoding \(text.quoted); write utf-8, gbk, gb18030, big5 or utf-16"
                )
            }
            return encoding
        }
    }
}
