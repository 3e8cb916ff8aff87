import ArgumentParser
import Foundation
import RenewalDaemon
import RenewalRegistry

extension RegistryCommand {
    /// `renewald registry import`: a dry run unless `--write` is given.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fills a table from CSV: shows what would change, and changes it with --write.",
            discussion: """
                UTF-8 (with or without BOM) or GB18030, separated by commas or tabs, with a header of column names. \
                Nothing is written unless all rows are good or --skip-bad is given. The table is the file's name \
                unless --table names it; several files are imported in the order given.

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
                let registry = try ReferenceRegistry(path: location.path())
                var rejected = 0
                for file in files { rejected += try importFile(file, into: registry) }
                guard rejected == 0 else { throw ExitCode(Sysexit.dataError.rawValue) }
                if !write { Console.say("nothing was written: this was a dry run, add --write") }
            }
        }

        /// Imports a file and reports on it.
        ///
        /// - Returns: the number of rejected rows
        private func importFile(_ file: String, into registry: ReferenceRegistry) throws -> Int {
            let bytes: Data
            do {
                bytes = try Data(contentsOf: URL(filePath: file))
            } catch {
                Console.complain("reading \(file): \(error.localizedDescription)")
                throw ExitCode(Sysexit.noInput.rawValue)
            }
            let options = ImportOptions(writes: write, skipsBad: skipBad, updatedAt: SystemClock().now)
            let bar = ProgressBar("importing \(file)", total: 100)
            let report = try registry.importCSV(
                Array(bytes),
                into: table,
                fileName: file,
                options: options
            ) { done, total in bar.show(done * 100 / max(total, 1)) }
            bar.finish()
            for row in report.rejected { Console.complain("\(file):\(row.line):\(row.column): \(row.reason)") }
            Console.say(
                "\(file) → \(report.table) (\(report.encoding)): \(report.rows) rows, \(report.inserted) new, "
                    + "\(report.updated) changed, \(report.unchanged) unchanged, \(report.rejected.count) rejected"
                    + (report.written ? "" : "; nothing written")
            )
            return report.rejected.count
        }
    }
}
