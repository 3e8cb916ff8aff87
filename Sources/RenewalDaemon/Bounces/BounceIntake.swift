import Logging
import RenewalBounces
package import RenewalConfig
import RenewalCouriers
package import RenewalDelivery
package import RenewalOutbox
package import RenewalRules

/// Takes in what mail servers send back: from a message to what is known of its delivery.
package struct BounceIntake: Sendable {
    /// No more of a message is read.
    package static let byteLimit = ReturnedMail.byteLimit

    private let outbox: any OutboxStore
    private let limit: BounceLimit
    private let rules: [SMTPReplyRule]
    private let now: UnixTime

    /// Prepares for the messages of a moment.
    ///
    /// - Parameters:
    ///   - outbox: where the deliveries are
    ///   - settings: when an address is left alone, and how replies are read
    ///   - now: the instant of the reports
    /// - Throws: `DaemonError` for an unknown time zone
    package init(outbox: any OutboxStore, settings: Settings, at now: UnixTime) throws {
        self.init(outbox: outbox, settings: settings, calendar: try settings.calendar(), at: now)
    }

    init(outbox: any OutboxStore, settings: Settings, calendar: BusinessCalendar, at now: UnixTime) {
        let bounces = settings.bounces
        self.outbox = outbox
        self.now = now
        limit = BounceLimit(
            count: bounces.suppressAfter > 0 ? bounces.suppressAfter : nil,
            until: calendar.day(of: now).adding(bounces.suppressFor),
            // They are told of it, and nobody is told of them.
            sparing: Set(settings.administrators.map { $0.email.description.lowercased() })
        )
        rules = settings.channels.flatMap { channel -> [SMTPReplyRule] in
            guard case .smtp(let smtp) = channel.kind else { return [] }
            return smtp.replyRules
        }
    }

    /// What a message came to.
    package enum Finding: Hashable, Sendable {
        /// A report; what became of each part of it that names a delivery, by the delivery's id.
        case report([Recorded])
        /// A program answered by itself: nothing to be done.
        case automatic
        /// No report, or one about mails of others.
        case other
    }

    /// What became of a report about a delivery.
    package struct Recorded: Hashable, Sendable {
        package let deliveryID: String
        package let cause: BounceCause
        package let status: String?
        package let outcome: BounceOutcome
    }

    /// Reads a message and records what it reports.
    ///
    /// - Parameter message: from anywhere
    /// - Returns: what it is, and what became of it
    /// - Throws: `OutboxError`; recording it again does no harm
    package func take(_ message: [UInt8]) async throws(OutboxError) -> Finding {
        switch ReturnedMail(message) {
        case .automatic: return .automatic
        case .other: return .other
        case .report(let report):
            var recorded: [Recorded] = []
            for recipient in report.recipients where recipient.action != .done {
                for id in report.deliveryIDs { recorded.append(try await record(recipient, of: report, as: id)) }
            }
            return .report(recorded)
        }
    }

    private func record(
        _ recipient: ReportedRecipient,
        of report: BounceReport,
        as id: String
    ) async throws(OutboxError) -> Recorded {
        let quote = QuotedReply(recipient.reply, status: recipient.status, rules: rules)
        let bounce = Bounce(
            deliveryID: id,
            recipients: recipient.addresses,
            addressees: report.addressees,
            isFinal: recipient.action == .failed,
            cause: quote.cause,
            status: recipient.status,
            reply: quote.text,
            writtenAt: report.writtenAt
        )
        let outcome = try await outbox.record(bounce, leavingAlone: limit, at: now)
        return Recorded(deliveryID: id, cause: quote.cause, status: recipient.status, outcome: outcome)
    }
}

extension BounceIntake.Finding {
    /// Whether the message has to be looked at again: its delivery has no result yet.
    package var isEarly: Bool {
        guard case .report(let recorded) = self else { return false }
        return recorded.contains { $0.outcome == .underWay }
    }

    /// Whether the message was dealt with, and is of no use to anybody.
    package var isSettled: Bool {
        guard case .report(let recorded) = self, !isEarly else { return false }
        return recorded.contains { $0.outcome != .unmatched }
    }

    /// Whether something counts as not delivered from now on.
    package var hasBounced: Bool {
        guard case .report(let recorded) = self else { return false }
        return recorded.contains { if case .bounced = $0.outcome { true } else { false } }
    }

    /// Writes to the log what was recorded; no addresses, and no words of others.
    func log(to logger: Logger) {
        guard case .report(let recorded) = self else { return }
        for one in recorded {
            guard let (level, outcome) = one.outcome.log else { continue }
            logger.log(
                .mailReported,
                [
                    "delivery.id": "\(one.deliveryID)", "bounce.cause": "\(one.cause.rawValue)",
                    "bounce.status": "\(one.status ?? "-")", "bounce.outcome": "\(outcome)",
                ],
                level: level
            )
        }
    }
}

extension BounceOutcome {
    /// How loudly it is told, and in which word; `nil` for what changes nothing.
    fileprivate var log: (level: Logger.Level, word: String)? {
        switch self {
        case .bounced(let bounced): (.warning, bounced.isMuted ? "bounced, address muted" : "bounced")
        case .delayed: (.notice, "delayed")
        case .known, .underWay, .unmatched, .overtaken: nil
        }
    }
}
