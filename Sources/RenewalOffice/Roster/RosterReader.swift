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
        for column in header.used {
            guard let field = column.field else { continue }
            take(column.cell(of: row), as: field, into: &read)
        }
        judge(&read)
        return read
    }

    private func isHeader(_ row: SheetRow) -> Bool {
        header.used.count >= 2
            && header.used.allSatisfy { column in
                let text = column.cell(of: row).shown
                return RosterField(title: text) == column.field || FoldedText(text).text == column.title
            }
    }

    private func isExample(_ row: SheetRow) -> Bool {
        guard let name = header.used.first(where: { $0.field == .name })?.cell(of: row).shown else { return false }
        let folded = FoldedText(name).text.lowercased()
        return RosterExample.marks.contains(where: folded.hasPrefix)
    }

    private func take(_ cell: SheetCell, as field: RosterField, into row: inout RosterRow) {
        do throws(CellFault) {
            let reading = try CellReader(field: field).read(cell)
            row.values[field] = reading.value
            row.remarks += reading.remarks.map { CellRemark(field: field, fault: $0) }
            // `2022-02-21至2027-02-20` and `5年` say more than the end.
            for (other, value) in reading.others where row[other] == nil { row.values[other] = value }
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
        let hasRegistration = row[.validUntil] != nil || (row[.validFrom] != nil && row[.term] != nil)
        if !hasRegistration, row[.credentialUntil] == nil {
            fault(header.has(.validUntil) ? .validUntil : nil, .missing)
        }
        if let start = row[.validFrom], let end = row[.validUntil], end < start {
            fault(.validUntil, .endsBeforeBeginning)
        }
        let recognised: [RosterField] = [.registrationNumber, .serial, .identityNumber, .phone, .email]
        if row.faults.isEmpty, recognised.allSatisfy({ row[$0] == nil }) { fault(nil, .nothingToRecognise) }
        // A cell that was passed over does not matter in a row that is not taken, but the office wants to mend all at once.
        guard !row.faults.isEmpty else { return }
        let guesses = row.remarks.filter(\.fault.isGuess)
        row.faults += row.remarks.filter { !$0.fault.isGuess }
        row.remarks = guesses
        row.faults.sort { place($0.field) < place($1.field) }
    }

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
        case .serialDay, .category, .employerDiffers, .noIdentityKey: true
        case .lostDigits, .errorValue, .tooNarrow, .nullWord, .lostCharacter, .controlCharacter, .tooLong, .missing,
            .day,
            .addresses, .unknownWord, .notAName, .notAPhone, .notAnIdentityNumber, .notATerm, .endsBeforeBeginning,
            .repeated, .otherPerson, .nothingToRecognise, .row:
            false
        }
    }
}
