package import RenewalRules

extension Registry {
    /// Examines the data reminders depend on, in any layout; ``ReferenceRegistry`` examines the file as well.
    ///
    /// - Parameter policy: the rules expiries are computed by
    /// - Returns: the number of registrations, and the rows the office should look at
    /// - Throws: ``RegistryError``
    package func check(policy: RenewalPolicy) async throws(RegistryError) -> RegistryCheck {
        var check = RegistryCheck()
        check.counts = [RegistryCheck.TableCount(table: "registration", rows: try await counts().registrations)]
        let dossierCheck = DossierCheck(policy: policy)
        var cursor: PageCursor?
        repeat {
            let page = try await page(of: .all, after: cursor, limit: RegistryReader.largestPage)
            for problem in page.quarantined + page.dossiers.flatMap(dossierCheck.problems) { check.add(problem) }
            cursor = page.next
        } while cursor != nil
        return check
    }
}
