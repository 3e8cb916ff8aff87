import RenewalOffice
import RenewalRules

/// What is said at the end of an import: whether it was written, and the exact line to go on with.
struct RosterCommand {
    let file: String
    let options: RegistryCommand.Import
    let report: RosterReport

    var ending: [Phrase] {
        if report.written {
            let what =
                report.rejected.isEmpty
                ? Phrase("已写入登记库", "written")
                : Phrase(
                    "已写入登记库，不能导入的 \(report.rejected.count) 行除外",
                    "written without the \(report.rejected.count) rows that were not taken"
                )
            return [what]
        }
        let unknown = options.ignoreColumns ? [] : report.header.unknown
        var phrases: [Phrase] = []
        if !unknown.isEmpty {
            phrases.append(
                Phrase(
                    "未写入：有不认识的列。用 --save-map 写出列名对照、改好后用 --map 指定，或加 --ignore-columns 忽略",
                    "nothing was written: columns were not understood. Correct them with --save-map and --map, or pass over them with --ignore-columns"
                )
            )
        }
        switch report.obstacle {
        case .otherPeople(let count):
            phrases.append(
                Phrase(
                    "未写入：有 \(count) 个编号在登记库中属于其他人（可能整列错位）。请先核对；确属换人，请加 --accept-identity",
                    "nothing was written: \(count) numbers belong to other people in the registry, as when a column has slipped. "
                        + "Look at them first; if it is so, add --accept-identity"
                )
            )
        case .manyVanished(let gone, let all):
            phrases.append(
                Phrase(
                    "未写入：上次的 \(all) 条中有 \(gone) 条不在表中，表可能不完整。确认无误请加 --yes",
                    "nothing was written: \(gone) of \(all) records are gone, the sheet may not be whole. If it is, add --yes"
                )
            )
        case .badRows, nil: phrases += next
        }
        return phrases
    }

    private var next: [Phrase] {
        [
            Phrase("未写入：以上是预演。确认无误后请执行：", "nothing was written: this was a dry run. To go on:"),
            Phrase(verbatim: "  " + arguments.joined(separator: " ")),
        ]
    }

    /// The command that was given, with what is needed to write.
    private var arguments: [String] {
        var words = ["renewald", "registry", "import", Self.quoted(file)]
        if let registry = options.location.registry { words += ["--registry", Self.quoted(registry)] }
        if options.location.options.config != ConfigurationOption.defaultPath {
            words += ["--config", Self.quoted(options.location.options.config)]
        }
        if let encoding = options.encoding { words += ["--encoding", Self.quoted(encoding)] }
        if let sheet = options.sheet { words += ["--sheet", Self.quoted(sheet)] }
        if let map = options.map { words += ["--map", Self.quoted(map)] }
        if let source = options.source { words += ["--source", Self.quoted(source)] }
        if options.ignoreColumns { words.append("--ignore-columns") }
        if options.sync { words.append("--sync") }
        words.append("--write")
        if !report.rejected.isEmpty { words += ["--skip-bad", "--rejects", Self.quoted(options.rejects ?? rejects)] }
        return words
    }

    /// `名单-退回.csv` beside `名单.csv`.
    private var rejects: String {
        guard let dot = file.lastIndex(of: "."), file[dot...].firstIndex(of: "/") == nil else { return file + "-退回" }
        let ending = file[dot...].lowercased() == ".xls" ? ".xlsx" : String(file[dot...])
        return "\(file[..<dot])-退回\(ending)"
    }

    /// A word as a shell takes it.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_./:".unicodeScalars.contains($0)
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
