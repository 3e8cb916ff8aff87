import Foundation
import GRDB
import RenewalRules

/// The subjects of one read as they are put together from rows.
struct RecordBatch {
    /// What business time is ahead of UTC at an instant.
    let utcOffset: @Sendable (UnixTime) -> Duration
    private var read: [Subject] = []
    /// What they are of, and the people that they name by an id of their own; only these may join rows of other tables.
    private var records: [(reference: RecordID, person: String?)] = []
    private var places: [RecordID: Int] = [:]
    /// Places of rows whose ids are not in folded form, until it is known whether they are served.
    private var unsettled: [Int: FoldedID] = [:]
    /// How many rows of other tables belong to each.
    private var companions: [Int: Int] = [:]
    /// Records with an application that cannot be read: nobody can tell whether they are to be reminded.
    private var incomplete: Set<RecordID> = []
    private(set) var problems: [RowProblem] = []
    /// Those of values that many rows share, so that each is told once.
    private var forgiven: Set<RowProblem> = []
    /// What the layout has no columns for.
    let unrecorded: Set<RegistrationRecord.Part>
    /// Whether people and employers have rows of their own.
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

    /// The subjects that can be read in full.
    var subjects: [Subject] { incomplete.isEmpty ? read : read.filter { !incomplete.contains($0.record) } }

    /// The ids of one type, in the order they were read.
    func ids(of type: RecordID.RecordType) -> [String] {
        records.compactMap { $0.reference.type == type ? $0.reference.id : nil }
    }

    /// The people whom records of one type name, each once.
    func holders(of type: RecordID.RecordType) -> [String] {
        var seen: Set<String> = []
        return records.compactMap { record in
            guard record.reference.type == type, let person = record.person else { return nil }
            return seen.insert(person).inserted ? person : nil
        }
    }

    /// Adds the record that `make` reads from a row, or what is wrong with it.
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

    /// The id by which rows of other tables name the person of a row.
    private static func person<Column: MappedColumn>(of cells: Cells<Column>) -> String? {
        guard let holder = Column.holder, cells.isText(holder) else { return nil }
        // One that is too long is reported where the person is read.
        return try? cells.text(holder)
    }

    private static let repeated = "occurs more than once; the first row is used"
    private static let spelledOtherwise =
        "equals the id of another row but for blanks, invisible, full-width or composed characters; that row is used"

    /// The folded forms of ids of one type that are not written so.
    func unsettledIDs(of type: RecordID.RecordType) -> [String] {
        Set(unsettled.compactMap { records[$0.key].reference.type == type ? $0.value.text : nil }).sorted()
    }

    /// Leaves out rows whose ids another row has after folding.
    ///
    /// - Parameter served: for each type and folded form the id that counts; where none is named it is the first of
    ///   those here
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

    /// Changes the record a row belongs to; a row of no record here is left out.
    mutating func change(_ record: RecordID, _ change: (inout Subject) -> Void) {
        if let place = places[record] { self.change(place, change) }
    }

    private mutating func change(_ place: Int, _ change: (inout Subject) -> Void) {
        companions[place, default: 0] += 1
        guard companions[place, default: 0] <= Self.mostCompanions else {
            return keepBack(
                records[place].reference,
                because: "has more than \(Self.mostCompanions) rows that belong to it"
            )
        }
        change(&read[place])
    }

    /// Applications, annotations and parties of one record: a life has some dozens, and each is copied with the next.
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
                reason: problem.reason,
                consequence: consequence,
                employer: employer(of: cells)
            )
        )
    }

    /// The employer of the record that a row is or belongs to, as far as that can be told.
    private func employer<Column: MappedColumn>(of cells: Cells<Column>) -> String? {
        func text(_ name: String) -> String? {
            // What cannot be read is what the problem is about.
            Column.allCases.first { $0.name == name }.flatMap { try? cells.text($0) }
        }
        let registration = text("registration_id").map { RecordID(type: .registration, id: $0) }
        let credential = text("credential_id").map { RecordID(type: .credential, id: $0) }
        return text("employer_id") ?? text("employer_name") ?? (registration ?? credential).flatMap(employer)
    }

    private func employer(of record: RecordID) -> String? { places[record].flatMap { read[$0].employer?.id } }

    /// Keeps a record back because something it depends on cannot be read.
    mutating func keepBack(_ record: RecordID, because reason: String) {
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
    /// The columns a person is read from.
    struct PersonColumns<Column: MappedColumn> {
        let id: Column
        let name: Column
        let email: Column
        let phone: Column
        let language: Column
    }

    /// The id of the row, which must be text without controls.
    static func id<Column: MappedColumn>(_ column: Column, of cells: Cells<Column>) throws(CellProblem) -> String {
        guard cells.isText(column), let id = try cells.text(column) else {
            throw CellProblem(column: column.name, reason: "is not text")
        }
        guard FoldedID.isPrintable(id) else {
            throw CellProblem(column: column.name, reason: "has a control character")
        }
        return id
    }

    /// A text that can be unknown: one that is too long is reported, and nobody is left untold because of it.
    ///
    /// Whoever enters the name of an employer or the address of a review body would else silence all rows that share it.
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

    /// The person of a row; one without an id of their own goes by the record's.
    mutating func person<Column: MappedColumn>(
        _ columns: PersonColumns<Column>,
        of cells: Cells<Column>,
        record: String
    ) throws(CellProblem) -> Person? {
        let (id, name) = (try optional(columns.id, of: cells), try optional(columns.name, of: cells))
        let (email, phone) = (try optional(columns.email, of: cells), try optional(columns.phone, of: cells))
        guard id ?? name ?? email ?? phone != nil else { return nil }
        let language = language(columns.language, of: cells)
        return Person(id: id ?? record, name: name ?? "", email: email, phone: phone, language: language)
    }

    /// The employer of a row; one without an id goes by its name.
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
            language: person.language
        )
    }

    /// An unknown language is no reason to keep a reminder back: it is reported, and the default is used.
    private mutating func language<Column: MappedColumn>(_ column: Column, of cells: Cells<Column>) -> Language? {
        do throws(CellProblem) {
            return try cells.word(column, as: Language.self)
        } catch {
            report(error, of: cells, as: .cosmetic)
            return nil
        }
    }
}
