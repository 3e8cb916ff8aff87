import RenewalCouriers
import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// The outside world as couriers see it, with all recipients; judges each transmission as it happens.
///
/// All of it runs on the event loop's one thread.
final class Network: @unchecked Sendable {
    /// A mailbox on one day.
    struct MailboxDay: Hashable {
        let address: String
        let day: CalendarDate
    }

    /// What was handed over under one delivery id.
    struct Correspondence {
        var bytes: [UInt8]?
        var accepted = 0
        /// Transmissions in progress that may still be accepted.
        var open = 0
    }

    let time: SimulatedTime
    let story: Story
    let office: Office
    var dice: Dice
    private(set) var correspondence: [String: Correspondence] = [:]
    /// The notices below urgent, digests aside, that began to leave for a mailbox on a day.
    var notices: [MailboxDay: Int] = [:]
    /// The life to be stopped in the middle of its next attempt, and the bell to ring then.
    var stopsSender: Int?
    let stop = Bell()
    /// Channels at fault, until when and how.
    private var outages: [String: (until: UnixTime, kind: AttemptPlan.Outage)] = [:]

    init(time: SimulatedTime, story: Story, office: Office, dice: Dice) {
        (self.time, self.story, self.office, self.dice) = (time, story, office, dice)
    }

    /// The accepted delivery ids, and how often each was accepted.
    var accepted: [String: Int] { correspondence.compactMapValues { $0.accepted > 0 ? $0.accepted : nil } }

    /// One attempt of a running life, from its first byte to the courier's verdict.
    func transmit(_ parcel: Parcel, on channel: String, by life: Life) async -> Verdict {
        let wire = WireKind(of: channel)
        guard !life.isDead else { return wire.stopped(isHandedOver: false) }
        let plan = AttemptPlan(through: wire, isCalm: life.world.isCalm, outage: outage(of: channel), dice: &dice)
        story.count { $0.attempts += 1 }
        story.tell("life \(life.number): sends \(parcel.deliveryID) to \(parcel.recipient) by \(channel): \(plan)")
        await Judge(network: self, life: life, now: time.now).judge(
            parcel,
            on: channel,
            earlier: correspondence[parcel.deliveryID]
        )
        note(parcel)
        correspondence[parcel.deliveryID, default: Correspondence()].open += 1
        if stopsSender == life.number {
            // Before the attempt gets any further.
            time.freeze(life.number)
            stop.ring()
        }
        let verdict = await carry(out: plan, parcel, through: wire, by: life)
        correspondence[parcel.deliveryID, default: Correspondence()].open -= 1
        story.tell("life \(life.number): \(parcel.deliveryID) \(life.isDead ? "died" : verdict.outcome.rawValue)")
        return verdict
    }

    private func carry(out plan: AttemptPlan, _ parcel: Parcel, through wire: WireKind, by life: Life) async -> Verdict
    {
        do {
            try await time.sleep(until: time.now + plan.handover, of: life.number)
        } catch {
            return wire.stopped(isHandedOver: false)
        }
        guard !life.isDead else { return wire.stopped(isHandedOver: false) }
        if plan.isAccepted {
            correspondence[parcel.deliveryID, default: Correspondence()].accepted += 1
            if wire == .webhook { feed(parcel) }
            story.count { tally in
                tally.accepted += 1
                if correspondence[parcel.deliveryID]?.accepted ?? 0 > 1 { tally.duplicates += 1 }
            }
        }
        do {
            try await time.sleep(until: time.now + plan.reply, of: life.number)
        } catch {
            return wire.stopped(isHandedOver: plan.isHandedOver)
        }
        if plan.verdict.outcome == .ambiguous { story.count { $0.ambiguous += 1 } }
        return plan.verdict
    }

    /// A mail was returned: nobody has it.
    func takeBack(_ deliveryID: String) { correspondence[deliveryID]?.accepted = 0 }

    /// Writes down what the program has accepted, where that is wanted.
    private func feed(_ parcel: Parcel) {
        do {
            try office.feed?.accept(parcel, at: time.now)
        } catch {
            story.fail("SIM", "the feed cannot be written: \(error)")
        }
    }

    /// The channel's lane has started a rest.
    func noteRest(of channel: String) {
        story.count { tally in
            tally.rests += 1
            if channel == "feed", outages[channel]?.kind == .failing { tally.webhookBreakers += 1 }
        }
    }

    /// Compares the bytes with those sent before under the same id.
    private func note(_ parcel: Parcel) {
        correspondence[parcel.deliveryID, default: Correspondence()].bytes = parcel.payload
    }

    /// Now and then a channel is at fault for hours or days.
    private func outage(of channel: String) -> AttemptPlan.Outage? {
        if let outage = outages[channel] {
            if time.now < outage.until { return outage.kind }
            outages[channel] = nil
        }
        let rarity = channel == "feed" ? 15 : 60
        // A program that is told everything is away for some days of a month.
        guard dice.happens(onceIn: office.feed == nil ? rarity : 150) else { return nil }
        let hours = dice.happens(onceIn: 3) ? dice.int(24...200) : dice.int(2...20)
        let kind = dice.pick(AttemptPlan.Outage.allCases) ?? .unreachable
        outages[channel] = (time.now + .seconds(Int64(hours) * 3600), kind)
        story.tell("network: \(channel) at fault for \(hours) hours, \(kind)")
        return kind
    }
}

/// The courier of a channel in a simulated world.
struct SimulatedCourier: Courier {
    let channel: String
    let network: Network

    func attempt(_ parcel: Parcel) async -> Verdict {
        guard let life = Life.current else { return WireKind(of: channel).stopped(isHandedOver: false) }
        return await network.transmit(parcel, on: channel, by: life)
    }
}
