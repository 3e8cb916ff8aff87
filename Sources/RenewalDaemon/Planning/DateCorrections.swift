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
            let corrections = Audience.allCases.compactMap { audience in
                correction(in: course, of: subject, for: audience, told, known: known[subject.record] ?? [])
            }
            if !corrections.isEmpty { due.corrections[subject.record] = corrections }
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
                course.correction(of: told, in: subject, for: audience, round: 1) != nil
            }
        }
    }

    private func correction(
        in course: RenewalCourse,
        of subject: Subject,
        for audience: Audience,
        _ tellings: [Telling],
        known: [NoticeKey]
    ) -> RenewalCourse.Correction? {
        let tellings = tellings.filter { $0.key.audience == audience }
        let told = tellings.compactMap { telling in telling.toldAt.map { (at: $0, telling: telling) } }
        let latest = told.max { ($0.at, $0.telling.sequence) < ($1.at, $1.telling.sequence) }?.telling
        guard let expires = course.series?.expires, let latest, let told = latest.key.lastDayTold, told != expires
        else { return nil }
        let corrections = tellings.filter { $0.key.kind.isCorrection && $0.key.series.expires == expires }
        // One that follows the telling is about it, whatever became of it; an earlier one may still wait.
        let underWay = corrections.filter { !$0.isWithdrawn && ($0.mayLeave || $0.sequence > latest.sequence) }
        guard underWay.allSatisfy(\.isMuted) else { return nil }
        // One of today that is muted may wait again under its own key; one that was taken back counts.
        let isSame = { (key: NoticeKey) in
            key.audience == audience && key.series == course.series && key.occurrence == course.day
                && key.correctedDay == told
        }
        let round = known.count(where: isSame) - corrections.count { $0.isMuted && isSame($0.key) }
        guard let correction = course.correction(of: told, in: subject, for: audience, round: round + 1),
            isPresent(subject, for: correction.notice.key, among: tellings.filter { $0.key.lastDayTold == told }),
            underWay.isEmpty || isHeard(correction.notice, about: subject)
        else { return nil }
        return correction
    }

    /// Whether somebody who gets a notice singly is not muted now; a line of a digest waits by itself.
    private func isHeard(_ notice: Notice, about subject: Subject) -> Bool {
        guard planner.digests.digest(for: notice, about: subject) == nil else { return false }
        let recipients = planner.addressing.recipients(of: notice, about: subject)
        return !planner.divide(recipients, of: notice, about: subject).heard.isEmpty
    }

    /// Whether those who were told are those of today: a new employer or holder was not told what the old one was.
    private func isPresent(_ subject: Subject, for key: NoticeKey, among told: [Telling]) -> Bool {
        switch key.audience {
        case .holder:
            return subject.holder.map { isAmong(told, $0.name, at: $0.email) } ?? true
        case .employer:
            guard let employer = subject.employer(toldOf: key.kind) else { return true }
            return told.contains { $0.employers.contains(employer.id) }
                || isAmong(told, employer.name, at: employer.email)
        case .administrator, .relyingParty: return true
        }
    }

    /// Whether somebody was told under this name or at this address; the outbox knows no ids.
    ///
    /// Where an address was erased, or only programs were told, nobody can tell, and it is told rather than not.
    private func isAmong(_ told: [Telling], _ name: String, at email: String?) -> Bool {
        let addresses = Set(told.flatMap(\.addresses))
        let mailboxes = Set(addresses.filter { $0.contains("@") }.map { $0.lowercased() })
        if told.contains(where: \.hasErasedAddress) || (mailboxes.isEmpty && !addresses.isEmpty) { return true }
        let mailbox = email.flatMap { try? EmailAddress($0) }?.description.lowercased()
        return told.contains { $0.names.contains(name) } || mailbox.map(mailboxes.contains) ?? false
    }
}
