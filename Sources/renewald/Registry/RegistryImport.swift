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
            abstract: .both(
                "把单位的登记表导入登记库：默认只显示将有哪些变动，加 --write 才写入。",
                "Takes an office's sheet into the registry: shows what would change, and changes it with --write."
            ),
            discussion: .both(
                """
                登记表每行是一个注册或一张证书，可以是 .xlsx、.xls，或任何编码的 CSV，列名照单位平时的写法即可。有不能导入的行时不写入，\
                除非加 --skip-bad。

                以登记库数据表命名的文件（如 person.csv），或用 --table 指定数据表的，按编号导入该表；多个这样的文件按所写顺序导入，\
                要么全部写入，要么都不写入。
                """,
                """
                A sheet has a row for each registration or certificate, in .xlsx, .xls or CSV of any encoding, with the \
                headers that offices write. Nothing is written unless all rows are good or --skip-bad is given.

                A file named after a table of the registry (person.csv), or given with --table, fills that table by its \
                ids; several of them are imported in the order given, all or none.
                """,
                examples: "renewald registry import 名单.xlsx --write"
            )
        )

        @OptionGroup var location: Location
        @Flag(help: .both("写入变动，而不只是显示。", "Write the changes instead of only showing them."))
        var write = false
        @Flag(help: .both("虽有不能导入的行，仍写入其余各行。", "Write the good rows although there are bad ones."))
        var skipBad = false
        @Option(
            help: .both(
                "把不能导入的行连同原因写入文件。",
                "Write the rows that are not taken into a file, with the reasons.",
                value: ("文件", "file")
            )
        )
        var rejects: String?
        @Option(
            help: .both(
                "文本的编码：utf-8、gbk、big5、utf-16（默认：自动识别）。",
                "The encoding of the text: utf-8, gbk, big5, utf-16 (default: found out).",
                value: ("编码", "name")
            )
        )
        var encoding: String?
        @Option(
            help: .both(
                "工作簿中的工作表（默认：第一张有表头的）。",
                "The sheet of a workbook (default: the first with a header).",
                value: ("名称", "name")
            )
        )
        var sheet: String?
        @Option(
            help: .both("列名对照文件（YAML）。", "What the titles of the sheet mean, in YAML.", value: ("文件", "file"))
        )
        var map: String?
        @Option(
            help: .both(
                "把各列的含义写入文件，改好后用 --map 导入。",
                "Write what the titles were taken for into a file, to be corrected and given with --map.",
                value: ("文件", "file")
            )
        )
        var saveMap: String?
        @Flag(help: .both("忽略不认识的列。", "Pass over columns that are not understood."))
        var ignoreColumns = false
        @Flag(
            help: .both("编号已属于他人时，以表中的人为准。", "Take known numbers for those of the other people that the sheet names.")
        )
        var acceptIdentity = false
        @Flag(
            help: .both(
                "上次有、这次表中没有的，停止提醒。",
                "Stop reminding of what this sheet held the last time and holds no longer."
            )
        )
        var sync = false
        @Flag(
            help: .both(
                "与 --sync 同用：减少的记录超过 5% 且不少于三条、全部减少，或有认不出的行时，也停止提醒。",
                "With --sync: do so even if more than 5 % of the records (at least three) or all are gone, or rows could not be read."
            )
        )
        var yes = false
        @Option(
            help: .both(
                "登记表的来源名称（默认：文件名）。",
                "What the sheet is remembered as (default: the file's name).",
                value: ("名称", "name")
            )
        )
        var source: String?
        @Option(
            help: .both(
                "按编号导入的数据表（默认：文件名去掉 .csv，如果正是表名）。",
                "The table to fill by ids (default: the file's name without .csv, if it is one).",
                value: ("数据表", "table")
            )
        )
        var table: String?
        @Argument(
            help: .both("要导入的文件。", "The files.", value: ("文件", "files")),
            completion: .file(extensions: ["xlsx", "xls", "csv", "tsv", "txt"])
        )
        var files: [String]

        func validate() throws {
            if files.count > 1, let file = rejects ?? saveMap {
                throw ValidationError(
                    "--rejects、--save-map 的文件（\(file)）只能存放一张表的内容；多张表请分别导入",
                    "the file of --rejects or --save-map (\(file)) is about one sheet; import several one after the other"
                )
            }
            if let encoding, TextEncoding(named: encoding) == nil {
                throw ValidationError(
                    "--encoding 可填 utf-8、gbk、gb18030、big5 或 utf-16，不能是 \(encoding)",
                    "--encoding is utf-8, gbk, gb18030, big5 or utf-16, not \(encoding)"
                )
            }
        }

        func run() async throws {
            try await endingWell {
                // The files may be root's own.
                let contents = try files.map(read)
                let said = encoding.flatMap(TextEncoding.init(named:))
                let tables = contents.map { $0.isOfTable(encoding: said) }
                guard !tables.contains(true) || !tables.contains(false) else {
                    throw ValidationError(
                        "登记表和数据表文件请分开导入",
                        "a sheet of people and the file of a table are imported one after the other"
                    )
                }
                if tables.first == true { return try importTables(contents) }
                // What is wrong with one sheet is no reason to leave the others.
                let codes = contents.compactMap { file in
                    do {
                        try importRoster(file)
                        return nil as ExitCode?
                    } catch {
                        return complain(of: error, with: file.name)
                    }
                }
                if let code = codes.first { throw code }
            }
        }

        private func read(_ file: String) throws -> ImportFile {
            ImportFile(name: file, table: table, bytes: try InputFile(file).bytes)
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
        let bar = ProgressBar(Phrase("正在导入", "importing"), total: 100)
        let reports = try registry.changing(at: now, writes: write, isChange: { $0.contains(where: \.hasChanged) }) {
            try registry.importCSV(files, options: options) { done, total in bar.show(done * 100 / max(total, 1)) }
        }
        bar.finish()
        for (file, report) in zip(self.files, reports) {
            for complaint in report.complaints(about: file) { Console.complain(complaint) }
            for remark in report.remarks(on: file) { Console.remark(remark) }
            Console.say(report.summary(of: file))
        }
        let isWritten = reports.allSatisfy(\.written)
        let rejected = reports.reduce(0) { $0 + $1.rejected.count }
        Console.say(ImportReport.outcome(isWritten: isWritten, rejected: rejected))
        guard rejected == 0 else { throw ExitCode(Sysexit.dataError.rawValue) }
    }
}

