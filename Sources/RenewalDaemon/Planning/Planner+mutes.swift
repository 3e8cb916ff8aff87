import RenewalCouriers
package import RenewalOutbox
package import RenewalRules

/// Who hears nothing because an operator said so.
extension Planner {
    /// The planner that leaves alone who is muted on a day.
    ///
    /// - Throws: `OutboxError` when the mutes cannot be read
    package func heeding(
        _ outbox: any OutboxLookups,
        on day: CalendarDate
    ) async throws(OutboxError) -> Planner {
        heeding(try await outbox.mutes(), on: day)
    }

    /// The planner that leaves alone who is muted on a day.
    package func heeding(_ orders: [Mute], on day: CalendarDate) -> Planner {
        var planner = self
        planner.mutes = Mutes(orders, on: day)
        return planner
    }

    /// Divides recipients of a notice into those who hear it and those who are muted.
    ///
    /// A mailbox from which mail comes back has asked for nothing: what is urgent takes the second way instead.
    func divide(
        _ recipients: [Recipient],
        of notice: Notice,
        about subject: Subject
    ) -> (heard: [Recipient], muted: [Recipient]) {
        guard !mutes.isEmpty else { return (recipients, []) }
        let muted = recipients.filter { recipient in
            mutes.silence(recipient.address, on: recipient.channel, of: notice, about: subject, addressing)
        }
        let heard = recipients.filter { !muted.contains($0) }
        guard heard.isEmpty, muted.contains(where: { isUnreachable($0, of: notice, about: subject) }) else {
            return (heard, muted)
        }
        let others = addressing.fallbackRecipients(of: notice, about: subject).filter { recipient in
            !muted.contains(recipient)
                && !mutes.silence(recipient.address, on: recipient.channel, of: notice, about: subject, addressing)
        }
        return (others, muted)
    }

    /// Whether a recipient is left alone only because mail to the address keeps coming back.
    private func isUnreachable(_ recipient: Recipient, of notice: Notice, about subject: Subject) -> Bool {
        !mutes.silence(notice.key.audience, of: subject) && mutes.isUnreachable(address: recipient.address)
    }

    /// Whether the recipient of a delivery is muted; of an unknown record only its own mute can tell.
    package func isMuted(_ delivery: DeliverySummary, about subject: Subject?) -> Bool {
        guard !mutes.isEmpty else { return false }
        if addressing.reach(of: delivery.channel) == .mailboxes, mutes.silence(address: delivery.recipient) {
            return true
        }
        guard let subject else { return mutes.silence(delivery.audience, of: delivery.notice.key.series.record) }
        return mutes.silence(delivery.audience, of: subject)
    }

    /// The audiences of a mark that hear nothing of it, because all who would get its notice are muted.
    package func mutedAudiences(of mark: Mark, about subject: Subject) -> Set<Audience> {
        guard !mutes.isEmpty else { return [] }
        let muted = mark.audiences.filter { audience in
            let notice = mark.notice(for: audience)
            let parts = divide(addressing.recipients(of: notice, about: subject), of: notice, about: subject)
            return parts.heard.isEmpty && !parts.muted.isEmpty
        }
        return Set(muted)
    }

    /// The audiences of a mark for whom there is no address, or no route to it.
    package func unreachedAudiences(of mark: Mark, about subject: Subject) -> Set<Audience> {
        Set(mark.audiences.filter { addressing.recipients(of: mark.notice(for: $0), about: subject).isEmpty })
    }
}

extension Mutes {
    /// Whether a recipient of a notice is left alone.
    ///
    /// Muting a record or a person silences what is meant for the holder, or for the company whose certificate it is,
    /// through a program as well, because it may pass it on; muting an address silences whatever is mailed there.
    func silence(
        _ address: String,
        on channel: String,
        of notice: Notice,
        about subject: Subject,
        _ addressing: Addressing
    ) -> Bool {
        if silence(notice.key.audience, of: subject) { return true }
        return addressing.reach(of: channel) == .mailboxes && silence(address: address)
    }
}
