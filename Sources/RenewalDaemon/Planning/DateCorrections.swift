import RenewalOutbox
import RenewalRules

/// Finds who was told a last day that has been corrected since, so that they learn of it.
///
/// What was told is what the outbox delivered, or may have: a date that only waited to be told needs no correction.
///
/// - Source: rule D3, catalogue of notices N47, N48
struct DateCorrections: Sendable {
    let planner: Planner
    let outbox: any OutboxLookups

    /// What some records need.
    struct Due: Sendable {
        /// By record, those not planned yet; records without any are left out.
        var corrections: [RecordID: [RenewalCourse.Correction]] = [:]
        /// By record, corrections that some recipients have had, for others who were muted then and are not any more.
        var unheard: [RecordID: [Notice]] = [:]
        /// Corrections to a day that is no longer the record's, which nobody has had: a digest may still wait with them.
        var takenBack: [NoticeKey] = []
    }

    /// The corrections due for some records.
    ///
    /// - Parameters:
    ///   - courses: the records with their courses
    ///   - known: the notices that each record has had
    /// - Returns: those not planned yet, and those no longer true
    /// - Throws: `OutboxError` when the file cannot be read
    func due(
        for courses: [(subject: Subject, course: RenewalCourse)],
        known: [RecordID: [NoticeKey]]
    ) async throws -> Due {
        let doubtful = courses.filter { subject, course in
            isDoubtful(subject, course, known: known[subject.record] ?? [])
        }
        guard !doubtful.isEmpty else { return Due() }
        let tellings = try await outbox.tellings(of: doubtful.map(\.subject.record))
        return doubtful.reduce(into: Due()) { due, entry in
            let (subject, course) = entry
            guard let told = tellings[subject.record] else { return }
            let corrections = addressees(of: subject).compactMap { addressee in
                correction(in: course, of: subject, for: addressee, told, known: known[subject.record] ?? [])
            }
            if !corrections.isEmpty { due.corrections[subject.record] = corrections }
            let unheard = addressees(of: subject).compactMap { rest(of: told, in: course, of: subject, for: $0) }
            if !unheard.isEmpty { due.unheard[subject.record] = unheard }
            due.takenBack += told.filter { telling in
                telling.key.kind.isCorrection && telling.key.series != course.series && telling.toldAt == nil
                    && telling.mayLeave
            }.map(\.key)
        }
    }

    /// Whether a day that was planned to be told may need a correction, before the outbox is asked what was told.
    ///
    /// Not one that a renewal has followed, nor one too long over: almost every record has had such a day.
    func isDoubtful(_ subject: Subject, _ course: RenewalCourse, known: [NoticeKey]) -> Bool {
        Set(known.compactMap(\.lastDayTold)).contains { told in
            Audience.allCases.contains { audience in
                course.correction(of: told, in: subject, for: audience, round: 1, toRegisteredEmployer: false) != nil
            }
        }
    }

    /// Somebody a correction goes to, in a notice of its own.
    private struct Addressee {
        let audience: Audience
        /// Whether it is the registered employer, although a new one is recorded.
        var isRegisteredEmployer = false

        func gets(_ key: NoticeKey) -> Bool {
            key.audience == audience && key.kind.isCorrection && key.isToRegisteredEmployer == isRegisteredEmployer
        }
    }

    private func addressees(of subject: Subject) -> [Addressee] {
        let isMoving = subject.employers.count > 1
        return Audience.allCases.map { Addressee(audience: $0) }
            + (isMoving ? [Addressee(audience: .employer, isRegisteredEmployer: true)] : [])
    }

