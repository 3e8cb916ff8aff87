import Glibc
package import RenewalRules

/// Why a spreadsheet was not read or written.
package enum SheetRefusal: Error, Hashable, Sendable {
    /// The helper program is in none of these places.
    case noProgram(places: [String])
    case cannotRun(reason: String)
    /// The helper ended without an answer; a negative status is a signal.
    case ended(status: Int32)
    /// The helper's code for what is wrong with the workbook.
    case workbook(code: String)
    /// The workbook has no sheet of this name.
    case noSuchSheet(String, known: [String])
    /// The file is neither text nor a workbook, or its text cannot be read; with the words of the reader.
    case text(line: Int, reason: Phrase)
    /// No row names two columns of a roster.
    case noHeader
}

extension SheetRefusal {
    /// Whether this computer is the reason, and not the sheet, so that another attempt may succeed.
    package var isOfEnvironment: Bool {
        switch self {
        case .noProgram, .cannotRun: true
        // Killed from outside, as for want of memory.
        case .ended(let status): status == -SIGKILL || status == -SIGTERM
        case .workbook, .noSuchSheet, .text, .noHeader: false
        }
    }
}

extension SheetRefusal: Speakable {
    package var phrase: Phrase {
        switch self {
        case .noProgram(let places):
            Phrase(
                "找不到读取表格的程序 renewald-sheet（\(places.joined(separator: "、"))）；请重新安装 renewald",
                "the program that reads spreadsheets, renewald-sheet, is not there (\(places.joined(separator: ", "))); install renewald again"
            )
        case .cannotRun(let reason):
            Phrase("无法启动 renewald-sheet：\(reason)", "renewald-sheet cannot be started: \(reason)")
        case .ended(let status):
            Phrase(
                "读取表格的程序异常退出（\(status)）；请另存为“CSV UTF-8”后再导入",
                "the program that reads spreadsheets ended with status \(status); save the sheet as \"CSV UTF-8\" and import that"
            )
        case .workbook(let code): Self.words(ofCode: code)
        case .noSuchSheet(let name, let known):
            Phrase(
                "没有名为“\(name)”的工作表；可选：\(known.joined(separator: "、"))",
                "has no sheet \"\(name)\"; there are \(known.joined(separator: ", "))"
            )
        case .text(let line, let reason): Phrase("第 \(line) 行：\(reason.chinese)", "line \(line) \(reason.english)")
        case .noHeader:
            Phrase(
                "找不到表头：前 \(RosterHeader.mostRowsAbove) 行中没有同时包含“姓名”“有效期至”等列名的行；"
                    + "可用 renewald registry template 生成登记表样式",
                "has no header: none of the first \(RosterHeader.mostRowsAbove) rows names columns such as 姓名 and 有效期至; "
                    + "\"renewald registry template\" makes a sheet to begin with"
            )
        }
    }

    /// What a code of the helper means, and what to do.
    ///
    /// - Parameter code: of `renewald-sheet`
    /// - Returns: words that follow the name of the file
    private static func words(ofCode code: String) -> Phrase {
        switch code {
        case "empty": Phrase("文件是空的；请用表格软件打开原表核对，重新保存后再导入", "is empty; save it again")
        case "not_a_workbook":
            Phrase(
                "不是 Excel 表格文件，或已损坏；请用表格软件打开原表，另存为 .xlsx 后再导入",
                "is not a workbook; save it as .xlsx with a spreadsheet program"
            )
        case "encrypted": Phrase("设有打开密码；请取消密码后重新保存", "needs a password; save it without one")
        case "ods": Phrase("是 OpenDocument 表格；请另存为 .xlsx", "is an OpenDocument spreadsheet; save it as .xlsx")
        case "xlsb": Phrase("是 Excel 二进制工作簿（.xlsb）；请另存为 .xlsx", "is a binary workbook (.xlsb); save it as .xlsx")
        case "truncated": Phrase("文件不完整，可能没有保存完或没有传完；请重新保存或复制后再导入", "ends too early; save or copy it again")
        case "damaged":
            Phrase(
                "文件已损坏；请用表格软件打开，另存为 .xlsx 后再导入；打不开的，请向提供的人重新要一份",
                "is damaged; open it with a spreadsheet program and save it again"
            )
        case "too_large": Phrase("文件过大；请拆分", "is too large; split it")
        case "expands_too_far":
            Phrase("解压后的内容异常庞大，没有读取；请把名单复制到新的表格中保存", "holds far more than a file of its size should; it is refused")
        case "entities":
            Phrase(
                "含有不应出现的 XML 实体声明，没有读取；请把名单复制到新的表格中保存",
                "declares XML entities, which no spreadsheet needs; it is refused"
            )
        case "too_many_columns": Phrase("列数过多；请删除多余的列", "has too many columns; delete those that are not needed")
        case "too_many_rows": Phrase("行数过多；请拆分", "has too many rows; split it")
        case "too_many_sheets": Phrase("工作表过多；请只保留名单所在的工作表", "has too many sheets; keep the one with the roster")
        case "text_too_long": Phrase("有单元格内容过长；请删减后重新保存", "has a cell with too long a text")
        case "out_of_memory": Phrase("内容过多，超出内存上限；请拆分", "needs more memory than is allowed; split it")
        case "out_of_time":
            Phrase("内容过于复杂，超出读取时间上限；请另存为“CSV UTF-8”", "takes too long to read; save it as \"CSV UTF-8\"")
        default: Phrase("无法读取（代码 \(code)）；请用表格软件打开，另存为 .xlsx 后再导入", "cannot be read (\(code))")
        }
    }
}
