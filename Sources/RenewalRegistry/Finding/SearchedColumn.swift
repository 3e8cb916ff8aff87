import RenewalRules

/// The columns of a record's row that may answer to a clue.
protocol SearchedColumn: MappedColumn {
    static var type: RecordID.RecordType { get }
    static var rowID: Self { get }
    /// The columns with what they contain; the id of the record is among them.
    static var searched: [(column: Self, place: Clue.Place)] { get }
}

extension RegistrationColumn: SearchedColumn {
    static let type = RecordID.RecordType.registration
    static let rowID = RegistrationColumn.id
    static let searched: [(column: RegistrationColumn, place: Clue.Place)] = [
        (.id, .id), (.registrationNo, .number), (.legacyNo, .number),
        (.holderId, .id), (.holderName, .name), (.holderEmail, .address), (.holderPhone, .telephone),
        (.employerId, .id), (.employerName, .name), (.employerEmail, .address), (.employerPhone, .telephone),
        (.employerFormerName, .name), (.newEmployerName, .name),
    ]
}

extension QualificationColumn: SearchedColumn {
    static let type = RecordID.RecordType.qualification
    static let rowID = QualificationColumn.id
    static let searched: [(column: QualificationColumn, place: Clue.Place)] = [
        (.id, .id), (.holderId, .id), (.holderName, .name), (.holderEmail, .address), (.holderPhone, .telephone),
    ]
}

extension CredentialColumn: SearchedColumn {
    static let type = RecordID.RecordType.credential
    static let rowID = CredentialColumn.id
    static let searched: [(column: CredentialColumn, place: Clue.Place)] = [
        (.id, .id), (.serial, .number),
        (.holderId, .id), (.holderName, .name), (.holderEmail, .address), (.holderPhone, .telephone),
        (.employerId, .id), (.employerName, .name), (.employerEmail, .address), (.employerPhone, .telephone),
    ]
}

extension CredentialApplicationColumn: SearchedColumn {
    static let type = RecordID.RecordType.credentialApplication
    static let rowID = CredentialApplicationColumn.id
    static let searched: [(column: CredentialApplicationColumn, place: Clue.Place)] = [
        (.id, .id), (.applicationNo, .number), (.holderId, .id), (.holderName, .name), (.holderEmail, .address),
        (.holderPhone, .telephone),
    ]
}

extension Cells where Column: SearchedColumn {
    /// How well a row answers to a clue; a value that cannot be read does not answer.
    func answer(to clue: Clue, in searched: [(column: Column, place: Clue.Place)]) -> Clue.Answer? {
        var best: Clue.Answer?
        for (column, place) in searched {
            guard let value = (try? text(column)) ?? nil, let answer = clue.answer(of: value, in: place) else {
                continue
            }
            if answer == .wholly { return answer }
            best = answer
        }
        return best
    }
}
