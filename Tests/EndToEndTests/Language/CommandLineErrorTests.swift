import Testing

/// What is said of a command line that cannot be carried out.
@Suite(.startsPrograms) struct CommandLineErrorTests {
    /// Every kind of error the argument parser knows that a command line can bring about, and one of our own of each sort.
    static let mistakes: [(arguments: [String], chinese: String)] = [
        (["plan", "--confg", "x"], "没有选项 '--confg'，是否要用 '--config'？"),
        (["plan", "--nonsense-at-all"], "没有选项 '--nonsense-at-all'"), (["plan", "-x"], "没有选项 '-x'"),
        (["plan", "--on"], "选项 '--on <日期>' 后面缺少值"), (["plan", "--on", "soon"], "'--on <日期>' 的值 'soon' 无效"),
        (["plan", "--format", "xml"], "'--format <格式>' 的值 'xml' 无效，可取值：'text'、'json'、'csv'"),
        (["plan", "--language", "fr"], "'--language <语言>' 的值 'fr' 无效，可取值：'zh-CN'、'en'"),
        (["outbox", "list", "--state", "gone"], "'--state <状态>' 的值 'gone' 无效，可取值："),
        (["run", "--once=1"], "选项 '--once' 不带值，却写了 '1'"), (["plan", "extra"], "多出参数 'extra'"),
        (["plan", "one", "two"], "多出2个参数：'one'、'two'"), (["explain"], "缺少 '<记录编号>'"),
        (["outbox", "move", "--from", "a"], "缺少 '--to <渠道>'"), (["nonsense"], "多出参数 'nonsense'"),
        (["--generate-completion-script", "tcsh"], "不能为 'tcsh' 生成补全脚本"),
        (
            ["channel", "test", "mail", "--kind", "x"],
            "'--kind <种类>' 的值 'x' 无效：--kind 后面写提醒的种类，如 registration.last_call"
        ),
        (["forecast", "--days", "0"], "--days 应为1至3660的整数"), (["outbox", "cancel", "--all", "x"], "编号与 --all 只能写一个"),
    ]

    @Test(arguments: mistakes.indices) func eachIsToldInBothLanguages(index: Int) throws {
        let (arguments, words) = Self.mistakes[index]
        let chinese = try Program.run("renewald", arguments, environment: Program.chinese)
        let first = chinese.errors.split(separator: "\n").first.map(String.init) ?? ""
        #expect(first.hasPrefix("错误：\(words)"), "\(chinese.errors)")
        #expect(Foreign.english(in: chinese.errors.split(separator: "\n").filter { !$0.contains("用法") }.joined()) == [])
        #expect(chinese.errors.contains("用法：renewald") && chinese.errors.contains("详见 'renewald"))
        let english = try Program.run("renewald", arguments, environment: Program.english)
        #expect(english.errors.hasPrefix("Error: ") && Foreign.chinese(in: english.errors) == [])
        #expect(english.errors.contains("USAGE: renewald"))
        #expect(chinese.status == 64 && english.status == 64 && chinese.output.isEmpty && english.output.isEmpty)
    }

    @Test func theUsageIsThatOfTheCommand() throws {
        let parsed = try Program.run("renewald", ["registry", "record", "file", "--bad"], environment: Program.chinese)
        #expect(parsed.errors.contains("用法：renewald registry record file "))
        // Found while it runs, not while it is parsed.
        let run = try Program.run("renewald", ["outbox", "retry"], environment: Program.chinese)
        #expect(run.status == 64 && run.errors.contains("错误：请写明投递的编号，或者写 --all"))
        #expect(run.errors.contains("用法：renewald outbox retry "))
    }
}