    private func correction(
        in course: RenewalCourse,
        of subject: Subject,
        for addressee: Addressee,
        _ tellings: [Telling],
        known: [NoticeKey]
    ) -> RenewalCourse.Correction? {
        guard let expires = course.series?.expires else { return nil }
        let corrections = tellings.filter { addressee.gets($0.key) && $0.key.series.expires == expires }
        let told = tellings.filter { $0.key.audience == addressee.audience && $0.toldAt != nil }
        let byDay = Dictionary(grouping: told, by: \.key.lastDayTold)
        let heard = told.filter { isPresent(addressee, in: subject, among: byDay[$0.key.lastDayTold] ?? []) }
            .compactMap { telling in telling.toldAt.map { (at: $0, telling: telling) } }
        let latest = heard.max { ($0.at, $0.telling.sequence) < ($1.at, $1.telling.sequence) }?.telling
        guard let latest, let told = latest.key.lastDayTold, told != expires else { return nil }
        // One that follows the telling is about it, whatever became of it; an earlier one may still wait.
        let underWay = corrections.filter { !$0.isWithdrawn && ($0.mayLeave || $0.sequence > latest.sequence) }
        guard underWay.allSatisfy(\.isMuted) else { return nil }
        // One of today that is muted may wait again under its own key; one that was taken back counts.
        let isSame = { (key: NoticeKey) in
            addressee.gets(key) && key.series == course.series && key.occurrence == course.day
                && key.correctedDay == told
        }
        let round = known.count(where: isSame) - corrections.count { $0.isMuted && isSame($0.key) }
        guard let correction = correction(of: told, in: course, subject, for: addressee, round: round + 1),
            underWay.isEmpty || !heardBy(correction.notice, about: subject).isEmpty
        else { return nil }
        return correction
    }

    private func correction(
        of told: CalendarDate,
        in course: RenewalCourse,
        _ subject: Subject,
        for addressee: Addressee,
        round: Int
    ) -> RenewalCourse.Correction? {
        course.correction(
            of: told,
            in: subject,
            for: addressee.audience,
            round: round,
            toRegisteredEmployer: addressee.isRegisteredEmployer
        )
    }

    /// A correction that some recipients have had, for others who were muted then and are not any more.
    ///
    /// Under its own key, so that nobody has it twice.
    private func rest(
        of tellings: [Telling],
        in course: RenewalCourse,
        of subject: Subject,
        for addressee: Addressee
    ) -> Notice? {
        let partly = tellings.filter { addressee.gets($0.key) && $0.wasMutedForSome && $0.toldAt != nil }
        guard let latest = partly.max(by: { $0.sequence < $1.sequence }), course.stopReason(for: latest.key) == nil,
            let told = latest.key.correctedDay,
            let anew = correction(of: told, in: course, subject, for: addressee, round: 1)?.notice
        else { return nil }
        let notice = Notice(
            key: latest.key,
            dueOn: latest.key.occurrence ?? course.day,
            severity: anew.severity,
            rules: anew.rules
        )
        let isNew = heardBy(notice, about: subject).contains { !latest.addresses.contains($0.address) }
        return isNew ? notice : nil
    }

    /// Those who get a notice singly and are not muted now; a line of a digest waits by itself.
    private func heardBy(_ notice: Notice, about subject: Subject) -> [Recipient] {
        guard planner.digests.digest(for: notice, about: subject) == nil else { return [] }
        let recipients = planner.addressing.recipients(of: notice, about: subject)
        return planner.divide(recipients, of: notice, about: subject).heard
    }

    /// Whether those who were told are those of today: a new employer or holder was not told what the old one was.
    private func isPresent(_ addressee: Addressee, in subject: Subject, among told: [Telling]) -> Bool {
        switch addressee.audience {
        case .holder:
            return subject.holder.map { isAmong(told, [$0.name], at: $0.addresses.mailboxes) } ?? true
        case .employer:
            let employer = addressee.isRegisteredEmployer ? subject.employer : subject.employers.last
            guard let employer else { return true }
            let names = [employer.name, employer.formerName].compactMap(\.self)
            return told.contains { $0.employers.contains(employer.id) } || isAmong(told, names, at: employer.mailboxes)
        case .administrator, .relyingParty: return true
        }
    }

    /// Whether somebody was told under one of these names or at one of these addresses; the outbox knows no ids.
    ///
    /// Where an address was erased, or only programs were told, nobody can tell, and it is told rather than not.
    private func isAmong(_ told: [Telling], _ names: [String], at own: [String]) -> Bool {
        let addresses = Set(told.flatMap(\.addresses))
        let mailboxes = Set(addresses.filter { $0.contains("@") }.map { $0.lowercased() })
        if told.contains(where: \.hasErasedAddress) || (mailboxes.isEmpty && !addresses.isEmpty) { return true }
        return told.contains { !$0.names.isDisjoint(with: names) } || !mailboxes.isDisjoint(with: own)
    }
}
