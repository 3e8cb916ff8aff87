import ArgumentParser
import Foundation
import RenewalDaemon
import RenewalOffice
import RenewalReports

extension RegistryCommand {
    /// `renewald registry import`: a dry run unless `--write` is given.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fills a table from CSV: shows what would change, and changes it with --write.",
            discussion: """
                UTF-8 (with or without BOM) or GB18030, separated by commas or tabs, with a header of column names. \
                Nothing is written unless all rows are good or --skip-bad is given. The table is the file's name \
                unless --table names it; several files are imported in the order given, all or none. An application \
                whose state changes without a state_on has it since today.

                Example: renewald registry import --write person.csv employer.csv registration.csv
                """
        )

        @OptionGroup var location: Location
        @Option(help: "The table (default: the file's name without .csv).")
        var table: String?
        @Flag(help: "Write the changes instead of only showing them.")
        var write = false
        @Flag(help: "Write the good rows although there are bad ones.")
        var skipBad = false
        @Argument(help: "The files.", completion: .file(extensions: ["csv", "tsv", "txt"]))
        var files: [String]

        func run() async throws {
            try await endingWell {
                // The files may be root's own.
                let contents = try files.map(read)
                let now = SystemClock().now
                let today = try location.settings().calendar.day(of: now)
                let registry = try location.open()
                let options = ImportOptions(writes: write, skipsBad: skipBad, updatedAt: now, day: today)
                let bar = ProgressBar("importing", total: 100)
                let reports = try registry.importCSV(contents, options: options) { done, total in
                    bar.show(done * 100 / max(total, 1))
                }
                bar.finish()
                for (file, report) in zip(files, reports) {
                    for complaint in report.complaints(about: file) { Console.complain(complaint) }
                    for remark in report.remarks(on: file) { Console.remark(remark) }
                    Console.say(report.summary(of: file))
                }
                let isWritten = reports.allSatisfy(\.written)
                let rejected = reports.reduce(0) { $0 + $1.rejected.count }
                Console.say(outcome(isWritten: isWritten, rejected: rejected))
                guard rejected == 0 else { throw ExitCode(Sysexit.dataError.rawValue) }
            }
        }

        private func outcome(isWritten: Bool, rejected: Int) -> String {
            if isWritten { return rejected == 0 ? "written" : "written without the rejected rows" }
            if rejected > 0 { return "nothing was written: correct the rows, or add --write --skip-bad" }
            return "nothing was written: this was a dry run, add --write"
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
