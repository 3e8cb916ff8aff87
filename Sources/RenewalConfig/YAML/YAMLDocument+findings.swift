import RenewalRules

extension YAMLDocument.Flaw {
    /// What libyaml found, in words of ours, with what to do about it.
    ///
    /// - Parameters:
    ///   - problem: libyaml's words for it
    ///   - place: where it was noticed, which may be lines after the mistake
    ///   - origin: where that began which was being read
    ///   - beginsLine: whether nothing but blanks stands before `place` in its line
    /// - Source: scanner.c and parser.c of libyaml 0.2.5
    init(problem: String, at place: Place, origin: Place?, beginsLine: Bool) {
        if let message = Self.unfinished(problem) {
            // It is noticed where the next thing begins or the file ends, and mended where it began.
            self.init(place: origin ?? place, message: message)
        } else {
            let message = Self.misplaced(problem, beginsLine: beginsLine) ?? Self.notYAML(problem)
            self.init(place: place, message: message)
        }
    }

    /// Something that was begun and has no end.
    private static func unfinished(_ problem: String) -> Phrase? {
        switch problem {
        case "could not find expected ':'":
            Phrase(
                "这一行没有冒号；请写成`配置项: 值`，冒号后加空格",
                "a line without a colon; write KEY: VALUE, with a blank after the colon"
            )
        case "found unexpected end of stream", "found unexpected document indicator":
            Phrase("引号没有结束；请在值的末尾补上引号", "a quotation mark is not closed; add one at the end of the value")
        case "did not find expected ',' or '}'":
            Phrase("'{'没有结束，或者缺少逗号；请补上'}'或半角逗号", "'{' is not closed, or a comma is missing; add '}' or the comma")
        case "did not find expected ',' or ']'":
            Phrase("'['没有结束，或者缺少逗号；请补上']'或半角逗号", "'[' is not closed, or a comma is missing; add ']' or the comma")
        default: nil
        }
    }

    /// Something that cannot stand where it does.
    private static func misplaced(_ problem: String, beginsLine: Bool) -> Phrase? {
        switch problem {
        case "mapping values are not allowed in this context":
            Phrase(
                "此处的冒号多余，或者这一行与上一行没有对齐；含冒号的值请加引号，每个冒号后请加空格，同一级的配置项请左对齐",
                "a colon too many, or a line that is not aligned with the one before; put a value with a colon in quotes, type "
                    + "a blank after each colon, and begin keys of one section in the same column"
            )
        case "did not find expected key" where beginsLine:
            Phrase(
                "这一行与同一级的其他各行没有对齐；请左对齐，列表的'-'后请加空格",
                "this line begins in another column than its neighbours; begin keys of one section in the same column, "
                    + "with a blank after each '-'"
            )
        case "did not find expected key":
            Phrase("值已结束，其后又有文字；请给整个值加引号", "text after the end of a value; put the whole value in quotes")
        case "did not find expected '-' indicator":
            Phrase(
                "列表中的这一行没有以'-'开头；各项请都以'-'和空格开头，或者都不用",
                "a line in a list that does not begin with '-'; begin each item with '-' and a blank, or none of them"
            )
        case "block sequence entries are not allowed in this context":
            Phrase(
                "列表不能从此处开始；请把第一个'-'写在配置项的下一行",
                "a list cannot begin here; write its first '-' on the line below the key"
            )
        case "did not find expected <document start>":
            Phrase(
                "这一行不是配置项及其值，或者前面的行有缩进；请写成`配置项: 值`，从行首写起",
                "this line is no key with a value, or the one before is indented; write KEY: VALUE, beginning in the first column"
            )
        case "found character that cannot start any token":
            Phrase("值或配置项不能以此字符开头；请加引号", "nothing can begin with this character; put the value in quotes")
        case "found unknown escape character", "did not find expected hexdecimal number":
            Phrase(
                "双引号中的反斜杠之后不是有效的字符；请改用单引号",
                "a backslash in double quotes with nothing valid after it; use single quotes"
            )
        case "did not find expected node content":
            Phrase("此处缺少值；请填写，或者删去多余的符号", "a value is missing here; write one, or remove the sign before it")
        case "did not find expected comment or line break":
            Phrase(
                "'>'或'|'之后不能在同一行写文字；请从下一行写起并缩进",
                "text on the line of '>' or '|'; begin it on the next line, indented"
            )
        default: nil
        }
    }

    private static func notYAML(_ problem: String) -> Phrase {
        Phrase(
            "不符合YAML语法（解析器提示“\(problem)”）；请更正此处，或者给值加引号",
            "not YAML: \(problem); correct it here, or put the value in quotes"
        )
    }
}
