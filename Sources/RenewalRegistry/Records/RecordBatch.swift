import Foundation
import GRDB
import RenewalRules

/// Builds the subjects of one read from rows.
struct RecordBatch {
    /// How far business time is ahead of UTC at an instant.
    let utcOffset: @Sendable (UnixTime) -> Duration
    private var read: [Subject] = []
    /// Their ids, and the people that they name by a separate id; only these may join rows of other tables.
    private var records: [(reference: RecordID, person: String?)] = []
    private var places: [RecordID: Int] = [:]
    /// Indices of rows with unfolded ids, until it is known whether they are served.
    private var unsettled: [Int: FoldedID] = [:]
    /// The number of related rows of each.
    private var companions: [Int: Int] = [:]
    /// Records with an unreadable application: nobody can tell whether to remind of them.
    private var incomplete: Set<RecordID> = []
    private(set) var problems: [RowProblem] = []
    /// Problems of values shared by many rows, so that each is reported once.
    private var forgiven: Set<RowProblem> = []
    /// The parts for which the layout has no columns.
    let unrecorded: Set<RegistrationRecord.Part>
    /// Whether people and employers have separate rows.
    private let sharesTables: Bool

    init(
        utcOffset: @escaping @Sendable (UnixTime) -> Duration,
        unrecorded: Set<RegistrationRecord.Part>,
        sharesTables: Bool
    ) {
        self.utcOffset = utcOffset
        self.unrecorded = unrecorded
        self.sharesTables = sharesTables
    }

    /// The subjects that can be read completely.
    var subjects: [Subject] { incomplete.isEmpty ? read : read.filter { !incomplete.contains($0.record) } }

    /// The ids of one type, in the order they were read.
    func ids(of type: RecordID.RecordType) -> [String] {
        records.compactMap { $0.reference.type == type ? $0.reference.id : nil }
    }

    /// The people named by records of one type, each once.
    func holders(of type: RecordID.RecordType) -> [String] {
        var seen: Set<String> = []
        return records.compactMap { record in
            guard record.reference.type == type, let person = record.person else { return nil }
            return seen.insert(person).inserted ? person : nil
        }
    }

    /// Adds the record that `make` reads from a row, or its problem.
    mutating func add<Column: MappedColumn>(
        _ cells: Cells<Column>,
        _ make: (inout RecordBatch) throws(CellProblem) -> Subject
    ) {
        do throws(CellProblem) {
            try cells.checkTexts()
            let subject = try make(&self)
            let record = subject.record
            if let folded = FoldedID.unlike(record.id) {
                unsettled[read.count] = folded
            } else {
                guard places[record] == nil else { throw CellProblem(column: "id", reason: Self.repeated) }
                places[record] = read.count
            }
            records.append((record, Self.person(of: cells)))
            read.append(subject)
            problems += NameCheck(of: subject).problems
        } catch {
            report(error, of: cells)
        }
    }

    /// The id by which rows of other tables refer to the person of a row.
    private static func person<Column: MappedColumn>(of cells: Cells<Column>) -> String? {
        guard let holder = Column.holder, cells.isText(holder) else { return nil }
        // An overlong one is reported where the person is read.
        return try? cells.text(holder)
    }

    private static let repeated = Phrase("重复出现，以第一行为准", "occurs more than once; the first row is used")
    static let unreadableApplication = Phrase("有一项申请无法读取", "has an application that cannot be read")
    private static let spelledOtherwise = Phrase(
        "与另一行的编号仅有空格、不可见字符、全角或组合字符之别，以那一行为准",
        "equals the id of another row but for blanks, invisible, full-width or composed characters; that row is used"
    )

    /// The folded forms of unfolded ids of one type.
    func unsettledIDs(of type: RecordID.RecordType) -> [String] {
        Set(unsettled.compactMap { records[$0.key].reference.type == type ? $0.value.text : nil }).sorted()
    }

