import RenewalRegistry
import RenewalRules

extension RegistrySource {
    /// Some employers with all their records, for a digest.
    ///
    /// - Parameter ids: the first is the employer whose digest it is
    /// - Returns: `nil` when none has records any more
    /// - Throws: `RegistryError`
    func employerRecords(_ ids: [String]) async throws(RegistryError) -> EmployerRecords? {
        var (records, seen): ([Subject], Set<RecordID>) = ([], [])
        for id in ids {
            // Several spellings of one employer find the same records.
            records += try await subjects(ofEmployer: id).filter { seen.insert($0.record).inserted }
        }
        var employer = EmployerRecords(of: records, lead: ids.first ?? "")
        employer?.isComplete = records.count < RegistryReader.largestEmployer
        return employer
    }
}
