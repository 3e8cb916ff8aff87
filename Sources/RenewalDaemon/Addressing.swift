import RenewalConfig
import RenewalOutbox
import RenewalRules

/// Finds out where a notice goes: the routes name the channels, the record names the people.
struct Addressing: Sendable {
    let routes: [Route]
    let channels: [String: ChannelSettings]
    let administrators: [Administrator]
    let language: Language

    init(settings: Settings) {
        routes = settings.routes
        channels = Dictionary(settings.channels.map { ($0.name, $0) }) { first, _ in first }
        administrators = settings.administrators
        language = settings.texts.language
    }

    /// The recipients of a notice, each once, in the order of the routes.
    ///
    /// - Returns: empty when no route matches or nobody has a usable address
    func recipients(of notice: Notice, about dossier: RegistrationDossier) -> [Recipient] {
        let names = routes.filter { route in
            route.matches(audience: notice.key.audience, severity: notice.severity, kind: notice.key.kind)
        }.flatMap(\.channels)
        var seen: Set<Recipient> = []
        return names.flatMap { recipients(on: $0, for: notice.key.audience, about: dossier) }
            .filter { seen.insert($0).inserted }
    }

    private func recipients(
        on channel: String,
        for audience: Audience,
        about dossier: RegistrationDossier
    ) -> [Recipient] {
        switch channels[channel]?.kind {
        case .smtp, .maildir: mailRecipients(on: channel, for: audience, about: dossier)
        // A program receives each event once, whoever it is about; its address is the channel itself.
        case .webhook: [Recipient(channel: channel, address: channel, name: nil, language: language)]
        case nil: []
        }
    }

    private func mailRecipients(
        on channel: String,
        for audience: Audience,
        about dossier: RegistrationDossier
    ) -> [Recipient] {
        switch audience {
        case .holder:
            let holder = dossier.holder
            return mail(on: channel, to: holder?.email, name: holder?.name, language: holder?.language)
        case .employer:
            let employer = dossier.employer
            return mail(on: channel, to: employer?.email, name: employer?.name, language: employer?.language)
        case .administrator:
            return administrators.flatMap { person in
                mail(on: channel, to: person.email.description, name: person.name, language: person.language)
            }
        case .relyingParty: return []
        }
    }

    private func mail(on channel: String, to address: String?, name: String?, language: Language?) -> [Recipient] {
        guard let address, let checked = try? EmailAddress(address) else { return [] }
        return [
            Recipient(channel: channel, address: checked.description, name: name, language: language ?? self.language)
        ]
    }
}
