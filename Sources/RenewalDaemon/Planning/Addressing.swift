import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRules

/// Determines where a notice goes: routes name the channels, the record names the people.
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
    func recipients(of notice: Notice, about subject: Subject) -> [Recipient] {
        if notice.key.audience == .relyingParty { return partyRecipients(of: notice, about: subject) }
        if notice.key.isSnapshot { return programs(with: notice.key) }
        let names = matching(notice).flatMap(\.channels)
        let found = distinct(names.flatMap { recipients(on: $0, of: notice, about: subject) })
        // A recipient without an address on the first channel still gets the notice if a fallback is configured.
        return found.isEmpty ? fallbackRecipients(of: notice, about: subject) : found
    }

    /// Relying parties by the channels they named themselves, where these lead to a program, the others by the routes.
    private func partyRecipients(of notice: Notice, about subject: Subject) -> [Recipient] {
        let own = subject.relyingParties.map { party in
            party.channel.flatMap { reach(of: $0) == .ownTarget ? $0 : nil }
        }
        let routed = own.contains(nil) ? matching(notice).flatMap(\.channels) : []
        return distinct((own.compactMap(\.self) + routed).flatMap { recipients(on: $0, of: notice, about: subject) })
    }

    /// Whom a channel reaches; `nil` for one that is not configured.
    func reach(of channel: String) -> ChannelReach? { channels[channel]?.kind.descriptor.reach }

    /// Whether a program may get notices of an audience.
    func leadsToProgram(_ audience: Audience) -> Bool {
        routes.contains { route in
            (route.audiences.isEmpty || route.audiences.contains(audience))
                && (route.channels + route.fallback).contains { reach(of: $0) == .ownTarget }
        }
    }

    /// The fallback recipients of a holder's notice that could not be delivered and is too urgent to be dropped.
    ///
    /// - Source: catalogue of notices N43
    func fallbackRecipients(of notice: Notice, about subject: Subject) -> [Recipient] {
        guard notice.key.audience == .holder, notice.severity >= .urgent else { return [] }
        let names = matching(notice).flatMap(\.fallback)
        return distinct(names.flatMap { recipients(on: $0, of: notice, about: subject) })
    }

    /// The channels of a notice's route.
    func firstWay(of notice: Notice, about subject: Subject) -> Set<String> {
        let names = matching(notice).flatMap(\.channels)
        return Set(names.flatMap { recipients(on: $0, of: notice, about: subject) }.map(\.channel))
    }

    /// The channels of its fallback without those of the route, which another route may name.
    func detours(of notice: Notice, about subject: Subject) -> Set<String> {
        Set(fallbackRecipients(of: notice, about: subject).map(\.channel))
            .subtracting(firstWay(of: notice, about: subject))
    }

    /// Everybody who may get a notice, through the route or the fallback.
    func everyRecipient(of notice: Notice, about subject: Subject) -> [Recipient] {
        distinct(recipients(of: notice, about: subject) + fallbackRecipients(of: notice, about: subject))
    }

    private func matching(_ notice: Notice) -> [Route] {
        routes.filter { route in
            route.matches(audience: notice.key.audience, severity: notice.severity, kind: notice.key.kind)
        }
    }

    private func distinct(_ recipients: [Recipient]) -> [Recipient] {
        var seen: Set<Recipient> = []
        return recipients.filter { seen.insert($0).inserted }
    }

    private func recipients(on channel: String, of notice: Notice, about subject: Subject) -> [Recipient] {
        switch reach(of: channel) {
        case .mailboxes: mailRecipients(on: channel, of: notice, about: subject)
        // Told once, whoever the notice is about.
        case .ownTarget: [program(channel)]
        case nil: []
        }
    }

    /// The programs that get the tables: whatever severity their routes ask for, a table is of use only as a whole.
    private func programs(with key: NoticeKey) -> [Recipient] {
        let names = routes.filter { $0.admits(audience: key.audience, kind: key.kind) }.flatMap(\.channels)
        return distinct(names.filter { reach(of: $0) == .ownTarget }.map(program))
    }

    /// The program behind a channel; its address is the channel itself.
    func program(_ channel: String) -> Recipient {
        Recipient(channel: channel, address: channel, name: nil, language: language)
    }

    private func mailRecipients(on channel: String, of notice: Notice, about subject: Subject) -> [Recipient] {
        switch notice.key.audience {
        case .holder:
            let holder = subject.holder
            return mail(on: channel, to: holder?.email, name: holder?.name, language: holder?.language)
        case .employer:
            if case .employer(let digest) = subject { return mail(on: channel, to: digest) }
            let employer = subject.employer(toldOf: notice.key)
            return mail(on: channel, to: employer?.email, name: employer?.name, language: employer?.language)
        case .administrator:
            return administrators.flatMap { person in
                mail(on: channel, to: person.email.description, name: person.name, language: person.language)
            }
        case .relyingParty: return []
        }
    }

    /// A digest goes to each mailbox once; one about several employers addresses none of them by name.
    private func mail(on channel: String, to digest: EmployerRecords) -> [Recipient] {
        digest.mailboxes.compactMap(digest.read).flatMap { part in
            let name = part.others.isEmpty ? part.employer.name : nil
            return mail(on: channel, to: part.employer.email, name: name, language: part.employer.language)
        }
    }

    /// The part of a record that a recipient may read: for a mailed digest, the part for its mailbox.
    ///
    /// A program gets everything: it belongs to the office, not to an employer.
    func view(of subject: Subject, for address: String, on channel: String) -> Subject {
        guard case .employer(let digest) = subject else { return subject }
        switch reach(of: channel) {
        case .mailboxes:
            let nothing = EmployerRecords(employer: digest.employer)
            return .employer(digest.read(at: address.lowercased()) ?? nothing)
        case .ownTarget, nil: return subject
        }
    }

    private func mail(on channel: String, to address: String?, name: String?, language: Language?) -> [Recipient] {
        guard let address, let checked = try? EmailAddress(address) else { return [] }
        return [
            Recipient(channel: channel, address: checked.description, name: name, language: language ?? self.language)
        ]
    }
}