// Sheets of people.
extension RegistryCommand.Import {
    private func importRoster(_ file: ImportFile) throws {
        let settings = try location.settings()
        // Before anything is written: the rows that are not taken must not be lost.
        try rejects.map(NewFile.init)?.requireAbsence()
        let fields = try map.map { try ColumnMapFile($0).fields() } ?? [:]
        let sheet = try self.sheet(of: file, map: fields)
        let roster = try roster(of: sheet, in: file, map: fields)
        let now = SystemClock().now
        var options = RosterOptions(
            source: source ?? sourceName(of: file.name),
            updatedAt: now,
            day: try settings.calendar.day(of: now)
        )
        options.writes = write && (ignoreColumns || roster.header.unused.isEmpty)
        (options.skipsBad, options.acceptsIdentity) = (skipBad, acceptIdentity)
        (options.syncs, options.confirmsMany) = (sync, yes)
        let report = try imported(roster, of: sheet, in: file, options)
        let command = RosterCommand(file: file.name, options: self, report: report)
        for phrase in command.ending { Console.say(phrase) }
        guard report.rejected.isEmpty, report.obstacle == nil, ignoreColumns || report.header.unused.isEmpty else {
            throw ExitCode(Sysexit.dataError.rawValue)
        }
    }

    /// What a sheet is remembered as unless `--source` says otherwise.
    func sourceName(of file: String) -> String { URL(filePath: file).lastPathComponent }

