import GRDB
import RenewalFiles
import RenewalRegistry
import RenewalRules

extension ReferenceTable.Column {
    /// The database value of a field; an empty field is null or the column's default.
    ///
    /// - Throws: why it is invalid in the column
    func value(of field: String) throws(CellProblem) -> DatabaseValue {
        guard !field.isEmpty || fallback != nil else {
            if isRequired { throw problem("为空", "is empty") }
            return .null
        }
        let field = try typed(field.isEmpty ? fallback ?? "" : field)
        switch form {
        case .id, .reference:
            let id = FoldedID(FormulaGuard.restored(field)).text
            if id.isEmpty, isRequired { throw problem("为空", "is empty") }
            return id.isEmpty ? .null : try checked(id, allowing: []).databaseValue
        case .line: return try text(field, allowing: []).databaseValue
        case .prose: return try text(field, allowing: ["\n", "\r", "\t"]).databaseValue
        case .email: return try addresses(field).databaseValue
        case .day:
            switch WrittenDay.read(field) {
            case .day(let day): return day.description.databaseValue
            case .serial:
                throw problem(
                    "是电子表格的日期序号；请写成 2027-03-05 这样",
                    "is the serial number of a spreadsheet's day; write it as 2027-03-05"
                )
            case .refused(let reason): throw CellProblem(column: name, reason: reason)
            }
        case .instant:
            guard UnixTime(rfc3339: field) != nil else { throw .notAnInstant(name) }
            return field.databaseValue
        case .number(let range):
            guard let number = Int(field), range.contains(number) else { throw .notANumber(name, in: range) }
            return number.databaseValue
        case .digits(let count):
            guard field.utf8.count == count, field.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            else { throw problem("不是\(count)位数字", "is not a number of \(count) digits") }
            return field.databaseValue
        case .word(let words):
            guard words.contains(field) else { throw .noneOf(words, name) }
            return field.databaseValue
        }
    }

    private func problem(_ chinese: String, _ english: String) -> CellProblem {
        CellProblem(column: name, chinese, english)
    }

    /// What somebody typed, without what spreadsheets make of it.
    private func typed(_ field: String) throws(CellProblem) -> String {
        do throws(CellFault) {
            return try CellArtefact.removed(from: field, keepsDigits: keepsDigits)
        } catch {
            throw CellProblem(column: name, reason: error.phrase)
        }
    }

    /// Whether it holds a number of which every digit counts.
    private var keepsDigits: Bool {
        switch form {
        case .id, .reference, .digits: true
        case .line: name == "phone" || name == "serial" || name.hasSuffix("_no")
        case .prose, .email, .day, .instant, .number, .word: false
        }
    }

    private func text(_ field: String, allowing allowed: Set<Unicode.Scalar>) throws(CellProblem) -> String {
        try checked(FormulaGuard.restored(field), allowing: allowed)
    }

    private func checked(_ text: String, allowing allowed: Set<Unicode.Scalar>) throws(CellProblem) -> String {
        guard text.utf8.count <= CellProblem.longestText else { throw .tooLong(name) }
        let isClean = text.unicodeScalars.allSatisfy { !Self.breaksLine($0) || allowed.contains($0) }
        guard isClean else { throw problem("含有换行或控制字符", "contains a line break or control character") }
        return text
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
    }

    /// One address or several, as they are stored.
    private func addresses(_ field: String) throws(CellProblem) -> String {
        let addresses = EmailAddresses(FormulaGuard.restored(field))
        if let fault = addresses.problems.first { throw CellProblem(column: name, reason: fault.phrase) }
        return addresses.text
    }
}
