import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalFiles
import RenewalOffice
import RenewalRegistry
import RenewalReports
import RenewalRules

extension RegistryCommand {
    /// `renewald registry collect`: one look at each sheet that the configuration names.
    struct Collect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "导入 registry.sheets 中有改动且已写完的登记表。",
                "Takes in the sheets of registry.sheets that have changed and stood still since the last look."
            ),
            discussion: .both(
                """
                由 renewald-import.timer 每隔几分钟执行一次。有人正在编辑或刚在写入的表，等下一次再看；不能导入的表不改动登记库，\
                并在提醒日报中写明文件、行数和有问题的列，逐行的原因只在本命令的输出中。
                """,
                """
                renewald-import.timer gives this command every few minutes. A sheet that somebody has open, or is just \
                writing, waits; one that cannot be taken in leaves the registry as it is and is named in the daily \
                report with its rows and columns; the reasons row by row are in this command's output.
                """,
                examples: "renewald registry collect"
            )
        )

        @OptionGroup var options: ConfigurationOption

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                try Ownership.become(ownerOfFolderOf: settings.registry.path)
                let registry = try ReferenceRegistry(path: settings.registry.path)
                let sheets = settings.registry.sheets
                try registry.forgetRefusals(except: sheets.map(\.name))
                let codes = sheets.compactMap { sheet in
                    // What goes wrong with one sheet is no reason to leave the others.
                    do {
                        let isInOrder = try SheetCollection(sheet, registry, settings).collect()
                        return isInOrder ? nil : ExitCode(Sysexit.dataError.rawValue)
                    } catch {
                        return complain(of: error, with: sheet.file)
                    }
                }
                let refused = ExitCode(Sysexit.dataError.rawValue)
                if let code = codes.first(where: { $0 != refused }) ?? codes.first { throw code }
            }
        }
    }
}

/// One look at one sheet.
private struct SheetCollection {
    private let sheet: SheetSettings
    private let registry: ReferenceRegistry
    private let settings: Settings

    init(_ sheet: SheetSettings, _ registry: ReferenceRegistry, _ settings: Settings) {
        (self.sheet, self.registry, self.settings) = (sheet, registry, settings)
    }

    /// - Returns: `false` when the sheet was refused
    /// - Throws: what has nothing to do with its content, so that the next look tries again
    func collect() throws -> Bool {
        let now = SystemClock().now
        let map = try sheet.map.map(ColumnMapFile.init)
        let look = try registry.look(at: sheet.file, source: sheet.name, settings: sheet.mark(with: map), now: now)
        switch look {
        case .trouble(let trouble):
            say(trouble.phrase)
            let summary = SheetRefused(trouble.phrase, of: sheet.file).summary.summary(in: settings.texts.language)
            try registry.remember(trouble, of: sheet.name, summary: summary, at: now)
            return false
        case .open(let lock): say(Phrase("有人正在编辑（\(lock)），下次再看", "is open (\(lock)); the next look will tell"))
        case .changing: say(Phrase("刚有改动，下次再看是否写完", "has just changed; the next look tells whether it is whole"))
        case .taken: break
        case .new(let content): return try take(content, map, at: now)
        }
        return true
    }

    private func say(_ phrase: Phrase) {
        Console.say(Phrase(verbatim: sheet.file) + .colon + phrase)
    }

    private func take(_ content: SheetContent, _ map: ColumnMapFile?, at now: UnixTime) throws -> Bool {
        let refusal: SheetRefused
        do {
            let taken = try importing(content.bytes, map, at: now)
            for phrase in taken.phrases { Console.say(phrase) }
            let summary = taken.summary?.summary(in: settings.texts.language)
            try registry.remember(taken: content, from: sheet.name, refusal: summary, at: now)
            return true
        } catch let refused as SheetRefused {
            refusal = refused
        } catch let refused as SheetRefusal where !refused.isOfEnvironment {
            refusal = SheetRefused(refused.phrase, of: sheet.file)
        } catch let refused as ColumnMapFile.Refusal {
            refusal = SheetRefused(refused.phrase, of: sheet.file)
        }
        for phrase in refusal.changes { Console.say(phrase) }
        say(Phrase("未导入，登记库保持原样：", "was not taken in, the registry stays as it is: ") + refusal.reason)
        let summary = refusal.summary.summary(in: settings.texts.language)
        try registry.remember(taken: content, from: sheet.name, refusal: summary, at: now)
        return false
    }

    /// Takes a sheet in.
    ///
    /// - Returns: what is said of it, and for a mail what is said of the rows that were left out, if any were
    private func importing(
        _ bytes: [UInt8],
        _ map: ColumnMapFile?,
        at now: UnixTime
    ) throws -> (phrases: [Phrase], summary: [Phrase]?) {
        let fields = try map?.fields() ?? [:]
        let file = try SheetFile(bytes, encoding: sheet.encoding, sheet: sheet.sheet, map: fields)
        guard let roster = Roster(file.rows, map: fields) else { throw SheetRefusal.noHeader }
        var options = RosterOptions(source: sheet.name, updatedAt: now, day: try settings.calendar().day(of: now))
        options.writes = sheet.ignoresColumns || roster.header.unused.isEmpty
        (options.skipsBad, options.syncs) = (sheet.skipsBad, sheet.syncs)
        let key = try registry.identityKey(for: roster, writes: options.writes)
        let report = try registry.changing(at: now, writes: options.writes, isChange: \.hasChanged) {
            try registry.importRoster(roster, key: key, options: options)
        }
        let phrases = report.phrases(of: file, named: sheet.file)
        let summary = report.summary(of: sheet.file, ignoresColumns: sheet.ignoresColumns)
        guard report.written else {
            let reason = report.refusal(ignoresColumns: sheet.ignoresColumns)
            throw SheetRefused(reason: reason, changes: phrases, summary: summary)
        }
        let rest = Phrase("其余各行：已导入", "the other rows: taken in")
        return (phrases, report.rejected.isEmpty ? nil : summary + [rest])
    }
}

extension SheetSettings {
    /// What decides, beside its content, how a sheet is taken.
    fileprivate func mark(with map: ColumnMapFile?) -> [UInt8] {
        let settings = """
            sync \(syncs), skip_bad \(skipsBad), ignore_columns \(ignoresColumns), encoding \(encoding?.rawValue ?? "-")
            sheet \(sheet ?? "")

            """
        return Array(settings.utf8) + (map?.bytes ?? [])
    }
}

/// Why a sheet was not taken in, with what would have changed.
private struct SheetRefused: Error {
    let reason: Phrase
    let changes: [Phrase]
    /// The same for a mail, `label：text` each line, without what cells say.
    let summary: [Phrase]

    init(reason: Phrase, changes: [Phrase], summary: [Phrase]) {
        (self.reason, self.changes, self.summary) = (reason, changes, summary)
    }

    /// Of the whole file, with nothing of its cells.
    init(_ reason: Phrase, of file: String) {
        let summary = [Phrase("文件：\(file)", "file: \(file)"), Phrase("原因：", "reason: ") + reason]
        self.init(reason: reason, changes: [], summary: summary)
    }
}