    /// Imports a roster, says what came of it, and writes the rows that are not taken where they are wanted.
    private func imported(
        _ roster: Roster,
        of sheet: SheetFile,
        in file: ImportFile,
        _ options: RosterOptions
    ) throws -> RosterReport {
        func work() throws -> RosterReport {
            let registry = try location.open()
            let bar = ProgressBar(Phrase("正在导入", "importing"), total: roster.rowCount)
            let key = try registry.identityKey(for: roster, writes: options.writes)
            let report = try registry.changing(at: options.updatedAt, writes: options.writes, isChange: \.hasChanged) {
                try registry.importRoster(roster, key: key, options: options, progress: { bar.show($0) })
            }
            bar.finish()
            for phrase in report.phrases(of: sheet, named: file.name) { Console.say(phrase) }
            return report
        }
        guard let rejects else { return try work() }
        var isWritten = false
        do {
            return try Ownership.make(rejects, workingOn: location.path(), work) { report in
                isWritten = report.written
                return try self.rejects(of: sheet, report)
            }
        } catch {
            if isWritten {
                let phrase = Phrase(
                    "登记库已写入，但不能导入的行没有另存；请在表中改正后再次导入",
                    "written, but the rows that were not taken could not be set aside; mend them in the sheet and import it again"
                )
                Console.complain(phrase)
            }
            throw error
        }
    }

    private func sheet(of file: ImportFile, map: [String: RosterField]) throws -> SheetFile {
        let bar = ProgressBar(Phrase("正在读取", "reading"), total: 0)
        defer { bar.finish() }
        do throws(SheetRefusal) {
            return try SheetFile(
                file.bytes,
                encoding: encoding.flatMap(TextEncoding.init(named:)),
                sheet: sheet,
                map: map,
                progress: bar.show(count:)
            )
        } catch {
            throw refused(file, file.isCalledWorkbook ? error.ofWorkbook.phrase : error.phrase)
        }
    }

    private func roster(of sheet: SheetFile, in file: ImportFile, map: [String: RosterField]) throws -> Roster {
        guard let roster = Roster(sheet.rows, map: map) else {
            let isText = file.isCalledWorkbook && !sheet.isWorkbook
            throw refused(file, (isText ? SheetRefusal.noHeader.ofWorkbook : .noHeader).phrase)
        }
        if let saveMap {
            let titles = roster.header.columns.map { (title: $0.title, field: $0.field?.rawValue) }
            let fields = RosterField.allCases.map { (name: $0.rawValue, means: $0.title[.spoken]) }
            try NewFile(saveMap).write(Array(ColumnMap.yaml(of: titles, fields: fields, in: .spoken).utf8))
        }
        return roster
    }

    private func refused(_ file: ImportFile, _ phrase: Phrase) -> ExitCode {
        Console.complain(Phrase(verbatim: file.name) + .colon + phrase)
        return ExitCode(Sysexit.dataError.rawValue)
    }

    /// The file with the rows that were not taken; `nil` when all were.
    private func rejects(of sheet: SheetFile, _ report: RosterReport) throws -> [UInt8]? {
        guard !report.rejected.isEmpty else { return nil }
        let rows = RejectedRows(
            of: sheet,
            report,
            reasons: report.reasons(in: .spoken),
            title: RejectedRows.reason[.spoken]
        )
        return try rows.bytes()
    }
}

// Files that are called workbooks and are none.
extension ImportFile {
    fileprivate var isCalledWorkbook: Bool {
        [".xlsx", ".xls"].contains { name.lowercased().hasSuffix($0) }
    }
}

extension SheetFile {
    fileprivate var isWorkbook: Bool {
        switch format {
        case .workbook: true
        case .text: false
        }
    }
}

extension SheetRefusal {
    /// What is said instead of what a reader of text found in it.
    fileprivate var ofWorkbook: SheetRefusal {
        switch self {
        case .text, .noHeader: .workbook(code: "not_a_workbook")
        case .noProgram, .cannotRun, .ended, .workbook, .noSuchSheet: self
        }
    }
}
