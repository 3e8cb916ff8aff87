import Foundation
import GRDB
import RenewalRules

/// The dossiers of one read as they are put together from rows.
struct DossierBatch {
    /// The dossiers that can be read in full.
    var dossiers: [RegistrationDossier] { read.filter { !incomplete.contains($0.registration.id) } }
    private var read: [RegistrationDossier] = []
    /// Registrations with an application that cannot be read: nobody can tell whether they are to be reminded.
    private var incomplete: Set<String> = []
    private(set) var problems: [RowProblem] = []
    private var places: [String: Int] = [:]

    /// Adds the registration of a row, or what is wrong with it.
    mutating func add(_ cells: Cells<RegistrationColumn>) {
        do throws(CellProblem) {
            let dossier = try readDossier(cells)
            let id = dossier.registration.id
            guard places[id] == nil else {
                throw CellProblem(column: "id", reason: "occurs more than once; the first row is used")
            }
            places[id] = read.count
            read.append(dossier)
        } catch {
            report(error, of: cells)
        }
    }

    /// Adds the application of a row to its registration, or what is wrong with it.
    mutating func addApplication(_ cells: Cells<ApplicationColumn>) {
        do throws(CellProblem) {
            let application = try Self.readApplication(cells)
            guard let registration = try cells.text(.registrationId), let place = places[registration] else { return }
            read[place].applications.append(application)
        } catch {
            report(error, of: cells)
            guard let id = String.fromDatabaseValue(cells.value(.registrationId)), places[id] != nil else { return }
            guard incomplete.insert(id).inserted else { return }
            let reason = "has an application that cannot be read"
            problems.append(RowProblem(table: RegistrationColumn.table, id: id, column: nil, reason: reason))
        }
    }

    private mutating func report<Column: MappedColumn>(_ problem: CellProblem, of cells: Cells<Column>) {
        let id = Column.keys.first.flatMap { String.fromDatabaseValue(cells.value($0)) } ?? ""
        problems.append(
            RowProblem(table: Column.table, id: id, column: problem.column, reason: problem.reason)
        )
    }

    private mutating func readDossier(_ cells: Cells<RegistrationColumn>) throws(CellProblem) -> RegistrationDossier {
        let registration = try Self.readRegistration(cells)
        return RegistrationDossier(
            registration: registration,
            holder: try readHolder(cells, of: registration.id),
            employer: try readEmployer(cells, of: registration.id),
            reviewBody: try Self.readReviewBody(cells)
        )
    }

    private static func readRegistration(_ cells: Cells<RegistrationColumn>) throws(CellProblem) -> Registration {
        guard case .string = cells.value(.id).storage, let id = try cells.text(.id) else {
            throw CellProblem(column: "id", reason: "is not text")
        }
        guard isPlain(id) else {
            throw CellProblem(column: "id", reason: "has a control character or is not in Unicode normal form C")
        }
        let (newEmployer, newCategory) = (try cells.text(.newEmployerId), try cells.text(.newCategory))
        return Registration(
            id: id,
            number: try cells.text(.registrationNo),
            category: try cells.text(.category),
            validFrom: try cells.day(.validFrom),
            term: try cells.number(.termYears, in: 1...100).map(Period.years),
            validUntil: try cells.day(.validUntil),
            state: try cells.word(.state, as: RegistrationState.self) ?? .active,
            endedOn: try cells.day(.endedOn),
            hasUnsettledChange: newEmployer != nil || newCategory != nil
        )
    }

    /// Two spellings of one accented letter must not make two records of one, nor one of two.
    private static func isPlain(_ id: String) -> Bool {
        if id.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
        let isPrintable = id.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isPrintable && id.utf8.elementsEqual(id.precomposedStringWithCanonicalMapping.utf8)
    }

    private mutating func readHolder(_ cells: Cells<RegistrationColumn>, of registration: String) throws(CellProblem)
        -> Person?
    {
        let id = try cells.text(.holderId)
        let name = try cells.text(.holderName)
        let (email, phone) = (try cells.text(.holderEmail), try cells.text(.holderPhone))
        guard id ?? name ?? email ?? phone != nil else { return nil }
        return Person(
            id: id ?? registration,
            name: name ?? "",
            email: email,
            phone: phone,
            language: language(.holderLanguage, of: cells),
            declinedRenewalOn: try cells.day(.holderDeclinedOn)
        )
    }

    private mutating func readEmployer(_ cells: Cells<RegistrationColumn>, of registration: String) throws(CellProblem)
        -> Employer?
    {
        let id = try cells.text(.employerId)
        let name = try cells.text(.employerName)
        let (email, phone) = (try cells.text(.employerEmail), try cells.text(.employerPhone))
        guard id ?? name ?? email ?? phone != nil else { return nil }
        return Employer(
            id: id ?? name ?? registration,
            name: name ?? "",
            email: email,
            phone: phone,
            language: language(.employerLanguage, of: cells)
        )
    }

    private static func readReviewBody(_ cells: Cells<RegistrationColumn>) throws(CellProblem) -> ReviewBody? {
        let (id, name) = (try cells.text(.reviewBodyId), try cells.text(.reviewBodyName))
        let contact = try cells.text(.reviewBodyContact)
        guard let key = id ?? name ?? contact else { return nil }
        return ReviewBody(id: key, name: name ?? "", contact: contact)
    }

    /// An unknown language is no reason to keep a reminder back: it is reported, and the default is used.
    private mutating func language(_ column: RegistrationColumn, of cells: Cells<RegistrationColumn>) -> Language? {
        do throws(CellProblem) {
            return try cells.word(column, as: Language.self)
        } catch {
            report(error, of: cells)
            return nil
        }
    }

    private static func readApplication(_ cells: Cells<ApplicationColumn>) throws(CellProblem) -> Application {
        guard let id = try cells.text(.id) else { throw CellProblem(column: "id", reason: "is missing") }
        guard let procedure = try cells.word(.procedure, as: ApplicationProcedure.self) else {
            throw CellProblem(column: "procedure", reason: "is missing")
        }
        guard let state = try cells.word(.state, as: ApplicationState.self) else {
            throw CellProblem(column: "state", reason: "is missing")
        }
        return Application(
            id: id,
            procedure: procedure,
            submittedOn: try cells.day(.submittedOn),
            state: state,
            decidedOn: try cells.day(.decidedOn)
        )
    }
}
