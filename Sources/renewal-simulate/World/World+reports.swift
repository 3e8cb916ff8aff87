import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// What mail servers report, hours or weeks later, of mails that they took.
extension World {
    /// While no daemon runs a report comes in about one of the latest mails, and once more.
    func report() async {
        do {
            let outbox = try outbox(.operatorCommand)
            let sent = try await outbox.deliveries(DeliveryFilter(states: [.sent], limit: 12))
            guard let mail = letters.pick(sent.filter { $0.channel != "feed" }) else { return }
            let report = Bounce(
                deliveryID: mail.id,
                recipients: [mail.recipient.lowercased()],
                addressees: [],
                isFinal: true,
                cause: letters.pick([.noSuchAddress, .mailboxFull]) ?? .noSuchAddress,
                status: "5.1.1",
                reply: "gone",
                writtenAt: time.now
            )
            // Nobody is left alone for it, so that whoever is to be reminded hears of the next mark.
            let limit = BounceLimit(count: nil, until: nil, sparing: [])
            let outcomes = [
                try await outbox.record(report, leavingAlone: limit, at: time.now),
                try await outbox.record(report, leavingAlone: limit, at: time.now),
            ]
            story.tell("mail server: returns \(mail.id)")
            guard case .bounced = outcomes[0], outcomes[1] == .known else {
                return story.fail("P7", "the report on \(mail.id), which was sent, is taken as \(outcomes)")
            }
            network.takeBack(mail.id)
            returned[mail.id] = Returned(at: time.now, isOfFailure: mail.kind == .deliveryFailed)
            story.count { $0.returned += 1 }
        } catch {
            story.tell("mail server: its report is refused, \(words(of: error))")
        }
    }

    /// A mail that came back.
    struct Returned {
        let at: UnixTime
        /// Whether it told of another that was lost: nobody is told of it.
        let isOfFailure: Bool
    }
}
