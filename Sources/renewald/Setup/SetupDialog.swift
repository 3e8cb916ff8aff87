import Foundation
import Glibc
import RenewalRules

/// Asks at the terminal for what the command line does not say.
struct SetupDialog {
    /// Whether somebody is there to answer.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Nobody answers any more.
    struct Ended: Error, Speakable, CustomStringConvertible {
        var phrase: Phrase { Phrase("已中止，没有写入任何内容", "ended; nothing was written") }
        var description: String { phrase.english }
    }

    /// Asks until the answer is one.
    ///
    /// - Parameters:
    ///   - question: without its colon
    ///   - usual: what an empty answer means; `nil` when there has to be one
    ///   - refusal: what is wrong with an answer; `nil` for a good one
    /// - Returns: the good answer
    /// - Throws: ``Ended``
    func ask(_ question: Phrase, usual: String?, refusal: (String) -> Phrase?) throws -> String {
        while true {
            let hint = usual.map { $0.isEmpty ? Phrase("（可不填）", " (may be empty)") : Phrase("（默认 \($0)）", " (\($0))") }
            let prompt = question + (hint ?? .empty) + Phrase("：", ": ")
            Console.write(prompt[.spoken], to: .standardOutput)
            guard let line = readLine() else { throw Ended() }
            let answer = line.trimmingCharacters(in: .whitespaces)
            let meant = answer.isEmpty ? usual ?? "" : answer
            guard let why = refusal(meant) else { return meant }
            Console.remark(Phrase(verbatim: "  ") + why)
        }
    }

    /// Asks for something that nobody is to read on the screen.
    ///
    /// - Source: termios(3), `ECHO`
    func askSecretly(_ question: Phrase) throws -> String {
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            Console.write("\n", to: .standardOutput)
        }
        Console.write((question + Phrase("（输入时不显示）：", " (not shown): "))[.spoken], to: .standardOutput)
        guard let line = readLine(), !line.isEmpty else { throw Ended() }
        return line
    }

    /// Asks whether something is to be done; an empty answer means yes where that does no harm.
    func confirm(_ question: Phrase, usually: Bool) throws -> Bool {
        let hint = usually ? Phrase("？[Y/n] ", "? [Y/n] ") : Phrase("？[y/N] ", "? [y/N] ")
        Console.write((question + hint)[.spoken], to: .standardOutput)
        guard let line = readLine() else { throw Ended() }
        switch line.trimmingCharacters(in: .whitespaces).lowercased() {
        case "": return usually
        case "y", "yes", "是", "好": return true
        default: return false
        }
    }
}
