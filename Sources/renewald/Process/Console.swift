import Foundation
import RenewalReports

/// Standard output and standard error, written completely and without further buffering.
enum Console {
    /// Whether standard error is a terminal.
    static let showsProgress = isatty(STDERR_FILENO) == 1

    /// Whether standard error goes to the journal: a variable inherited by a shell does not prove it.
    ///
    /// - Source: systemd.exec(5), `JOURNAL_STREAM`
    private static let isUnderJournal: Bool = {
        var status = stat()
        guard let stream = ProcessInfo.processInfo.environment["JOURNAL_STREAM"], fstat(STDERR_FILENO, &status) == 0
        else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }()

    /// Writes a line to standard output.
    static func say(_ line: ReportLine) { write(line.text + "\n", to: .standardOutput) }

    /// Writes a line to standard output; a line break in it does not make two.
    static func say(_ line: String) { say(ReportLine(line)) }

    /// Writes an error to standard error, each line marked as ours.
    static func complain(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // The journal knows the program's name, and marks error priority in red (sd-daemon(3)).
        let head = isUnderJournal ? "<3>" : "renewald: "
        write(lines.map { "\(head)\(ReportLine($0).text)\n" }.joined(), to: .standardError)
    }

    /// Writes an error of a report to standard error.
    static func complain(_ line: ReportLine) { complain(line.text) }

    /// Writes a remark to standard error, so that standard output stays data.
    static func remark(_ line: ReportLine) {
        write((isUnderJournal ? "<5>" : "") + line.text + "\n", to: .standardError)
    }

    /// Writes a remark to standard error, as one line.
    static func remark(_ line: String) { remark(ReportLine(line)) }

    static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // The reader is gone, as with `head`: nobody is left to tell, and the rest is not wanted.
            exit(errno == EPIPE ? 0 : Sysexit.ioError.rawValue)
        }
    }
}
