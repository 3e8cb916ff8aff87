import ArgumentParser
import Foundation
import Glibc
import RenewalConfig
import RenewalRules

/// What setup does with the answers: by the commands that a person would type, each shown before it runs.
struct Setup {
    let layout: SetupLayout
    let dialog: SetupDialog?
    /// Whether nothing is left to be mended.
    private(set) var isComplete = true

    init(layout: SetupLayout, dialog: SetupDialog?) { (self.layout, self.dialog) = (layout, dialog) }

    /// Writes the configuration, and finds out whether the mail server takes it.
    ///
    /// - Returns: `nil` when it does; else the status of the probe, and nothing is left
    func write(_ answers: inout SetupAnswers) async throws -> Int32? {
        head(Phrase("配置", "Configuration"))
        try place(answers)
        var found = try run(["check-config", "--probe", layout.configuration], isShown: false)
        if found.status != 0, !answers.isInternal, found.said.contains("network: internal") {
            // Whoever names a server in the office's own network means it.
            answers.isInternal = true
            remove()
            try place(answers)
            found = try run(["check-config", "--probe", layout.configuration], isShown: false)
        }
        Console.write(found.said, to: .standardOutput)
        guard found.status == 0 else {
            remove()
            answers.lacksAuthorities = found.said.contains("ca_file")
            if answers.lacksAuthorities, !SetupDialog.isPossible {
                Console.remark(Phrase("setup 用 --ca-file 指定该文件", "setup takes that file as --ca-file"))
            }
            return found.status
        }
        Console.say(Phrase("已写入 \(layout.configuration)", "\(layout.configuration) is written"))
        return nil
    }

    /// Makes the files that the configuration needs to be looked at.
    private func place(_ given: SetupAnswers) throws {
        var answers = given
        let copied = try given.authorities.flatMap { file in
            try layout.authorities.map { ($0, try InputFile(file).bytes) }
        }
        if let copied { answers.authorities = copied.0 }
        let text = answers.text(in: .spoken, for: layout)
        _ = try Settings.parse(text: text, file: layout.configuration, environment: [:], secrets: .none)
        if let password = answers.password { try make(layout.password, Array((password + "\n").utf8)) }
        do {
            if let (copy, bytes) = copied { try make(copy, bytes) }
            try make(layout.configuration, Array(text.utf8))
            guard !NewFile(layout.registry).exists else { return }
            let made = try run(["registry", "init", "--registry", layout.registry], isShown: false)
            guard made.status == 0 else {
                Console.write(made.said, to: .standardOutput)
                throw ExitCode(made.status)
            }
        } catch {
            remove()
            throw error
        }
    }

    private func make(_ path: String, _ bytes: [UInt8]) throws {
        try NewFile(path).write(bytes)
        try layout.handOver(path)
    }

    /// Takes the configuration and the password away again; an empty registry is of use for the next try.
    private func remove() {
        for path in [layout.configuration, layout.password, layout.authorities].compactMap(\.self) { unlink(path) }
    }

    /// Takes a sheet in.
    mutating func takeIn(_ sheet: String?) throws {
        head(Phrase("登记库", "Registry"))
        Console.say(Phrase(verbatim: layout.registry))
        guard let sheet else {
            Console.say(Phrase("导入名单：", "To take a sheet in:"))
            let command = ["registry", "import", "名单.xlsx", "--registry", layout.registry, "--write"]
            return say(layout.command(command, withConfiguration: false))
        }
        let file = URL(fileURLWithPath: sheet).standardizedFileURL.path
        let command = ["registry", "import", file, "--registry", layout.registry]
        let rejects = (file as NSString).deletingPathExtension + Phrase("-退回", "-rejected")[.spoken] + ".xlsx"
        let others = ["--write", "--skip-bad", "--rejects", rejects]
        let tried = try run(command)
        let question =
            tried.status == 0
            ? Phrase("写入登记库", "Write this into the registry")
            : Phrase(
                "先写入可以导入的各行，其余各行另存到 \(rejects)",
                "Write the rows that can be taken, and keep the others in \(rejects)"
            )
        // Nobody to ask: what cannot be taken whole is left for later.
        let isWanted = try dialog.map { try $0.confirm(question) } ?? (tried.status == 0)
        if isWanted, try run(command + (tried.status == 0 ? ["--write"] : others)).status == 0 { return }
        if isWanted || tried.status != 0 { isComplete = false }
        Console.say(Phrase("名单没有导入。改好后预演、写入：", "The sheet was not taken in. To try it, and to write it:"))
        say(layout.command(command, withConfiguration: false))
        say(layout.command(command + ["--write"], withConfiguration: false))
    }

    /// Shows whom the next thirty days concern.
    func showWhatIsAhead() throws {
        head(Phrase("今后30天的提醒", "The next 30 days"))
        try insist(["forecast", "--days", "30", "--list", "--config", layout.configuration])
    }

    /// Sends a test to the administrator, who says whether it has come.
    mutating func offerTest(to address: String) throws {
        guard let dialog else { return }
        head(Phrase("试发", "Test"))
        let question = Phrase("现在给 \(address) 发一封测试邮件", "Send a test mail to \(address) now")
        guard try dialog.confirm(question) else { return }
        let command = ["channel", "test", SetupAnswers.channelName, "--to", address, "--config", layout.configuration]
        guard try run(command).status != 0 else { return }
        isComplete = false
        Console.say(
            Phrase(
                "试发没有成功。按上面的原因更正 \(layout.configuration)，再试发一次：",
                "The test did not arrive. Correct \(layout.configuration) by what is said above, and test again:"
            )
        )
        say(layout.command(["channel", "test", SetupAnswers.channelName, "--to", address], as: SetupLayout.service))
    }

    /// The one command that is left.
    func sayHowToStart() {
        head(Phrase("启动", "Start"))
        if layout.isSystem {
            Console.say(readiness + Phrase("启动服务：", "To start the service:"))
            say(["sudo", "systemctl", "enable", "--now", "renewald"])
        } else {
            Console.say(readiness + Phrase("运行：", "To run it:"))
            say(layout.command(["run"]))
        }
        Console.say(Phrase("随时查看状况：", "To see how it is doing:"))
        say(layout.command(["status"], as: SetupLayout.service))
    }

    private var readiness: Phrase {
        isComplete
            ? Phrase("配置完成。", "All is ready. ")
            : Phrase("配置已写入，请先解决上面的问题。", "The configuration is written; first solve what is said above. ")
    }

    private func head(_ title: Phrase) {
        Console.write("\n", to: .standardOutput)
        Console.say(Phrase(verbatim: "== ") + title + Phrase(verbatim: " =="))
    }

    private func say(_ words: [String]) { Console.say(RosterCommand.line(words)) }

    // MARK: Commands

    /// Runs one of the program's own commands to its end.
    ///
    /// - Parameters:
    ///   - words: the command
    ///   - isShown: whether what it says is seen while it runs
    /// - Returns: its exit status, and what it said where that was not seen
    /// - Throws: what the system says when it cannot be started
    private func run(_ words: [String], isShown: Bool = true) throws -> (status: Int32, said: String) {
        Console.write("$ renewald \(words.joined(separator: " "))\n", to: .standardOutput)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = words + ["--language", Language.spoken.rawValue]
        let pipe = Pipe()
        if !isShown { (process.standardOutput, process.standardError) = (pipe, pipe) }
        try process.run()
        let said = isShown ? "" : String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    private func insist(_ words: [String]) throws {
        let (status, _) = try run(words)
        guard status == 0 else { throw ExitCode(status) }
    }
}