    /// Removes rows whose ids fold to that of another row.
    ///
    /// - Parameter served: the id that counts for each type and folded form; otherwise the first one here counts
    mutating func settle(_ served: [RecordID.RecordType: [String: String]]) {
        guard !unsettled.isEmpty else { return }
        var served = served
        let byID = unsettled.map { (record: records[$0.key].reference, folded: $0.value.text) }
            .sorted { $0.record.id.utf8.lexicographicallyPrecedes($1.record.id.utf8) }
        for (record, folded) in byID where served[record.type]?[folded] == nil {
            served[record.type, default: [:]][folded] = record.id
        }
        let found = zip(read, records)
        (read, records, places) = ([], [], [:])
        for (place, (subject, row)) in found.enumerated() {
            let record = row.reference
            if let folded = unsettled[place] {
                let isServed = served[record.type]?[folded.text]?.utf8.elementsEqual(record.id.utf8) == true
                guard isServed, places[record] == nil else {
                    let reason = isServed ? Self.repeated : Self.spelledOtherwise
                    let table = record.type.rawValue
                    problems.append(RowProblem(table: table, id: record.id, column: "id", reason: reason))
                    continue
                }
            }
            places[record] = read.count
            read.append(subject)
            records.append(row)
        }
        unsettled = [:]
    }

    /// Changes the records a row belongs to.
    mutating func change(heldBy person: String, _ change: (inout Subject) -> Void) {
        for place in read.indices where records[place].person == person { self.change(place, change) }
    }

    /// Changes the record that a row belongs to; rows without a record here are ignored.
    mutating func change(_ record: RecordID, _ change: (inout Subject) -> Void) {
        if let place = places[record] { self.change(place, change) }
    }

    private mutating func change(_ place: Int, _ change: (inout Subject) -> Void) {
        companions[place, default: 0] += 1
        guard companions[place, default: 0] <= Self.mostCompanions else {
            return keepBack(
                records[place].reference,
                because: Phrase(
                    "名下的数据超过\(Self.mostCompanions)行",
                    "has more than \(Self.mostCompanions) rows that belong to it"
                )
            )
        }
        change(&read[place])
    }

    /// Applications, annotations and parties of one record: a life has some dozens, and adding one copies the others.
    static let mostCompanions = 1000

    mutating func report<Column: MappedColumn>(
        _ problem: CellProblem,
        of cells: Cells<Column>,
        as consequence: DataConsequence = .unreadable
    ) {
        let id = Column.keys.first.map(cells.label) ?? ""
        problems.append(
            RowProblem(
                table: Column.table,
                id: id,
                column: problem.column,
                reason: problem.reason + (sharesTables ? .empty : problem.cureInMapping),
                consequence: consequence,
                employer: employer(of: cells)
            )
        )
    }

    /// The employer of the record that a row is or belongs to, if it can be determined.
    private func employer<Column: MappedColumn>(of cells: Cells<Column>) -> String? {
        func text(_ name: String) -> String? {
            // An unreadable column is what the problem is about.
            Column.allCases.first { $0.name == name }.flatMap { try? cells.text($0) }
        }
        let registration = text("registration_id").map { RecordID(type: .registration, id: $0) }
        let credential = text("credential_id").map { RecordID(type: .credential, id: $0) }
        return text("employer_id") ?? text("employer_name") ?? (registration ?? credential).flatMap(employer)
    }

    private func employer(of record: RecordID) -> String? { places[record].flatMap { read[$0].employer?.id } }

    /// Skips a record because something it depends on cannot be read.
    mutating func keepBack(_ record: RecordID, because reason: Phrase) {
        guard places[record] != nil, incomplete.insert(record).inserted else { return }
        problems.append(
            RowProblem(
                table: record.type.rawValue,
                id: record.id,
                column: nil,
                reason: reason,
                employer: employer(of: record)
            )
        )
    }
}

