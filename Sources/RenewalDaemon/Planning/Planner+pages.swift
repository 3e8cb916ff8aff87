import RenewalOutbox
package import RenewalRegistry
package import RenewalRules

extension Planner {
    /// What a pass makes up for besides the marks since the last scan.
    enum CatchingUp: Sendable {
        /// A first scan has nothing to make up for.
        case nothing
        /// What an earlier scan should have planned: a record that was recorded or changed later.
        case missed
        /// Besides, what muted recipients have not had.
        case missedAndMuted
    }

    /// The records as they are now, as far as they are in the registry and can be read.
    ///
    /// - Throws: `RegistryError`
    package func subjects(_ records: Set<RecordID>) async throws(RegistryError) -> [RecordID: Subject] {
        var found: [RecordID: Subject] = [:]
        var rest = records.sorted { $0.id < $1.id }[...]
        while !rest.isEmpty {
            let page = try await registry.subjects(Array(rest.prefix(Self.lookupSize)))
            for subject in page.subjects { found[subject.record] = subject }
            rest = rest.dropFirst(Self.lookupSize)
        }
        return found
    }

    /// What is due for the records of a page, by what the outbox knows of them.
    ///
    /// - Parameters:
    ///   - subjects: up to a thousand records
    ///   - day: the day asked about
    ///   - lastScan: the day of the last scan; `nil` for a first one
    ///   - catchingUp: what is made up for
    ///   - outbox: where notices and acknowledgements are looked up; `nil` when there is no state yet
    /// - Returns: a plan for each record, also where nothing is due, and corrections to a day that was put back before
    ///   anybody had them
    /// - Throws: `OutboxError` when the file cannot be read
    func plans(
        for subjects: [Subject],
        on day: CalendarDate,
        since lastScan: CalendarDate?,
        catchingUp: CatchingUp,
        outbox: (any PlanningStore)?
    ) async throws -> (plans: [RecordPlan], takenBack: [NoticeKey]) {
        let history = try await outbox?.history(of: subjects.map(\.record))
        let courses = subjects.map { subject in
            (subject: subject, course: course(of: subject, on: day, acknowledged: history?.acknowledged ?? [:]))
        }
        let due =
            if let outbox, let history {
                try await DateCorrections(planner: self, outbox: outbox).due(for: courses, known: history.notices)
            } else { DateCorrections.Due() }
        let plans = courses.map { subject, course in
            plan(
                course,
                of: subject,
                since: lastScan,
                missed: missed(by: course, in: history, catchingUp) + (due.unheard[course.record] ?? []),
                corrections: due.corrections[course.record] ?? []
            )
        }
        return (plans, due.takenBack)
    }

    private func missed(by course: RenewalCourse, in history: RecordHistory?, _ catchingUp: CatchingUp) -> [Notice] {
        guard let history else { return [] }
        let known = history.notices[course.record] ?? []
        return switch catchingUp {
        case .nothing: []
        case .missed: missed(by: course, known: known, muted: [])
        case .missedAndMuted: missed(by: course, known: known, muted: history.muted)
        }
    }
}
