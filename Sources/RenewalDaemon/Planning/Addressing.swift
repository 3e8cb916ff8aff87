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
    /// The channels of employers' own programs, as the registry names them, by the employer's id.
    var programsOfEmployers: [String: String] = [:]

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
        if notice.key.isForPrograms { return programs(for: notice, about: subject) }
        let names =
            matching(notice, about: subject).flatMap(\.channels)
            + ownChannels(of: notice, about: subject)
        let found = distinct(names.flatMap { recipients(on: $0, of: notice, about: subject) })
        // A recipient without an address on the first channel still gets the notice if a fallback is configured.
        return found.isEmpty ? fallbackRecipients(of: notice, about: subject) : found
    }

    /// Relying parties by the channels they named themselves, where these lead to a program, the others by the routes.
    private func partyRecipients(of notice: Notice, about subject: Subject) -> [Recipient] {
        let own = subject.relyingParties.map { party in
            party.channel.flatMap { reach(of: $0) == .ownTarget ? $0 : nil }
        }
        let routed = own.contains(nil) ? matching(notice, about: subject).flatMap(\.channels) : []
        return distinct((own.compactMap(\.self) + routed).flatMap { recipients(on: $0, of: notice, about: subject) })
    }

    /// Whom a channel reaches; `nil` for one that is not configured.
    func reach(of channel: String) -> ChannelReach? { channels[channel]?.kind.descriptor.reach }

    /// Whether a program may get notices of an audience.
    func leadsToProgram(_ audience: Audience) -> Bool {
        if audience == .employer, !programsOfEmployers.isEmpty { return true }
        return routes.contains { route in
            route.admits(audience: audience) && route.everyChannel.contains { reach(of: $0) == .ownTarget }
        }
    }

    /// Whether there are channels of programs, which the registry may name for employers and relying parties.
    var hasPrograms: Bool { channels.values.contains { $0.kind.descriptor.reach == .ownTarget } }

    /// The fallback recipients of a holder's notice that could not be delivered and is too urgent to be dropped.
    ///
    /// - Source: catalogue of notices N43
    func fallbackRecipients(of notice: Notice, about subject: Subject) -> [Recipient] {
        guard notice.key.audience == .holder, notice.severity >= .urgent else { return [] }
        let names = matching(notice, about: subject).flatMap(\.fallback)
        return distinct(names.flatMap { recipients(on: $0, of: notice, about: subject) })
    }

    /// The channels of a notice's route.
    func firstWay(of notice: Notice, about subject: Subject) -> Set<String> {
        let names = matching(notice, about: subject).flatMap(\.channels)
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

    private func matching(_ notice: Notice, about subject: Subject) -> [Route] {
        let employers = employers(concernedBy: notice.key, subject)
        return routes.filter { route in
            route.matches(audience: notice.key.audience, severity: notice.severity, kind: notice.key.kind)
                && route.admits(employers: Set(employers.map(\.id)))
        }
    }

    /// The employers that a notice is to, or about.
    private func employers(concernedBy key: NoticeKey, _ subject: Subject) -> [Employer] {
        if case .employer(let digest) = subject { return digest.parts.map(\.employer) }
        let told = key.audience == .employer ? subject.employer(toldOf: key) : subject.employer
        return [told].compactMap(\.self)
    }

    /// The channels that lead to the programs of the employers themselves, as the registry names them.
    private func ownChannels(of notice: Notice, about subject: Subject) -> [String] {
        guard notice.key.audience == .employer else { return [] }
        return employers(concernedBy: notice.key, subject).compactMap(\.channel).filter { reach(of: $0) == .ownTarget }
    }

    /// Whether a program may be told the row of a record as it is now, whoever has it.
    func mayTell(_ audience: Audience, of subject: Subject, on channel: String) -> Bool {
        let employers = subject.employers
        guard audience != .employer else {
            return !employers.isEmpty && employers.allSatisfy { mayRead($0, on: channel) }
        }
        return isRouted(audience, of: Set(employers.map(\.id)), to: channel)
    }

    /// Whether a record still concerns an audience that a program gets notices for: another employer's does not.
    func concerns(_ audience: Audience, of subject: Subject, on channel: String) -> Bool {
        let employers = subject.employers
        switch audience {
        case .employer: return employers.contains { mayRead($0, on: channel) }
        case .holder, .administrator: return isRouted(audience, of: Set(employers.map(\.id)), to: channel)
        case .relyingParty: return true
        }
    }

    /// Whether a program may read of an employer's people.
    private func mayRead(_ employer: Employer, on channel: String) -> Bool {
        employer.channel == channel
            || routes.contains { route in
                route.admits(audience: .employer, kind: .employerDigest) && route.admits(employers: [employer.id])
                    && route.everyChannel.contains(channel)
            }
    }

    /// Whether some notices to an audience about some employers go to a channel.
    private func isRouted(_ audience: Audience, of employers: Set<String>, to channel: String) -> Bool {
        routes.contains { route in
            route.admits(audience: audience) && route.admits(employers: employers)
                && route.everyChannel.contains(channel)
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
        case .ownTarget: takes(notice.key.kind, channel) ? [program(channel)] : []
        case nil: []
        }
    }

    private func takes(_ kind: NoticeKind, _ channel: String) -> Bool {
        channels[channel]?.events.admits(kind) ?? false
    }

    /// The programs that get tables and facts: whatever severity their routes ask for, a table is of use only as a whole.
    private func programs(for notice: Notice, about subject: Subject) -> [Recipient] {
        let employers = Set(employers(concernedBy: notice.key, subject).map(\.id))
        let routed = routes.filter { route in
            route.admits(audience: notice.key.audience, kind: notice.key.kind) && route.admits(employers: employers)
        }.flatMap(\.channels)
        let names = (routed + ownChannels(of: notice, about: subject)).filter { reach(of: $0) == .ownTarget }
        return distinct(names.filter { takes(notice.key.kind, $0) }.map(program))
    }

    /// The program behind a channel; its address is the channel itself.
    func program(_ channel: String) -> Recipient {
        Recipient(channel: channel, address: channel, name: nil, language: language)
    }

    private func mailRecipients(on channel: String, of notice: Notice, about subject: Subject) -> [Recipient] {
        switch notice.key.audience {
        case .holder:
            let holder = subject.holder
            return mail(on: channel, to: holder?.addresses.usable, name: holder?.name, language: holder?.language)
        case .employer:
            if case .employer(let digest) = subject { return mail(on: channel, to: digest) }
            let employer = subject.employer(toldOf: notice.key)
            return mail(on: channel, to: employer?.addresses.usable, name: employer?.name, language: employer?.language)
        case .administrator:
            return administrators.flatMap { person in
                mail(on: channel, to: [person.email], name: person.name, language: person.language)
            }
        case .relyingParty: return []
        }
    }

    /// A digest goes to each mailbox once; one about several employers addresses none of them by name.
    private func mail(on channel: String, to digest: EmployerRecords) -> [Recipient] {
        digest.mailboxes.flatMap { mailbox -> [Recipient] in
            guard let part = digest.read(at: mailbox) else { return [] }
            let address = part.employer.addresses.usable.first { $0.mailbox == mailbox }
            let name = part.others.isEmpty ? part.employer.name : nil
            return mail(on: channel, to: [address].compactMap(\.self), name: name, language: part.employer.language)
        }
    }

    /// The part of a record that a recipient may read: for a mailed digest, the part for its mailbox, for a program that
    /// of the employers whose notices it gets.
    func view(of subject: Subject, for address: String, on channel: String) -> Subject {
        guard case .employer(let digest) = subject else { return subject }
        let read: EmployerRecords?
        switch reach(of: channel) {
        case .mailboxes: read = digest.read(at: address.lowercased())
        case .ownTarget: read = digest.parts { mayRead($0, on: channel) }
        case nil: read = digest
        }
        return .employer(read ?? EmployerRecords(employer: digest.employer))
    }

    private func mail(
        on channel: String,
        to addresses: [EmailAddress]?,
        name: String?,
        language: Language?
    ) -> [Recipient] {
        (addresses ?? []).map { address in
            Recipient(channel: channel, address: address.description, name: name, language: language ?? self.language)
        }
    }
}
