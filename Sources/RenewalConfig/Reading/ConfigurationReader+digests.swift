import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads who gets digests, and which notices are still sent singly.
    mutating func digests(in top: Section) -> DigestSettings {
        var digests = DigestSettings()
        let keys = ["employer", "employer_singly_from", "administrator", "administrator_singly_from"]
        guard let section = section("digests", of: top, allowing: keys) else { return digests }
        update(&digests.employer, from: "employer", in: section, as: .word)
        update(&digests.employerSinglyFrom, from: "employer_singly_from", in: section, as: .word)
        update(&digests.administrator, from: "administrator", in: section, as: .word)
        update(&digests.administratorSinglyFrom, from: "administrator_singly_from", in: section, as: .word)
        return digests
    }
}
