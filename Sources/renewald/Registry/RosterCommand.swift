import Foundation
import RenewalOffice
import RenewalReports
import RenewalRules

/// What is said at the end of an import: whether it was written, and the exact line to go on with.
struct RosterCommand {
    let file: String
    let options: RegistryCommand.Import
    let report: RosterReport

    var ending: [Phrase] {
        if let map = options.saveMap { return saved(map) }
        let isEndless = report.header.lacksEnd && rejected > 0 && !report.hasChanged
        if report.written, !isEndless { return written }
        if !unknown.isEmpty || report.obstacle?.isOfRows == false { return obstructed }
        return isEndless ? withoutEnd : next
    }

    private var rejected: Int { report.rejected.count }

    private var written: [Phrase] {
        let isSame = !report.hasChanged
        guard rejected > 0 else {
            guard !isSame else { return [same] }
            let plan = Phrase("已写入登记库。查看哪些人将收到提醒：", "written. To see who will be reminded:")
            // Without a configuration nobody can be.
            return options.location.registry == nil || hasConfiguration
                ? [plan, Self.line(look + ["renewald", "plan"] + configuration)] : [Phrase("已写入登记库。", "written")]
        }
        let head =
            isSame
            ? Phrase(
                "登记库没有改动：其余各行与登记库一致，\(rejected) 行不能导入",
                "nothing was changed: the other rows are known, \(rejected) were not taken"
            )
            : Phrase("已写入登记库，不能导入的 \(rejected) 行除外", "written without the \(rejected) rows that were not taken")
        guard let rejects = options.rejects else {
            return [head + Phrase("；请在表中改正后再次导入。", "; mend them in the sheet and import it again")]
        }
        let place = Phrase(
            "。这些行已另存到 \(rejects)，原因在最后一列；改正后执行：",
            ". They are in \(rejects) with the reasons in the last column. When they are mended:"
        )
        return [head + place, line(for: rejects, ["--write"])]
    }

    /// What comes before a command that reads the state file, which whoever keeps the registry may not.
    private var look: [String] { ProcessEnvironment.sudo.isEmpty ? [] : ["sudo"] }

    /// The columns that keep the sheet out.
    private var unknown: [String] { options.ignoreColumns ? [] : report.header.unused }

    /// What keeps the sheet out, and the one command that passes over all of it.
    private var obstructed: [Phrase] {
        var reasons: [Phrase] = []
        var conditions: [Phrase] = []
        var cures: [String] = []
        if !unknown.isEmpty {
            let list = Phrase(
                "有不认识或重复的列（\(unknown.joined(separator: "、"))）",
                "columns were not understood (\(unknown.joined(separator: ", ")))"
            )
            reasons.append(list)
            conditions.append(Phrase("这些列用不到", "they are of no use"))
            cures.append("--ignore-columns")
        }
        switch report.obstacle {
        case .otherPeople(let count):
            reasons.append(
                Phrase(
                    "表中有 \(count) 个编号已属于他人，可能是整列错位或误填，请先核对",
                    "\(counted(count, "number belongs", "numbers belong")) to other people, as when a column has slipped; look at them first"
                )
            )
            conditions.append(Phrase("确属换人", "they are those people's now"))
            cures.append("--accept-identity")
        case .manyVanished(let gone, let all, let hasLostRows):
            let reason = Phrase(gone: gone, of: all, besideLostRows: hasLostRows)
            reasons.append(reason + Phrase("，请先核对", "; look at them first"))
            conditions.append(Phrase("确实要对这些人停止提醒", "they are to be reminded no longer"))
            cures += unknown.isEmpty ? write + ["--yes"] : ["--yes"]
        case .badRows, nil: break
        }
        let reason = reasons.joined(.semicolon)
        let condition = conditions.joined(Phrase("，且", ", and "))
        let head = Phrase(
            "登记库未改动：\(reason.chinese)。\(condition.chinese)的，执行：",
            "nothing was written: \(reason.english). If \(condition.english):"
        )
        guard !unknown.isEmpty else { return [head, line(for: file, cures)] }
        let other = Phrase(
            "这些列用得到的，先执行下面一行，写明各列的含义：",
            "if they are of use, say first what they mean in the file of this line:"
        )
        return [head, line(for: file, cures), other, line(for: file, ["--save-map", map])]
    }