extension RecordBatch {
    /// The columns of a person.
    struct PersonColumns<Column: MappedColumn> {
        let id: Column
        let name: Column
        let email: Column
        let phone: Column
        let language: Column
        /// The channel of its own program, where an employer has one.
        var channel: Column?
    }

    /// The id of the row, which must be text without control characters.
    static func id<Column: MappedColumn>(_ column: Column, of cells: Cells<Column>) throws(CellProblem) -> String {
        guard cells.isText(column), let id = try cells.text(column) else {
            throw .notText(column.name)
        }
        guard FoldedID.isPrintable(id) else {
            throw CellProblem(column: column.name, "含有控制字符", "has a control character")
        }
        return id
    }

    /// An optional text: an overlong one is reported, but silences nobody.
    ///
    /// Otherwise whoever enters an employer's name or a review body's address could silence all rows that share it.
    mutating func optional<Column: MappedColumn>(
        _ column: Column,
        of cells: Cells<Column>
    ) throws(CellProblem) -> String? {
        do {
            return try cells.text(column)
        } catch {
            guard error == .tooLong(column.name) else { throw error }
            forgive(error, in: column, of: cells)
            return nil
        }
    }

    private mutating func forgive<Column: MappedColumn>(
        _ problem: CellProblem,
        in column: Column,
        of cells: Cells<Column>
    ) {
        guard sharesTables, let shared = column.shared else { return report(problem, of: cells, as: .cosmetic) }
        let row = RowProblem(
            table: shared.table,
            id: cells.label(shared.key),
            column: shared.column,
            reason: problem.reason,
            consequence: .cosmetic
        )
        if forgiven.insert(row).inserted { problems.append(row) }
    }

    /// The person of a row; without an id, the record's id stands in.
    mutating func person<Column: MappedColumn>(
        _ columns: PersonColumns<Column>,
        of cells: Cells<Column>,
        record: String
    ) throws(CellProblem) -> Person? {
        let (id, name) = (try optional(columns.id, of: cells), try optional(columns.name, of: cells))
        let (email, phone) = (try optional(columns.email, of: cells), try optional(columns.phone, of: cells))
        guard id ?? name ?? email ?? phone != nil else { return nil }
        if let email { checkAddresses(email, in: columns.email, of: cells) }
        let language = language(columns.language, of: cells)
        return Person(id: id ?? record, name: name ?? "", email: email, phone: phone, language: language)
    }

    /// Reports what cannot be used beside other addresses; whoever has no usable one is missed elsewhere.
    private mutating func checkAddresses<Column: MappedColumn>(
        _ text: String,
        in column: Column,
        of cells: Cells<Column>
    ) {
        guard EmailAddresses.mayBeSeveral(text) else { return }
        let addresses = EmailAddresses(text)
        guard !addresses.usable.isEmpty else { return }
        for problem in addresses.problems {
            forgive(CellProblem(column: column.name, reason: problem.phrase), in: column, of: cells)
        }
    }

    /// The employer of a row; without an id, its name stands in.
    mutating func employer<Column: MappedColumn>(
        _ columns: PersonColumns<Column>,
        of cells: Cells<Column>,
        record: String
    ) throws(CellProblem) -> Employer? {
        guard let person = try person(columns, of: cells, record: "") else { return nil }
        let id = person.id.isEmpty ? (person.name.isEmpty ? record : person.name) : person.id
        return Employer(
            id: id,
            name: person.name,
            email: person.email,
            phone: person.phone,
            language: person.language,
            channel: try columns.channel.flatMap { column throws(CellProblem) in try optional(column, of: cells) }
        )
    }

    /// An unknown language does not stop a reminder: it is reported, and the default is used.
    private mutating func language<Column: MappedColumn>(_ column: Column, of cells: Cells<Column>) -> Language? {
        do throws(CellProblem) {
            return try cells.word(column, as: Language.self)
        } catch {
            report(error, of: cells, as: .cosmetic)
            return nil
        }
    }
}
