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
    /// The registry, or an earlier row, has this number for somebody of another name and other contact.
    case otherPerson(known: String)
    /// Another identity number than the registry has for the holder of the row's registration or certificate.
    case otherIdentity(known: String)
    /// Nothing by which the row could be recognised the next time.
    case nothingToRecognise
    /// The person has several, and no number says which of them is meant.
    case severalRecords
    /// Several people answer to the name and the contact.
    case severalPeople
    /// The holder has died, so nothing of theirs runs again.
    case deceased
    /// The end lies more than a year before the one that the registry has.
    case muchEarlier(than: CalendarDate)
    /// Something else of a person than in an earlier row.
    case personDiffers(row: Int)
    /// An employer with other contact than in an earlier row.
    case employerDiffers(row: Int)
    /// Why the row cannot be told apart into cells.
    case row(Phrase)
}

extension CellFault {
    /// The case without the values that differ from row to row, by which equal faults are counted together.
    package var kind: String {
        switch self {
        case .serialDay: "serialDay"
        case .repeated: "repeated"
        case .otherPerson: "otherPerson"
        case .otherIdentity: "otherIdentity"
        case .muchEarlier: "muchEarlier"
        case .personDiffers: "personDiffers"
        case .employerDiffers: "employerDiffers"
        case .lostDigits, .errorValue, .tooNarrow, .nullWord, .lostCharacter, .controlCharacter, .tooLong, .missing,
            .day, .addresses, .category, .unknownWord, .notAName, .notAPhone, .notAnIdentityNumber, .notATerm,
            .endsBeforeBeginning, .noIdentityKey, .nothingToRecognise, .severalRecords, .severalPeople, .deceased,
            .row:
            phrase.chinese
        }
    }
}

extension CellFault: Speakable {
    package var phrase: Phrase {
        switch self {
        case .lostDigits:
            Phrase(
                "已被表格软件改成科学计数法，后几位丢失；请将该列设为“文本”格式，再重新填写",
                "is a number that the spreadsheet has shortened, its last digits are lost; format the column as text and type it again"
            )
        case .errorValue(let text):
            Phrase(
                "是公式的错误值 \(text)；请改正公式，或直接填写内容",
                "is the spreadsheet's error \(text); mend the formula or type the value"
            )
        case .tooNarrow:
            Phrase("只剩一串 #，是列宽不够；请加宽该列后重新保存", "is what a column too narrow shows; widen the column and save it again")
        case .nullWord: Phrase("是数据库导出的 NULL；没有内容请留空", "is a database's NULL; leave the cell empty")
        case .lostCharacter:
            Phrase(
                "有损坏的字符（\u{FFFD}）；请对照原件重新填写",
                "has a character that an earlier conversion lost (\u{FFFD}); type it again"
            )
        case .controlCharacter: Phrase("含有控制字符；请删去重填", "contains a control character; type it again")
        case .tooLong(let bytes): Phrase("内容过长（超过 \(bytes) 字节）；请核对", "is longer than \(bytes) bytes; look at it")
        case .missing: Phrase("未填写", "is empty")
        case .day(let reason): reason
        case .serialDay(let day):
            Phrase("是日期的序号，已换算成 \(day)", "is the serial number of a date, read as \(day)")
        case .addresses(let problem): problem.phrase
        case .category(let doubt): Self.words(of: doubt)
        case .unknownWord(let choices): Phrase("无法识别；可填：\(choices)", "is not a known word; use \(choices)")
        case .notAName: Phrase("只有数字或符号；请核对", "is not a name")
        case .notAPhone: Phrase("不是电话号码；请核对", "is not a phone number")
        case .notAnIdentityNumber: Phrase("不是证件号码；请核对", "is not an identity number")
        case .notATerm: Phrase("不是年数；请填写 5 这样的数字", "is not a number of years such as 5")
        case .endsBeforeBeginning: Phrase("早于注册日期；请核对", "lies before the day it begins")
        case .noIdentityKey:
            Phrase(
                "未用于识别：登记库旁没有密钥文件 identity.key",
                "was not used: the registry's identity.key is not beside it"
            )
        case .repeated(let row): Phrase("与第 \(row) 行重复", "repeats row \(row)")
        case .otherPerson(let known):
            Phrase(
                "已属于 \(known)，与本行的姓名、联系方式都不同；请核对",
                "belongs to \(known), of another name and other contact; look at it"
            )
        case .otherIdentity(let known):
            Phrase(
                "与登记库中 \(known) 的身份证号不同；请核对",
                "is not the identity number that the registry has for \(known); look at it"
            )
        case .nothingToRecognise:
            Phrase(
                "注册号、身份证号、手机号、邮箱都没有，下次无法认出；请至少填一项",
                "has no registration number, identity number, phone or e-mail, so it could not be recognised again"
            )
        case .severalRecords:
            Phrase(
                "未填写，而此人有几条同类记录，无法判断是哪一条；请填写编号",
                "is empty, and the person has several of them; give the number of the one that is meant"
            )
        case .severalPeople:
            Phrase(
                "与几个人相同，联系方式也相同，无法判断是哪一位；请填写身份证号",
                "fits several people with the same contact; give the identity number"
            )
        case .deceased:
            Phrase(
                "与登记库不符：持证人已登记死亡；请核对",
                "contradicts the registry, where the holder has died; look at it"
            )
        case .muchEarlier(let known):
            Phrase(
                "比登记库中的 \(known) 早一年以上，可能是旧表；请核对",
                "is more than a year before \(known) in the registry, as in an old sheet; look at it"
            )
        case .personDiffers(let row):
            Phrase("与同一人的第 \(row) 行不一致，以第 \(row) 行为准", "differs from row \(row) for the same person, which counts")
        case .employerDiffers(let row):
            Phrase("与同一单位的第 \(row) 行不一致，以第 \(row) 行为准", "differs from row \(row) for the same employer, which counts")
        case .row(let reason): reason
        }
    }

    private static func words(of doubt: CategoryDoubt) -> Phrase {
        switch doubt {
        case .fireSafety: Phrase("不是安全工程师的注册类别（消防属注册消防工程师）；已照录，请核对是否应为“其他安全（不包括消防安全）”", doubt.phrase.english)
        case .unknown(let meant?): Phrase("不在七个注册类别之内；已照录，请核对是否应为“\(meant.rawValue)”", doubt.phrase.english)
        case .unknown(nil): Phrase("不在七个注册类别之内；已照录，请核对", doubt.phrase.english)
        }
    }
}
