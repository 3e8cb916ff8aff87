import GRDB
import RenewalRules

/// Registrations and applications.
extension RecordBatch {
    mutating func add(_ cells: Cells<RegistrationColumn>) {
        add(cells) { batch throws(CellProblem) in .registration(try batch.registration(cells)) }
    }

    /// Adds an application to its registration, or skips the registration.
    mutating func addApplication(_ cells: Cells<ApplicationColumn>) {
        attach(cells, to: .registration, by: .registrationId) { subject, application in
            guard case .registration(var registration) = subject else { return }
            registration.applications.append(application)
            subject = .registration(registration)
        }
    }

    private mutating func attach(
        _ cells: Cells<ApplicationColumn>,
        to type: RecordID.RecordType,
        by key: ApplicationColumn,
        _ add: (inout Subject, Application) -> Void
    ) {
        do throws(CellProblem) {
            let application = try application(cells)
            guard let id = try cells.text(key) else { return }
            change(RecordID(type: type, id: id)) { add(&$0, application) }
        } catch {
            report(error, of: cells)
            guard let id = String.fromDatabaseValue(cells.value(key)) else { return }
            keepBack(RecordID(type: type, id: id), because: Self.unreadableApplication)
        }
    }

    private mutating func registration(_ cells: Cells<RegistrationColumn>) throws(CellProblem) -> RegistrationRecord {
        let id = try Self.id(.id, of: cells)
        let columns = PersonColumns<RegistrationColumn>.self
        let people = columns.init(
            id: .holderId,
            name: .holderName,
            email: .holderEmail,
            phone: .holderPhone,
            language: .holderLanguage
        )
        let employers = columns.init(
            id: .employerId,
            name: .employerName,
            email: .employerEmail,
            phone: .employerPhone,
            language: .employerLanguage,
            channel: .employerChannel
        )
        var holder = try person(people, of: cells, record: id)
        holder?.declinedRenewalOn = try cells.day(.holderDeclinedOn)
        holder?.neverLoggedIn = try cells.number(.holderNeverLoggedIn, in: 0...1) == 1
        holder?.birthYear = try cells.number(.holderBirthYear, in: 1900...9999)
        holder?.isDeceased = try cells.number(.holderDeceased, in: 0...1) == 1
        var employer = try employer(employers, of: cells, record: id)
        employer?.formerName = try optional(.employerFormerName, of: cells)
        employer?.renamedOn = try cells.day(.employerRenamedOn)
        return RegistrationRecord(
            registration: try registration(cells, id: id),
            holder: holder,
            employer: employer,
            reviewBody: try reviewBody(cells),
            successor: try Self.successor(cells),
            predecessor: predecessor(cells),
            unrecorded: unrecorded
        )
    }

    private mutating func registration(
        _ cells: Cells<RegistrationColumn>,
        id: String
    ) throws(CellProblem) -> Registration {
        Registration(
            id: id,
            number: try optional(.registrationNo, of: cells),
            category: try optional(.category, of: cells),
            validFrom: try cells.day(.validFrom),
            term: try cells.number(.termYears, in: 1...100).map(Period.years),
            validUntil: try cells.day(.validUntil),
            state: try cells.word(.state, as: RegistrationState.self) ?? .active,
            endedOn: try cells.day(.endedOn),
            endReason: try cells.word(.endReason, as: EndReason.self),
            change: try recordedChange(cells, record: id),
            move: move(cells),
            educationHours: try cells.number(.educationHours, in: 0...9999),
            legacyNumber: try optional(.legacyNo, of: cells),
            ladder: ladder(cells)
        )
    }

    private mutating func recordedChange(
        _ cells: Cells<RegistrationColumn>,
        record: String
    ) throws(CellProblem) -> RecordedChange? {
        let columns = PersonColumns<RegistrationColumn>(
            id: .newEmployerId,
            name: .newEmployerName,
            email: .newEmployerEmail,
            phone: .newEmployerPhone,
            language: .newEmployerLanguage,
            channel: .newEmployerChannel
        )
        let employer = try employer(columns, of: cells, record: record)
        let category = try optional(.newCategory, of: cells)
        guard employer != nil || !cells.isEmpty(.newCategory) else { return nil }
        return RecordedChange(employer: employer, category: category, recordedOn: try cells.day(.changeRecordedOn))
    }