    private var withoutEnd: [Phrase] {
        [
            Phrase(
                "登记库未改动。请在表中补上“有效期至”一列；该列另有名称的，先执行下面一行，写明各列的含义：",
                "nothing was written. Add a column \"valid until\"; if there is one of another name, say first what the columns mean in the "
                    + "file of this line:"
            ),
            line(for: file, ["--save-map", map]),
        ]
    }

    private func saved(_ map: String) -> [Phrase] {
        let open = header.filter { $0.field == nil }.count
        return [
            Phrase(
                "各列的含义已写入 \(map)，\(report.written ? "表已写入登记库" : "登记库未改动")。用文本编辑器打开它，按文件开头的说明改好"
                    + (open > 0 ? "（标有“？”的 \(open) 列要填）" : "") + "，保存后执行：",
                "what the columns mean is in \(map)\(report.written ? ", and the sheet is written" : "; nothing was written"). "
                    + "Open it in an editor, mend it as its first lines say"
                    + (open > 0 ? " (marked with ?: \(open))" : "") + ", save it, and go on with:"
            ),
            line(for: file, []),
        ]
    }

    private var header: [RosterHeader.Column] { report.header.columns }

    /// That there is nothing to write.
    private var same: Phrase {
        options.write
            ? Phrase("登记库与表中内容一致，没有改动。", "the registry says the same already; nothing was changed")
            : Phrase("登记库与表中内容一致，不必写入。", "the registry says the same already")
    }

    private var next: [Phrase] {
        let isSame = report.lines.isEmpty && (report.vanished.isEmpty || !report.endsVanished)
        if isSame, report.unchanged == 0 {
            return [Phrase("登记库未改动：表中没有可导入的行。", "nothing was written: the sheet has no rows")]
        }
        if isSame { return [same] }
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
        var words = ["registry", "import", file]
        if let registry = options.location.registry { words += ["--registry", registry] }
        if let encoding = options.encoding, file == self.file { words += ["--encoding", encoding] }
        if let sheet = options.sheet { words += ["--sheet", sheet] }
        if let map = options.saveMap ?? options.map { words += ["--map", map] }
        // The rows set aside are still rows of the first sheet.
        if let source = options.source ?? (file == self.file ? nil : options.sourceName(of: self.file)) {
            words += ["--source", source]
        }
        if options.ignoreColumns { words.append("--ignore-columns") }
        if options.acceptIdentity { words.append("--accept-identity") }
        if file == self.file {
            if options.sync { words.append("--sync") }
            if options.yes, !more.contains("--yes") { words.append("--yes") }
        }
        return Self.command(words + configuration + more)
    }

    /// A command of ours to copy, to be run as this one was.
    static func command(_ words: [String]) -> Phrase { line(ProcessEnvironment.sudo + ["renewald"] + words) }

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

    /// A file that is not there yet: the one named, or `名单-退回.csv`, in English `list-rejected.csv`, beside the sheet.
    private var rejects: String {
        if let named = options.rejects { return named }
        let dot = file.lastIndex(of: ".").flatMap { file[$0...].contains("/") ? nil : $0 } ?? file.endIndex
        let ending = file[dot...].lowercased() == ".xls" ? ".xlsx" : String(file[dot...])
        return Self.free(String(file[..<dot]) + Phrase("-退回", "-rejected")[.spoken], ending)
    }

    /// A file for the columns that is not there yet.
    private var map: String { Self.free("columns", ".yaml") }

    private static func free(_ name: String, _ ending: String) -> String {
        let names = [""] + (2...99).map(String.init)
        return names.map { name + $0 + ending }.first { !NewFile($0).exists } ?? name + "-" + ending
    }

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_./:".unicodeScalars.contains($0)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension RosterObstacle {
    /// Whether only rows with faults are in the way, which can be left out.
    fileprivate var isOfRows: Bool {
        switch self {
        case .badRows: true
        case .otherPeople, .manyVanished: false
        }
    }
}
