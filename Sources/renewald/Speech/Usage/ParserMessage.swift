import RenewalRules

/// What the argument parser says of a command line, which is English only.
///
/// Its errors are known by their shape. What is not known is told in English below a Chinese line.
///
/// - Source: `ErrorMessageGenerator` of swift-argument-parser
struct ParserMessage {
    /// As the parser words it, or as a command of ours does in the language that is spoken.
    let text: String

    var phrase: Phrase { Phrase(chinese ?? "命令行有误，原文如下：\n\(text)", text) }

    /// The message in Chinese; `nil` where its shape is unknown.
    var chinese: String? { option ?? argument ?? value ?? program ?? (isChinese ? text : nil) }

    /// Whether a command of ours has said it in Chinese already.
    private var isChinese: Bool {
        text.unicodeScalars.contains { $0.properties.isIdeographic || ("\u{3000}"..."\u{303F}").contains($0) }
    }

    private var option: String? {
        if let found = text.wholeMatch(of: /(?s)(Unknown option '.+)\n   or: (Missing value for '.+') in '(-.+)'/) {
            let parts = [found.1, found.2].compactMap { ParserMessage(text: String($0)).chinese }
            return parts.joined(separator: "；或者 '\(found.3)' 中的") + "？"
        }
        if let found = text.wholeMatch(of: /(?s)Unknown option '(.+)'\. Did you mean '(.+)'\?/) {
            return "没有选项 '\(found.1)'，是否要用 '\(found.2)'？"
        }
        if let found = text.wholeMatch(of: /(?s)Unknown option '(.+)'/) { return "没有选项 '\(found.1)'" }
        if let found = text.wholeMatch(of: /(?s)Invalid option: (.+)/) { return "选项 '\(found.1)' 的写法不对" }
        if let found = text.wholeMatch(of: /(?s)Missing value for '(.+)'/) { return "选项 '\(found.1)' 后面缺少值" }
        if let found = text.wholeMatch(of: /(?s)The option '(.+?)' does not take any value, but '(.*)' was specified\./)
        {
            return "选项 '\(found.1)' 不带值，却写了 '\(found.2)'"
        }
        if let found = text.wholeMatch(of: /(?s)Value to be set with flag (.+) had already been set with flag (.+)/) {
            return "\(found.1) 与前面的 \(found.2) 重复，只能写一个"
        }
        return nil
    }

    private var argument: String? {
        if let found = text.wholeMatch(of: /(?s)Missing expected argument '(.+)'/) { return "缺少 '\(found.1)'" }
        if let found = text.wholeMatch(of: /(?s)Missing one of: '(.+)'/) {
            return "须写明其中之一：'\(Self.list(found.1))'"
        }
        if let found = text.wholeMatch(of: /(?s)Unexpected argument '(.*)'/) { return "多出参数 '\(found.1)'" }
        if let found = text.wholeMatch(of: /(?s)(\d+) unexpected arguments: '(.*)'/) {
            return "多出\(found.1)个参数：'\(Self.list(found.2))'"
        }
        if text == "Missing required subcommand." { return "缺少子命令" }
        return nil
    }

    private var value: String? {
        guard let found = text.wholeMatch(of: /(?s)The value '(.*?)' is invalid(?: for '(.+?)')?(\.? .*|: .*|)/) else {
            return nil
        }
        let head = found.2.map { "'\($0)' 的值 '\(found.1)' 无效" } ?? "值 '\(found.1)' 无效"
        if let reason = found.3.wholeMatch(of: /(?s): (.+)/) { return "\(head)：\(reason.1)" }
        if let list = found.3.wholeMatch(of: /(?s)\. Please provide one of the following:\n(.+)/) {
            return "\(head)，可取值：\n\(list.1)"
        }
        if let list = found.3.wholeMatch(of: /\. Please provide one of (.+)\./) {
            let values = list.1.matches(of: /'(.+?)'/).map { "'\($0.1)'" }
            return "\(head)，可取值：\(values.joined(separator: "、"))"
        }
        return found.3.isEmpty ? head : nil
    }

    private var program: String? {
        let shells = "请写 --generate-completion-script=<shell>，<shell> 为其中之一："
        if let found = text.wholeMatch(of: /(?s)Can't generate completion scripts for '(.*)'\.\n.*:\n +(.+)/) {
            return "不能为 '\(found.1)' 生成补全脚本，\(shells)\n    \(found.2.replacing(" ", with: "、"))"
        }
        if let found = text.wholeMatch(of: /(?s)Can't autodetect a supported shell\.\n.*:\n +(.+)/) {
            return "未能识别所用的 shell，\(shells)\n    \(found.1.replacing(" ", with: "、"))"
        }
        return nil
    }

    /// The parser's `a', 'b` with the comma of a Chinese list.
    private static func list(_ quoted: Substring) -> String { String(quoted.replacing("', '", with: "'、'")) }
}