    /// Where the registration was before; what cannot be read is reported, and silences nobody.
    private mutating func move(_ cells: Cells<RegistrationColumn>) -> Registration.Move? {
        do throws(CellProblem) {
            let id = try optional(.previousEmployerId, of: cells)
            let name = try optional(.previousEmployerName, of: cells)
            guard let day = try cells.day(.movedOn), let key = id ?? name else { return nil }
            return Registration.Move(on: day, from: Employer(id: key, name: name ?? ""))
        } catch {
            report(error, of: cells, as: .cosmetic)
            return nil
        }
    }

    /// The record's own marks; unreadable ones are reported, and the usual marks are used.
    private mutating func ladder(_ cells: Cells<RegistrationColumn>) -> [Milestone]? {
        do throws(CellProblem) {
            guard let text = try cells.text(.ladder) else { return nil }
            let marks = text.split { ",;、，； ".contains($0) }.map { Milestone(String($0)) }
            let days = marks.map { $0?.date(expires: .last.adding(months: -24)) }
            guard !marks.isEmpty, !days.contains(nil) else {
                throw CellProblem(
                    column: "ladder",
                    "不是M-6 M-3 D-7 D0格式的提醒节点",
                    "is no list of marks such as M-6 M-3 D-7 D0"
                )
            }
            let ladder = marks.compactMap(\.self)
            guard Set(ladder).count == ladder.count else {
                throw CellProblem(column: "ladder", "有重复的提醒节点", "has a mark twice")
            }
            guard zip(ladder, ladder.dropFirst()).allSatisfy({ $0.usualLead >= $1.usualLead }) else {
                throw CellProblem(
                    column: "ladder",
                    "提醒节点未由早到晚排列",
                    "is out of order; the earliest mark comes first"
                )
            }
            return ladder
        } catch {
            report(error, of: cells, as: .cosmetic)
            return nil
        }
    }

    private static func successor(_ cells: Cells<RegistrationColumn>) throws(CellProblem) -> Registration? {
        // Not optional: without it, people who have renewed would be reminded.
        guard let id = try cells.text(.successorId) else { return nil }
        return Registration(
            id: id,
            validFrom: try cells.day(.successorValidFrom),
            validUntil: try cells.day(.successorValidUntil)
        )
    }

    /// The registration that this one follows; one that cannot be read is reported, and silences nobody.
    private mutating func predecessor(_ cells: Cells<RegistrationColumn>) -> Registration? {
        do throws(CellProblem) {
            guard let id = try cells.text(.predecessorId) else { return nil }
            return Registration(
                id: id,
                validFrom: try cells.day(.predecessorValidFrom),
                validUntil: try cells.day(.predecessorValidUntil),
                state: .renewed
            )
        } catch {
            report(error, of: cells, as: .cosmetic)
            return nil
        }
    }

    private mutating func reviewBody(_ cells: Cells<RegistrationColumn>) throws(CellProblem) -> ReviewBody? {
        let (id, name) = (try optional(.reviewBodyId, of: cells), try optional(.reviewBodyName, of: cells))
        let contact = try optional(.reviewBodyContact, of: cells)
        guard let key = id ?? name ?? contact else { return nil }
        return ReviewBody(id: key, name: name ?? "", contact: contact)
    }

    mutating func application(_ cells: Cells<ApplicationColumn>) throws(CellProblem) -> Application {
        try cells.checkTexts()
        guard let id = try cells.text(.id) else { throw .missing("id") }
        guard let procedure = try cells.word(.procedure, as: ApplicationProcedure.self) else {
            throw .missing("procedure")
        }
        guard let state = try cells.word(.state, as: ApplicationState.self) else {
            throw .missing("state")
        }
        return Application(
            id: id,
            procedure: procedure,
            submittedOn: try cells.day(.submittedOn),
            state: state,
            stateOn: try cells.day(.stateOn),
            decidedOn: try cells.day(.decidedOn),
            reason: try optional(.reason, of: cells)
        )
    }
}
