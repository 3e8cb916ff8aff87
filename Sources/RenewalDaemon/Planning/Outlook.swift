import RenewalOutbox
import RenewalRegistry
package import RenewalRules

/// Whom a configuration lets hear what over some days, if nothing in the registry changes.
package struct Outlook: Sendable {
    /// Somebody who is told, at one address.
    package struct Hearer: Hashable, Sendable {
        package let audience: Audience
        /// The name that the registry or the configuration gives.
        package let name: String?
        /// The address as the channel uses it; the name of the channel for a program, the id of whom a digest is for.
        package let address: String
    }

    /// What somebody is told.
    package struct Hearing: Hashable, Sendable {
        package let day: CalendarDate
        package let kind: NoticeKind
        package let milestone: Milestone
        package let severity: Severity
        package let record: RecordID
        /// The channel; `nil` for a line of a digest.
        package let channel: String?
    }

    package private(set) var hearings: [Hearer: Set<Hearing>]
    /// Notices that nobody would get, for want of a route or an address.
    package private(set) var unheard: Int

    package init(hearings: [Hearer: Set<Hearing>] = [:], unheard: Int = 0) {
        (self.hearings, self.unheard) = (hearings, unheard)
    }

    fileprivate mutating func add(_ other: Outlook) {
        hearings.merge(other.hearings) { $0.union($1) }
        unheard += other.unheard
    }

    fileprivate mutating func add(_ notice: Notice, for hearer: Hearer, through channel: String?) {
        let key = notice.key
        hearings[hearer, default: []].insert(
            Hearing(
                day: notice.dueOn,
                kind: key.kind,
                milestone: key.milestone,
                severity: notice.severity,
                record: key.series.record,
                channel: channel
            )
        )
    }

    fileprivate mutating func addUnheard() { unheard += 1 }
}

extension Planner {
    /// Works out whom the notices of some days would go to; who is muted is not considered.
    ///
    /// - Throws: `RegistryError`
    package func outlook(over days: ClosedRange<CalendarDate>) async throws -> Outlook {
        let planner = try await knowingPrograms()
        var outlook = Outlook()
        try await planner.eachPage(
            withMarksIn: days,
            order: .asRead,
            look: { page in
                page.subjects.reduce(into: Outlook()) { outlook, subject in
                    planner.add(subject, over: days, to: &outlook)
                }
            },
            visit: { outlook.add($0) }
        )
        return outlook
    }

    private func add(_ subject: Subject, over days: ClosedRange<CalendarDate>, to outlook: inout Outlook) {
        let course = course(of: subject, on: days.lowerBound, acknowledged: [:])
        for mark in course.marks(in: days) {
            for audience in mark.audiences where course.concerns(audience) {
                let notice = mark.notice(for: audience)
                if let digest = digests.digest(for: notice, about: subject) {
                    let name = digest.type == .employer ? subject.employer?.name : nil
                    let hearer = Outlook.Hearer(audience: audience, name: name, address: digest.id)
                    outlook.add(notice, for: hearer, through: nil)
                    continue
                }
                let recipients = addressing.recipients(of: notice, about: subject)
                if recipients.isEmpty, !notice.key.kind.isFact { outlook.addUnheard() }
                for recipient in recipients {
                    let hearer = Outlook.Hearer(audience: audience, name: recipient.name, address: recipient.address)
                    outlook.add(notice, for: hearer, through: recipient.channel)
                }
            }
        }
    }
}
