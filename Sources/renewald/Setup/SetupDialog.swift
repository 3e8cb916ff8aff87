import Foundation
import Glibc
import RenewalRules

/// Asks at the terminal for what the command line does not say.
struct SetupDialog {
    /// Whether somebody is there to answer.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Nobody answers any more.
    struct Ended: Error, Speakable, CustomStringConvertible {
        /// The configuration, where that is written already.
        var configuration: String?

        var phrase: Phrase {
            guard let configuration else { return Phrase("已中止，没有写入配置文件", "ended; no configuration was written") }
            return Phrase(
                "已中止；\(configuration) 已经写入，不用再执行 setup，其余步骤可以逐个执行：见手册页 renewald(8)",
                "ended; \(configuration) is written already, so setup is not needed again; the other steps are single commands, "
                    + "which renewald(8) names"
            )
        }
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
        Console.write((question + Phrase("（输入时不显示）：", " (not shown while you type): "))[.spoken], to: .standardOutput)
        guard let line = readLine(), !line.isEmpty else { throw Ended() }
        return line
    }

    /// Asks whether something is to be done, until the answer is one; an empty one means yes.
    func confirm(_ question: Phrase) throws -> Bool {
        while true {
            Console.write((question + Phrase("？[Y/n] ", "? [Y/n] "))[.spoken], to: .standardOutput)
            guard let line = readLine() else { throw Ended() }
            // A Chinese keyboard may type full-width letters.
            let answer = line.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespaces)
                .lowercased()
            switch answer {
            case "", "y", "yes", "是", "是的", "好", "好的", "对", "行": return true
            case "n", "no", "否", "不", "不是", "不用", "不要": return false
            default: Console.remark(Phrase("  请回答 y 或 n", "  please answer y or n"))
            }
        }
    }
}
