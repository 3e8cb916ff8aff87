package import RenewalRules

extension Registry {
    /// Checks the data that reminders depend on, in any layout; ``ReferenceRegistry`` also checks the file.
    ///
    /// - Parameters:
    ///   - policy: the rules for computing expiries
    ///   - day: today in the business time zone
    /// - Returns: the number of registrations, and the rows the office should look at
    /// - Throws: ``RegistryError``
    package func check(policy: RenewalPolicy, on day: CalendarDate) async throws(RegistryError) -> RegistryCheck {
        var check = RegistryCheck()
        check.counts = [RegistryCheck.TableCount(table: "registration", rows: try await counts().registrations)]
        let recordCheck = RecordCheck(policy: policy, day: day, isMapped: isMapped)
        var employers = EmployerDoors()
        var cursor: PageCursor?
        repeat {
            let page = try await page(of: .all, after: cursor, limit: RegistryReader.largestPage)
            for problem in page.quarantined + page.subjects.flatMap(recordCheck.problems) { check.add(problem) }
            for problem in employers.contradictions(in: page.subjects) { check.add(problem) }
            cursor = page.next
        } while cursor != nil
        return check
    }

    package func suspicions(
        policy: RenewalPolicy,
        on day: CalendarDate,
        limit: Int
    ) async throws(RegistryError) -> [RowProblem] {
        let days = day.adding(months: -12 * RecordCheck.staleYears)...day.adding(months: 12 * RecordCheck.farYears)
        let ids = try await registrations(endingOutside: days, limit: limit)
        let page = try await subjects(ids.map { RecordID(type: .registration, id: $0) })
        let check = RecordCheck(policy: policy, day: day, isMapped: isMapped)
        return page.subjects.flatMap { subject -> [RowProblem] in
            guard case .registration(let registration) = subject else { return [] }
            return check.suspicions(of: registration)
        }
    }
}
