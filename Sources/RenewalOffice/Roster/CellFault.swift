package import RenewalRules

/// What is wrong with a cell, or was understood only by a guess.
package enum CellFault: Error, Hashable, Sendable {
    /// A long number in scientific form, or with more digits than a spreadsheet keeps.
    case lostDigits
    /// An error value: `#N/A`, `#REF!`.
    case errorValue(String)
    /// `########`, what a column shows that is too narrow.
    case tooNarrow
    /// `NULL`, what a database exports for nothing.
    case nullWord
    /// A replacement character: an earlier conversion lost what stood there.
    case lostCharacter
    case controlCharacter
    case tooLong(bytes: Int)
    case missing
    /// Why a day cannot be read.
    case day(Phrase)
    /// A five-digit number of a spreadsheet, read as the day it stands for.
    case serialDay(CalendarDate)
    /// Why addresses, or some of them, are not usable.
    case addresses(EmailAddresses.Problem)
    case category(CategoryDoubt)
    case unknownWord(choices: String)
    case notAName
    case notAPhone
    case notAnIdentityNumber
    case notATerm
    /// The end lies before the beginning.
    case endsBeforeBeginning
    /// The key that hides identity numbers is not there, or is another one.
    case noIdentityKey
    /// Another row of the file is about the same.
    case repeated(row: Int)
    /// The registry has this number for somebody of another name and other contact.
    case otherPerson(known: String)
    /// Nothing by which the row could be recognised the next time.
    case nothingToRecognise
    /// An employer with other contact than in an earlier row.
    case employerDiffers(row: Int)
    /// Why the row cannot be told apart into cells.
    case row(Phrase)
}

extension CellFault {
    /// The case without its values, by which equal faults are counted together.
    package var kind: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}

extension CellFault: Speakable {
    package var phrase: Phrase {
        switch self {
        case .lostDigits:
            Phrase(
                "是表格软件改写成科学计数法的数字，后几位已丢失；请将该列设为“文本”格式后重新填写",
                "is a number that the spreadsheet has shortened, its last digits are lost; format the column as text and type it again"
            )
        case .errorValue(let text):
            Phrase(
                "是表格的错误值 \(text)；请改正公式或直接填写内容",
                "is the spreadsheet's error \(text); mend the formula or type the value"
            )
        case .tooNarrow:
            Phrase("是列宽不够时显示的 #；请加宽该列后重新保存", "is what a column too narrow shows; widen the column and save it again")
        case .nullWord: Phrase("是数据库导出的空值 NULL；没有内容请留空", "is a database's NULL; leave the cell empty")
        case .lostCharacter:
            Phrase(
                "含有已损坏的字符（\u{FFFD}）；请对照原件重新填写",
                "has a character that an earlier conversion lost (\u{FFFD}); type it again"
            )
        case .controlCharacter: Phrase("含有换行或控制字符", "contains a line break or control character")
        case .tooLong(let bytes): Phrase("超过 \(bytes) 字节", "is longer than \(bytes) bytes")
        case .missing: Phrase("未填写", "is empty")
        case .day(let reason): reason
        case .serialDay(let day):
            Phrase("是表格软件的日期序号，已按 \(day) 读取", "is the serial number of a date, read as \(day)")
        case .addresses(let problem): problem.phrase
        case .category(let doubt): Self.words(of: doubt)
        case .unknownWord(let choices): Phrase("不认识该词；可填 \(choices)", "is not a known word; use \(choices)")
        case .notAName: Phrase("不是姓名", "is not a name")
        case .notAPhone: Phrase("不是电话号码", "is not a phone number")
        case .notAnIdentityNumber: Phrase("不是证件号码", "is not an identity number")
        case .notATerm: Phrase("不是年数，例如 5年", "is not a number of years such as 5")
        case .endsBeforeBeginning: Phrase("早于注册日期", "lies before the day it begins")
        case .noIdentityKey:
            Phrase(
                "未用于识别：登记库旁没有身份证密钥 identity.key",
                "was not used: the registry's identity.key is not beside it"
            )
        case .repeated(let row): Phrase("与第 \(row) 行重复", "repeats row \(row)")
        case .otherPerson(let known):
            Phrase(
                "在登记库中属于 \(known)，姓名和联系方式都不同",
                "belongs to \(known) in the registry, with another name and other contact"
            )
        case .nothingToRecognise:
            Phrase(
                "没有注册号、身份证号、手机号或邮箱，下次无法识别是同一人",
                "has no registration number, identity number, phone or e-mail, so it could not be recognised again"
            )
        case .employerDiffers(let row):
            Phrase("与第 \(row) 行同一单位的不同，以第 \(row) 行为准", "differs from row \(row) for the same employer, which counts")
        case .row(let reason): reason
        }
    }

    private static func words(of doubt: CategoryDoubt) -> Phrase {
        switch doubt {
        case .fireSafety: Phrase("不是安全工程师的注册类别：消防另有注册消防工程师（V7）；已按原样保留", doubt.phrase.english)
        case .unknown(let meant?): Phrase("不在七个注册类别之内（V7），是否为“\(meant.rawValue)”；已按原样保留", doubt.phrase.english)
        case .unknown(nil): Phrase("不在七个注册类别之内（V7）；已按原样保留", doubt.phrase.english)
        }
    }
}
