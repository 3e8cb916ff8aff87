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
    /// `renewald registry import`: a dry run unless `--write` is given.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Takes an office's sheet into the registry: shows what would change, and changes it with --write.",
            discussion: """
                A sheet has a row for each registration or certificate, in .xlsx, .xls or CSV of any encoding, with the \
                headers that offices write. Nothing is written unless all rows are good or --skip-bad is given.

                A file named after a table of the registry (person.csv), or given with --table, fills that table by its \
                ids; several of them are imported in the order given, all or none.

                Example: renewald registry import 名单.xlsx --write
                """
        )

        @OptionGroup var location: Location
        @Flag(help: "Write the changes instead of only showing them.")
        var write = false
        @Flag(help: "Write the good rows although there are bad ones.")
        var skipBad = false
        @Option(
            help: ArgumentHelp("Write the rows that are not taken into a file, with the reasons.", valueName: "file")
        )
        var rejects: String?
        @Option(
            help: ArgumentHelp(
                "The encoding of the text: utf-8, gbk, big5, utf-16 (default: found out).",
                valueName: "name"
            )
        )
        var encoding: String?
        @Option(help: ArgumentHelp("The sheet of a workbook (default: the first with a header).", valueName: "name"))
        var sheet: String?
        @Option(help: ArgumentHelp("What the titles of the sheet mean, in YAML.", valueName: "file"))
        var map: String?
        @Option(
            help: ArgumentHelp("Write what the titles were taken for into a file, to be corrected.", valueName: "file")
        )
        var saveMap: String?
        @Flag(help: "Pass over columns that are not understood.")
        var ignoreColumns = false
        @Flag(help: "Take known numbers for those of the other people that the sheet names.")
        var acceptIdentity = false
        @Flag(help: "Stop reminding of what this sheet held the last time and holds no longer.")
        var sync = false
        @Flag(help: "Do so even if many are gone.")
        var yes = false
        @Option(help: ArgumentHelp("What the sheet is remembered as (default: the file's name).", valueName: "name"))
        var source: String?
        @Option(help: "The table to fill by ids (default: the file's name without .csv, if it is one).")
        var table: String?
        @OptionGroup var language: LanguageOption
        @Argument(help: "The files.", completion: .file(extensions: ["xlsx", "xls", "csv", "tsv", "txt"]))
        var files: [String]

        func validate() throws {
            if let encoding, TextEncoding(named: encoding) == nil {
                throw ValidationError("--encoding is utf-8, gbk, gb18030, big5 or utf-16, not \(encoding)")
            }
        }

        func run() async throws {
            try await endingWell {
                // The files may be root's own.
                let contents = try files.map(read)
                let tables = contents.map(ImportFile.isOfTable)
                guard !tables.contains(true) || !tables.contains(false) else {
                    throw ValidationError("a sheet of people and the file of a table are imported one after the other")
                }
                if tables.first == true { return try importTables(contents) }
                for file in contents { try importRoster(file) }
            }
        }

        private func read(_ file: String) throws -> ImportFile {
            // A handle, because the file may be a pipe.
            guard let handle = FileHandle(forReadingAtPath: file) else {
                Console.complain("reading \(file): \(String(cString: strerror(errno)))")
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            guard let bytes = try? handle.readToEnd() ?? Data() else {
                Console.complain("reading \(file): it is no file that can be read to its end")
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            return ImportFile(name: file, table: table, bytes: Array(bytes))
        }
    }
}

// Files of tables.
extension RegistryCommand.Import {
    private func importTables(_ files: [ImportFile]) throws {
        let now = SystemClock().now
        let settings = try location.settings()
        let today = try settings.calendar.day(of: now)
        let registry = try location.open()
        var options = ImportOptions(writes: write, skipsBad: skipBad, updatedAt: now, day: today)
        options.encoding = encoding.flatMap(TextEncoding.init(named:))
        options.acceptsIdentity = acceptIdentity
        let bar = ProgressBar("importing", total: 100)
        let reports = try registry.changing(at: now, writes: write, isChange: { $0.contains(where: \.hasChanged) }) {
            () throws(RegistryError) in
            try registry.importCSV(files, options: options) { done, total in bar.show(done * 100 / max(total, 1)) }
        }
        bar.finish()
        let spoken = language.language(of: settings)
        for (file, report) in zip(self.files, reports) {
            for complaint in report.complaints(about: file) { Console.complain(complaint[spoken]) }
            for remark in report.remarks(on: file) { Console.remark(remark[spoken]) }
            Console.say(report.summary(of: file)[spoken])
        }
        let isWritten = reports.allSatisfy(\.written)
        let rejected = reports.reduce(0) { $0 + $1.rejected.count }
        Console.say(ImportReport.outcome(isWritten: isWritten, rejected: rejected)[spoken])
        guard rejected == 0 else { throw ExitCode(Sysexit.dataError.rawValue) }
    }
}

