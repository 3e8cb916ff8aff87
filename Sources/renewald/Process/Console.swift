import Foundation
import Logging
import RenewalDaemon
import RenewalReports
import RenewalRules

/// Standard output and standard error, written completely and without further buffering.
///
/// It says phrases, in the language that is spoken, and lines of reports. What programs read of a command is a line of a
/// report too, or bytes.
enum Console {
    /// Whether standard error is a terminal.
    static let showsProgress = isatty(STDERR_FILENO) == 1

    /// The journal, if standard error goes there.
    private static let journal = JournalSocket.behindStandardError(ProcessInfo.processInfo.environment)

    /// Whether standard error goes to the journal.
    static let isUnderJournal = journal != nil

    /// Whether standard output goes to the journal.
    private static let saysToJournal =
        JournalSocket.leads(STDOUT_FILENO, toJournalOf: ProcessInfo.processInfo.environment)

    /// What marks a line of standard output as information, if it goes to the journal (sd-daemon(3)).
    private static let headOfOutput = saysToJournal ? "<6>" : ""

    /// The language of standard error: the journal is English, whatever a person's terminal is.
    static let languageOfErrors: Language = isUnderJournal ? .english : .spoken

    /// The language of standard output.
    private static let languageOfOutput: Language = saysToJournal ? .english : .spoken

    /// Writes a line to standard output.
    static func say(_ line: ReportLine) { write(headOfOutput + line[languageOfOutput] + "\n", to: .standardOutput) }

    /// Writes a phrase to standard output, as one line.
    static func say(_ phrase: Phrase) { say(ReportLine(phrase)) }

    /// Writes an error to standard error, as one line: what somebody typed or a registry holds makes no line of its own.
    static func complain(_ phrase: Phrase) { complain(ReportLine(phrase)) }

    /// Writes an error of several lines to standard error, each marked as ours.
    static func complain(eachLineOf phrase: Phrase) {
        let lines = phrase[languageOfErrors].split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines { complain(ReportLine(Phrase(verbatim: String(line)))) }
    }

    /// Writes an error of a report to standard error, as one line.
    static func complain(_ line: ReportLine) {
        let text = line[languageOfErrors]
        guard let journal else { return write("renewald: \(text)\n", to: .standardError) }
        journal.write(JournalEntry(text, level: LogMessage.failed.level, as: .failed))
    }

    /// Writes a remark to standard error, so that standard output stays data.
    static func remark(_ line: ReportLine) {
        let text = line[languageOfErrors]
        guard let journal else { return write("\(text)\n", to: .standardError) }
        journal.write(JournalEntry(text, level: .notice, as: nil))
    }

    /// Writes a remark to standard error, as one line.
    static func remark(_ phrase: Phrase) { remark(ReportLine(phrase)) }

    /// Asks at the terminal whether to go on; without one nothing is confirmed.
    ///
    /// - Parameter remark: what is said before it is asked
    /// - Returns: whether somebody said yes
    static func isConfirmed(after remark: Phrase? = nil) -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        if let remark { self.remark(remark) }
        write(Phrase("输入 yes 继续：", "Type yes to go on: ")[.spoken], to: .standardError)
        return readLine()?.lowercased() == "yes"
    }

    /// Writes a text as it is.
    static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // The reader is gone, as with `head`: nobody is left to tell, and the rest is not wanted.
            exit(errno == EPIPE ? 0 : Sysexit.ioError.rawValue)
        }
    }
}
