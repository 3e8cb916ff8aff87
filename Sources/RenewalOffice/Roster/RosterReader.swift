import RenewalRegistry
import RenewalRules

/// Understands the rows of a roster, cell by cell; knows nothing of the registry.
struct RosterReader {
    private let header: RosterHeader

    init(_ header: RosterHeader) { self.header = header }

    /// What a row says; `nil` for one with nothing in the columns that are used, one that repeats the header, and the
    /// example of the sheet to begin with.
    func read(_ row: SheetRow) -> RosterRow? {
        guard row.problem != nil || !header.used.allSatisfy({ $0.cell(of: row).isBlank }), !isHeader(row),
            !isExample(row)
        else { return nil }
        var read = RosterRow(number: row.number)
        if let problem = row.problem { read.faults.append(CellRemark(field: nil, fault: .row(problem))) }
        var others: [RosterField: String] = [:]
        for column in header.used {
            guard let field = column.field else { continue }
            take(column.cell(of: row), as: field, into: &read, others: &others)
        }
        // `2022-02-21至2027-02-20` and `5年` say more than the end; a cell of its own says it better.
        for (field, value) in others where read[field] == nil { read.values[field] = value }
        judge(&read)
        return read
    }

    private func isHeader(_ row: SheetRow) -> Bool {
        header.used.count >= 2
            // From the last on, which is most often a day.
            && header.used.reversed().allSatisfy { column in
                guard case .text(let text) = column.cell(of: row) else { return false }
                return RosterField(title: text) == column.field || FoldedText(text).text == column.title
            }
    }

    private func isExample(_ row: SheetRow) -> Bool {
        guard let name = header.used.first(where: { $0.field == .name })?.cell(of: row).shown else { return false }
        let folded = FoldedText(name).text.lowercased()
        return RosterExample.marks.contains(where: folded.hasPrefix)
    }

    private func take(
        _ cell: SheetCell,
        as field: RosterField,
        into row: inout RosterRow,
        others: inout [RosterField: String]
    ) {
        do throws(CellFault) {
            let reading = try CellReader(field: field).read(cell)
            row.values[field] = reading.value
            row.remarks += reading.remarks.map { CellRemark(field: field, fault: $0) }
            others.merge(reading.others) { first, _ in first }
        } catch {
            let remark = CellRemark(field: field, fault: error)
            if field.isEssential { row.faults.append(remark) } else { row.remarks.append(remark) }
        }
    }

    /// Decides what a row needs as a whole.
    private func judge(_ row: inout RosterRow) {
        func fault(_ field: RosterField?, _ fault: CellFault) {
            guard !row.faults.contains(where: { $0.field == field }) else { return }
            row.faults.append(CellRemark(field: field, fault: fault))
        }
        moveExpiryToCertificate(&row)
        if row[.name] == nil { fault(.name, .missing) }
        if !row.hasRegistration, row[.credentialUntil] == nil { fault(expiry, .missing) }
        for (start, end) in [(RosterField.validFrom, RosterField.validUntil), (.credentialFrom, .credentialUntil)] {
            if let first = row[start], let last = row[end], last < first { fault(end, .endsBeforeBeginning) }
        }
        if row[.serial] != nil, row[.credentialUntil] == nil, header.has(.credentialUntil) {
            row.remarks.append(CellRemark(field: .credentialUntil, fault: .missing))
        }
        if row.faults.isEmpty, RosterRow.recognised.allSatisfy({ row[$0] == nil }) { fault(nil, .nothingToRecognise) }
        // A cell that was passed over does not matter in a row that is not taken, but the office wants to mend all at once.
        guard !row.faults.isEmpty else { return }
        let guesses = row.remarks.filter(\.fault.isGuess)
        row.faults += row.remarks.filter { !$0.fault.isGuess }
        row.remarks = guesses
        row.faults.sort { place($0.field) < place($1.field) }
    }

    /// The column of the sheet in which the end should stand; `nil` where there is none.
    private var expiry: RosterField? { [.validUntil, .credentialUntil].first(where: header.has) }

    /// In a sheet of certificates alone, the end is that of the certificate.
    private func moveExpiryToCertificate(_ row: inout RosterRow) {
        guard header.has(.serial), !header.has(.registrationNumber), !header.has(.credentialUntil) else { return }
        for (general, own) in [(RosterField.validUntil, RosterField.credentialUntil), (.validFrom, .credentialFrom)] {
            guard let value = row.values.removeValue(forKey: general) else { continue }
            row.values[own] = value
        }
    }

    private func place(_ field: RosterField?) -> Int {
        header.columns.firstIndex { $0.field == field } ?? header.columns.count
    }
}

extension RosterField {
    /// Whether a row is of no use, or could be taken for another, when the cell cannot be read.
    fileprivate var isEssential: Bool {
        switch self {
        case .name, .registrationNumber, .validUntil, .serial, .credentialUntil: true
        case .identityNumber, .phone, .email, .language, .employer, .employerPhone, .employerEmail, .reviewBody,
            .category, .validFrom, .term, .state, .credentialFrom, .unneeded:
            false
        }
    }
}

extension CellFault {
    /// Whether the cell was used all the same.
    fileprivate var isGuess: Bool {
        switch self {
        case .serialDay, .category, .personDiffers, .employerDiffers, .noIdentityKey, .muchEarlier: true
        case .lostDigits, .errorValue, .tooNarrow, .nullWord, .lostCharacter, .controlCharacter, .tooLong, .missing,
            .day,
            .addresses, .unknownWord, .notAName, .notAPhone, .notAnIdentityNumber, .notATerm, .endsBeforeBeginning,
            .repeated, .otherPerson, .otherIdentity, .nothingToRecognise, .severalRecords, .severalPeople, .deceased,
            .row:
            false
        }
    }
}
