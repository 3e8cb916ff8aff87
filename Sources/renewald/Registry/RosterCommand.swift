import Foundation
import RenewalOffice
import RenewalRules

/// What is said at the end of an import: whether it was written, and the exact line to go on with.
struct RosterCommand {
    let file: String
    let options: RegistryCommand.Import
    let report: RosterReport

    var ending: [Phrase] {
        if report.written { return written }
        let unknown = options.ignoreColumns ? [] : report.header.unused
        return (unknown.isEmpty ? [] : explain(unknown)) + explainObstacle(isAlone: unknown.isEmpty)
    }

    private var rejected: Int { report.rejected.count }

    private var written: [Phrase] {
        guard rejected > 0 else {
            let plan = Phrase("已写入登记库。查看哪些人将收到提醒：", "written. To see who will be reminded:")
            // Without a configuration nobody can be.
            return options.location.registry == nil || hasConfiguration
                ? [plan, Self.line(["renewald", "plan"] + configuration)] : [Phrase("已写入登记库。", "written")]
        }
        guard let rejects = options.rejects else {
            return [
                Phrase(
                    "已写入登记库，不能导入的 \(rejected) 行除外；请在表中改正后再次导入。",
                    "written without the \(rejected) rows that were not taken; mend them in the sheet and import it again"
                )
            ]
        }
        return [
            Phrase(
                "已写入登记库，不能导入的 \(rejected) 行除外。这些行已另存到 \(rejects)，原因在最后一列；改正后执行：",
                "written without \(rejected) rows, which are in \(rejects) with the reasons in the last column. When they are mended:"
            ),
            line(for: rejects, ["--write"]),
        ]
    }

    private func explain(_ unknown: [String]) -> [Phrase] {
        [
            Phrase(
                "登记库未改动：有不认识或重复的列（\(unknown.joined(separator: "、"))）。这些列用不到时，执行：",
                "nothing was written: columns were not understood (\(unknown.joined(separator: ", "))). If they are of no use:"
            ),
            line(for: file, ["--ignore-columns"]),
            Phrase(
                "用得到时，先执行下面一行，在 columns.yaml 中写明各列的含义，再加 --map columns.yaml 导入：",
                "if they are, say in the file of this line what they mean, and import with --map:"
            ),
            line(for: file, ["--save-map", "columns.yaml"]),
        ]
    }

    /// What else keeps the sheet out, or how to go on when nothing does.
    ///
    /// - Parameter isAlone: whether all columns are understood
    /// - Returns: a phrase each line
    private func explainObstacle(isAlone: Bool) -> [Phrase] {
        switch report.obstacle {
        case .otherPeople(let count):
            [
                Phrase(
                    "登记库未改动：表中有 \(count) 个编号在登记库中是别人的，可能是整列错位，请先核对。确属换人的，执行：",
                    "nothing was written: \(count) numbers belong to other people in the registry, as when a column has slipped. "
                        + "Look at them first; if it is so:"
                ),
                line(for: file, ["--accept-identity"]),
            ]
        case .manyVanished(let gone, let all):
            [
                Phrase(
                    "登记库未改动：上次导入的 \(all) 条中有 \(gone) 条不在表中，表可能不完整，请先核对。确认不再提醒的，执行：",
                    "nothing was written: \(gone) of \(all) records are gone, the sheet may not be whole. If it is:"
                ),
                line(for: file, write + ["--yes"]),
            ]
        case .badRows, nil: isAlone ? next : []
        }
    }

    private var next: [Phrase] {
        let nothing = report.lines.isEmpty && report.vanished.isEmpty
        if nothing, report.unchanged == 0 {
            return [Phrase("登记库未改动：表中没有可导入的行。", "nothing was written: the sheet has no rows")]
        }
        if nothing { return [Phrase("登记库与表中内容一致，不必写入。", "the registry says the same already")] }
        let head =
            rejected == 0
            ? Phrase("以上为预演，登记库未改动。核对无误后执行：", "this was a dry run, nothing was written. To write it:")
            : Phrase(
                "登记库未改动。请在表中改正上面 \(rejected) 行，再预演一次；也可先写入其余各行，把这 \(rejected) 行另存出来再改：",
                "nothing was written. Mend the \(rejected) rows in the sheet, or write the others and set these aside:"
            )
        return [head, line(for: file, write)]
    }

    private var write: [String] { rejected > 0 ? ["--write", "--skip-bad", "--rejects", rejects] : ["--write"] }

    /// The command that was given, for a file, with further options.
    private func line(for file: String, _ more: [String]) -> Phrase {
        var words = ["renewald", "registry", "import", file]
        if let registry = options.location.registry { words += ["--registry", registry] }
        if let encoding = options.encoding, file == self.file { words += ["--encoding", encoding] }
        if let sheet = options.sheet { words += ["--sheet", sheet] }
        if let map = options.map { words += ["--map", map] }
        if let source = options.source { words += ["--source", source] }
        if options.ignoreColumns { words.append("--ignore-columns") }
        if options.acceptIdentity { words.append("--accept-identity") }
        if options.sync, file == self.file { words.append("--sync") }
        return Self.line(words + configuration + more)
    }

    /// A command to copy.
    static func line(_ words: [String]) -> Phrase {
        Phrase(verbatim: "  " + words.map(quoted).joined(separator: " "))
    }

    private var hasConfiguration: Bool {
        options.location.options.config != ConfigurationOption.defaultPath
            || FileManager.default.isReadableFile(atPath: ConfigurationOption.defaultPath)
    }

    private var configuration: [String] {
        let file = options.location.options.config
        return file == ConfigurationOption.defaultPath ? [] : ["--config", file]
    }

    /// A file that is not there yet: the one named, or `名单-退回.csv` beside `名单.csv`.
    private var rejects: String {
        if let named = options.rejects { return named }
        let dot = file.lastIndex(of: ".").flatMap { file[$0...].contains("/") ? nil : $0 } ?? file.endIndex
        let ending = file[dot...].lowercased() == ".xls" ? ".xlsx" : String(file[dot...])
        let names = [""] + (2...99).map(String.init)
        return names.map { "\(file[..<dot])-退回\($0)\(ending)" }.first { !NewFile($0).exists } ?? file + "-退回"
    }

    /// A word as a shell takes it.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_./:".unicodeScalars.contains($0)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