// Sheets of people.
extension RegistryCommand.Import {
    private func importRoster(_ file: ImportFile) throws {
        let settings = try location.settings()
        let spoken = language.language(of: settings)
        let sheet = try sheet(of: file, spoken)
        let roster = try roster(of: sheet, in: file, spoken)
        let now = SystemClock().now
        var options = RosterOptions(
            source: source ?? URL(filePath: file.name).lastPathComponent,
            updatedAt: now,
            day: try settings.calendar.day(of: now)
        )
        options.writes = write && (ignoreColumns || roster.header.unknown.isEmpty)
        (options.skipsBad, options.acceptsIdentity) = (skipBad, acceptIdentity)
        (options.syncs, options.confirmsMany) = (sync, yes)
        let registry = try location.open()
        let bar = ProgressBar(spoken.text(of: ("导入", "importing")), total: roster.rows.count)
        let key = try registry.identityKey(for: roster, writes: options.writes)
        let report = try registry.changing(at: now, writes: options.writes, isChange: \.hasChanged) {
            () throws(RegistryError) in
            try registry.importRoster(roster, key: key, options: options, progress: bar.show)
        }
        bar.finish()
        for phrase in report.phrases(of: sheet, named: file.name) { Console.say(phrase[spoken]) }
        try writeRejects(of: sheet, report, spoken)
        let command = RosterCommand(file: file.name, options: self, report: report)
        for phrase in command.ending { Console.say(phrase[spoken]) }
        guard report.rejected.isEmpty, report.obstacle == nil, ignoreColumns || report.header.unknown.isEmpty else {
            throw ExitCode(Sysexit.dataError.rawValue)
        }
    }

    private func sheet(of file: ImportFile, _ spoken: Language) throws -> SheetFile {
        do throws(SheetRefusal) {
            return try SheetFile(file.bytes, encoding: encoding.flatMap(TextEncoding.init(named:)), sheet: sheet)
        } catch {
            throw refused(file, error.phrase, spoken)
        }
    }

    private func roster(of sheet: SheetFile, in file: ImportFile, _ spoken: Language) throws -> Roster {
        guard let roster = Roster(sheet.rows, map: try columnMap(spoken)) else {
            throw refused(file, SheetRefusal.noHeader.phrase, spoken)
        }
        if let saveMap {
            let titles = roster.header.columns.map { (title: $0.title, field: $0.field?.rawValue) }
            try Data(ColumnMap.yaml(of: titles).utf8).write(to: URL(filePath: saveMap), options: .withoutOverwriting)
        }
        return roster
    }

    private func columnMap(_ spoken: Language) throws -> [String: RosterField] {
        guard let map else { return [:] }
        let text = try read(map)
        do {
            return try RosterHeader.map(ColumnMap(yaml: String(decoding: text.bytes, as: UTF8.self)).fields)
        } catch let error as any Speakable {
            throw refused(text, error.phrase, spoken)
        }
    }

    private func refused(_ file: ImportFile, _ phrase: Phrase, _ spoken: Language) -> ExitCode {
        Console.complain(spoken.text(of: ("\(file.name)：\(phrase.chinese)", "\(file.name): \(phrase.english)")))
        return ExitCode(Sysexit.dataError.rawValue)
    }

    private func writeRejects(of sheet: SheetFile, _ report: RosterReport, _ spoken: Language) throws {
        guard let rejects, !report.rejected.isEmpty else { return }
        let rows = RejectedRows(
            of: sheet,
            report,
            reasons: report.reasons(in: spoken),
            title: spoken.text(of: ("不能导入的原因", "why it was not taken"))
        )
        try Data(rows.bytes()).write(to: URL(filePath: rejects), options: .withoutOverwriting)
    }
}
