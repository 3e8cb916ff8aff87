import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
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
                并在每日报告中写明原因和本应有的变动。
                """,
                """
                renewald-import.timer gives this command every few minutes. A sheet that somebody has open, or is just \
                writing, waits; one that cannot be taken in leaves the registry as it is and is named in the daily \
                report, with what would have changed.
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
                var isRefused = false
                for sheet in settings.registry.sheets {
                    let collection = SheetCollection(sheet, registry, settings)
                    isRefused = try !collection.collect() || isRefused
                }
                guard !isRefused else { throw ExitCode(Sysexit.dataError.rawValue) }
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
    func collect() throws -> Bool {
        switch try registry.look(at: sheet.file, source: sheet.name) {
        case .missing:
            say(Phrase("文件不存在或无法读取", "is not there or cannot be read"))
            return false
        case .open(let lock): say(Phrase("有人正在编辑（\(lock)），下次再看", "is open (\(lock)); the next look will tell"))
        case .changing: say(Phrase("刚有改动，下次再看是否写完", "has just changed; the next look tells whether it is whole"))
        case .taken: break
        case .new(let bytes): return try take(bytes)
        }
        return true
    }

    private func say(_ phrase: Phrase) {
        Console.say(Phrase(verbatim: sheet.file) + .colon + phrase)
    }

    private func take(_ bytes: [UInt8]) throws -> Bool {
        let now = SystemClock().now
        do {
            let phrases = try importing(bytes, at: now)
            for phrase in phrases { Console.say(phrase) }
            try registry.remember(taken: bytes, from: sheet.name, refusal: nil, at: now)
            return true
        } catch let refusal as SheetRefused {
            for phrase in refusal.phrases { Console.say(phrase) }
            say(Phrase("未导入，登记库保持原样", "was not taken in, the registry stays as it is"))
            let language = settings.texts.language
            let summary = refusal.phrases.prefix(SheetRefused.mostLines).map { $0[language] }.joined(separator: "\n")
            try registry.remember(taken: bytes, from: sheet.name, refusal: summary, at: now)
            return false
        }
    }

    private func importing(_ bytes: [UInt8], at now: UnixTime) throws -> [Phrase] {
        let file: SheetFile
        do throws(SheetRefusal) {
            file = try SheetFile(bytes)
        } catch {
            throw SheetRefused(phrases: [error.phrase])
        }
        guard let roster = Roster(file.rows, map: try columnMap()) else {
            throw SheetRefused(phrases: [SheetRefusal.noHeader.phrase])
        }
        var options = RosterOptions(source: sheet.name, updatedAt: now, day: try settings.calendar().day(of: now))
        options.writes = sheet.ignoresColumns || roster.header.unused.isEmpty
        (options.skipsBad, options.syncs) = (sheet.skipsBad, sheet.syncs)
        let key = try registry.identityKey(for: roster, writes: options.writes)
        let report = try registry.changing(at: now, writes: options.writes, isChange: \.hasChanged) {
            () throws(RegistryError) in
            try registry.importRoster(roster, key: key, options: options)
        }
        let phrases = report.phrases(of: file, named: sheet.file)
        guard report.written else { throw SheetRefused(phrases: phrases) }
        return phrases
    }

    private func columnMap() throws -> [String: RosterField] {
        guard let map = sheet.map else { return [:] }
        do {
            let text = try String(contentsOf: URL(filePath: map), encoding: .utf8)
            return try RosterHeader.map(ColumnMap(yaml: text).fields)
        } catch let error as any Speakable {
            throw SheetRefused(phrases: [Phrase("\(map)：\(error.phrase.chinese)", "\(map): \(error.phrase.english)")])
        }
    }
}

/// Why a sheet was not taken in, with what would have changed.
private struct SheetRefused: Error {
    let phrases: [Phrase]

    /// Enough for a mail.
    static let mostLines = 40
}
