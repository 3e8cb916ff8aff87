import RenewalRegistry
import RenewalRules

extension Registry {
    /// An employer with all its records; `nil` when it has none any more.
    func employerDossier(_ id: String) async throws(RegistryError) -> Dossier? {
        var whole: EmployerDossier?
        for dossier in try await dossiers(ofEmployer: id) {
            guard let employer = dossier.employer else { continue }
            var sofar = whole ?? EmployerDossier(employer: employer)
            // Rows of a foreign layout may differ; one with an address is worth more.
            if sofar.employer.email == nil { sofar.employer = employer }
            switch dossier {
            case .registration(let registration): sofar.registrations.append(registration)
            case .credential(let credential): sofar.credentials.append(credential)
            case .qualification, .credentialApplication, .employer, .office, .delivery, .sendingHold: continue
            }
            whole = sofar
        }
        return whole.map(Dossier.employer)
    }
}
