import RenewalFiles
import RenewalRegistry
import RenewalRules

/// Reads one cell of a roster as what its column says.
struct CellReader {
    let field: RosterField

    struct Reading {
        /// In the form the registry keeps it; `nil` for an empty cell.
        var value: String?
        var remarks: [CellFault] = []
        /// What the cell says about other fields.
        var others: [RosterField: String] = [:]
    }

    /// - Throws: why the cell cannot be used
    func read(_ cell: SheetCell) throws(CellFault) -> Reading {
        guard field.isDay else {
            let text = try CellText(cell, keepsDigits: field.isNumber).text
            return text.isEmpty ? Reading() : try read(text)
        }
        if case .day(let day) = cell { return Reading(value: day.description) }
        let text = try CellText(cell, keepsDigits: false).text
        return text.isEmpty ? Reading() : try day(text)
    }

    private func read(_ text: String) throws(CellFault) -> Reading {
        switch field {
        case .name: Reading(value: try name(text))
        case .identityNumber: Reading(value: try identityNumber(text))
        case .phone, .employerPhone: Reading(value: try phone(text))
        case .email, .employerEmail: try addresses(text)
        case .language: Reading(value: try word(text, Self.languages, choices: "中文、英文"))
        case .category: category(text)
        case .term: Reading(value: try term(text))
        case .state: Reading(value: try word(text, Self.states, choices: "有效、已注销、已撤销、已延续"))
        case .employer, .reviewBody: Reading(value: try nameOfBody(text))
        case .registrationNumber, .serial, .unneeded: Reading(value: text)
        case .validFrom, .validUntil, .credentialFrom, .credentialUntil: try day(text)
        }
    }

    /// `2027/3/5`; for an end also `2022-02-21至2027-02-20` and, beside a beginning, `5年`.
    private func day(_ text: String) throws(CellFault) -> Reading {
        switch WrittenDay.read(text) {
        case .day(let day): return Reading(value: day.description)
        case .serial(let day): return Reading(value: day.description, remarks: [.serialDay(day)])
        case .refused(let reason):
            guard field == .validUntil else { throw .day(reason) }
            if let term = try? term(text) { return Reading(others: [.term: term]) }
            guard let (start, end) = Self.period(text) else { throw .day(reason) }
            return Reading(value: end.description, others: [.validFrom: start.description])
        }
    }

    private static func period(_ text: String) -> (CalendarDate, CalendarDate)? {
        for sign in ["至", "到", "~", "～", "--", " - ", "-"] {
            let parts = text.split(separator: sign).map(String.init)
            guard parts.count == 2, case .day(let start) = WrittenDay.read(parts[0]),
                case .day(let end) = WrittenDay.read(parts[1])
            else { continue }
            return (start, end)
        }
        return nil
    }

    private func name(_ text: String) throws(CellFault) -> String {
        guard text.contains(where: \.isLetter) else { throw .notAName }
        // Two characters are often set apart to be as wide as three.
        let isChinese = text.unicodeScalars.allSatisfy { $0.properties.isIdeographic || $0 == " " }
        return isChinese ? text.filter { $0 != " " } : text
    }

    /// A company or an authority, with the brackets that Chinese names have.
    private func nameOfBody(_ text: String) throws(CellFault) -> String {
        let name = try name(text)
        guard name.unicodeScalars.contains(where: \.properties.isIdeographic) else { return name }
        return name.replacing("(", with: "（").replacing(")", with: "）")
    }

    private func identityNumber(_ text: String) throws(CellFault) -> String {
        let number = text.filter { $0 != " " }.uppercased()
        // A passport or a residence permit is shorter than a card.
        guard (5...18).contains(number.count), number.contains(where: \.isNumber),
            number.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter || "()-".contains($0)) })
        else { throw .notAnIdentityNumber }
        return number
    }

    private func phone(_ text: String) throws(CellFault) -> String {
        let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits >= 5, text.allSatisfy({ $0.isNumber || "+-() /;,、转ext.".contains($0) }) else {
            throw .notAPhone
        }
        return text
    }

    private func addresses(_ text: String) throws(CellFault) -> Reading {
        let addresses = EmailAddresses(text)
        let problem = addresses.problems.first
        guard !addresses.usable.isEmpty else { throw .addresses(problem ?? .unusable(.isEmpty)) }
        return Reading(value: addresses.text, remarks: problem.map { [.addresses($0)] } ?? [])
    }

    private func category(_ text: String) -> Reading {
        if let known = PracticeCategory(recorded: text) { return Reading(value: known.rawValue) }
        return Reading(value: text, remarks: CategoryName(text).doubt.map { [.category($0)] } ?? [])
    }

    private func term(_ text: String) throws(CellFault) -> String {
        var number = text.filter { $0 != " " }
        for unit in ["年", "years", "year"] where number.lowercased().hasSuffix(unit) {
            number = String(number.dropLast(unit.count))
        }
        if let digit = Self.numerals[number] { number = digit }
        guard let years = Int(number), (1...100).contains(years) else { throw .notATerm }
        return String(years)
    }

    private func word(_ text: String, _ words: [String: String], choices: String) throws(CellFault) -> String {
        guard let known = words[text.lowercased().filter { $0 != " " }] else { throw .unknownWord(choices: choices) }
        return known
    }

    private static let numerals = [
        "一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10",
    ]

    private static let languages = [
        "中文": "zh-CN", "汉语": "zh-CN", "zh-cn": "zh-CN", "zh": "zh-CN", "英文": "en", "英语": "en", "en": "en",
        "english": "en",
    ]

    /// One that has run out is still the one to be reminded of: its day says so.
    private static let states = [
        "有效": "active", "注册有效": "active", "正常": "active", "在册": "active", "在注": "active", "在用": "active",
        "已注册": "active", "注册": "active", "是": "active", "已过期": "active", "过期": "active", "到期": "active",
        "已到期": "active",
        "active": "active", "valid": "active", "已注销": "cancelled", "注销": "cancelled", "注销注册": "cancelled",
        "cancelled": "cancelled", "已撤销": "revoked", "撤销": "revoked", "已吊销": "revoked", "吊销": "revoked",
        "revoked": "revoked", "已延续": "renewed", "已续期": "renewed", "已延续注册": "renewed", "renewed": "renewed",
    ]
}

extension RosterField {
    /// Whether the cell holds a day.
    var isDay: Bool {
        switch self {
        case .validFrom, .validUntil, .credentialFrom, .credentialUntil: true
        case .name, .identityNumber, .phone, .email, .language, .employer, .employerPhone, .employerEmail, .reviewBody,
            .registrationNumber, .category, .term, .state, .serial, .unneeded:
            false
        }
    }

    /// Whether the cell holds a number that is text: one whose digits a spreadsheet must not round.
    fileprivate var isNumber: Bool {
        switch self {
        case .identityNumber, .phone, .employerPhone, .registrationNumber, .serial: true
        case .name, .email, .language, .employer, .employerEmail, .reviewBody, .category, .validFrom, .term,
            .validUntil,
            .state, .credentialFrom, .credentialUntil, .unneeded:
            false
        }
    }
}
