import Foundation
import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDaemon
import RenewalDelivery
import RenewalOffice
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalSQLite
import ServiceLifecycle

/// A relay that is useless for hours while thousands of mails wait for it, and how they leave once it is back.
///
/// The daemon's own services run, all on the event loop's one thread.
final class Backlog: @unchecked Sendable {
    private let absence: Absence
    private let people: Int
    private let directory: String
    private let time = SimulatedTime(start: start, dice: Dice(seed: 1, purpose: 1))
    private let relay: AbsentRelay
    private let engine: CurlEngine
    private let logger = Logger(label: "simulate") { _ in SwiftLogNoOpLogHandler() }
    private(set) var isDone = false
    private(set) var problems: [String] = []
    private var noticed: UnixTime?

    /// Monday, 5 January 2026, two in the morning in Shanghai: no scan of another day comes in between.
    private static let start = World.start + .seconds(2 * 3600)
    /// Days until an expiry with a notice due now, most pressing first; nothing as pressing as the last day.
    private static let daysLeft = [7, 90, 365]
    /// Recipients added when the relay is back and the others still wait.
    private static let newcomers = 40
    private static let parallel = 16
    /// Far longer than such a queue needs, so that reaching it means that it is stuck.
    private static let longest: Duration = .seconds(16 * 3600)

    init(_ absence: Absence, people: Int, directory: String, engine: CurlEngine) throws {
        (self.absence, self.people, self.directory, self.engine) = (absence, people, directory, engine)
        relay = AbsentRelay(absence, time: time)
        try ReferenceRegistry.create(at: "\(directory)/registry.db")
        try enrol(1...people) { Self.daysLeft[$0 % Self.daysLeft.count] }
    }

    private func enrol(_ numbers: ClosedRange<Int>, daysLeft: (Int) -> Int) throws {
        let today = time.now.day(utcOffset: .seconds(8 * 3600))
        var (persons, registrations) = ("id,name,email\n", "id,person_id,valid_until,state\n")
        for number in numbers {
            persons += "P-\(number),王芳\(number),p\(number)@example.test\n"
            registrations += "R-\(number),P-\(number),\(today.adding(days: daysLeft(number))),active\n"
        }
        let registry = try ReferenceRegistry(path: "\(directory)/registry.db")
        let options = ImportOptions(writes: true, skipsBad: false, updatedAt: time.now, day: today)
        for (name, csv) in [("person", persons), ("registration", registrations)] {
            _ = try registry.importCSV([ImportFile(name: name, bytes: Array(csv.utf8))], options: options) { _, _ in }
        }
    }

    private func settings() throws -> Settings {
        try Settings.parse(
            text: """
                version: 1
                registry: {sqlite: \(directory)/registry.db}
                state: {sqlite: \(directory)/state.db}
                schedule: {send_between: "00:00-24:00"}
                channels:
                  mail: {type: maildir, path: \(directory)/mail, from: office@example.test, parallel: \(Self.parallel)}
                routes: [{match: {audience: holder}, send: [mail]}]
                digests: {employer: off, administrator: off}
                delivery: {max_due_per_scan: 1000000}
                """,
            file: "\(directory)/renewald.yaml",
            environment: [:]
        )
    }

    // MARK: The course of events

    /// Runs to the end and collects what went wrong in `problems`.
    func run() async {
        do {
            let outbox = try Outbox(
                path: "\(directory)/state.db",
                access: .daemon,
                at: time.now,
                running: InlineTransactions(before: { [time] _ in time.pass(.milliseconds(1)) })
            )
            try await live(outbox)
            judge()
        } catch {
            problems.append("ended with \(error)")
        }
        isDone = true
    }

    /// Lets time pass until the run is over.
    ///
    /// - Returns: whether it reached its end
    func run(with dice: inout Dice) -> Bool { EventLoop.shared.run(time, dice: &dice) { isDone } }

    private func live(_ outbox: any OutboxStore) async throws {
        let dice = Throw(Dice(seed: 1, purpose: 2))
        let settings = try settings()
        let configuration = try ActiveConfiguration(
            settings: settings,
            registry: settings.openRegistry(running: InlineTransactions()),
            engine: engine,
            couriers: ["mail": relay],
            pageSize: 500,
            chance: { dice.fraction() }
        )
        let clock = LifeClock(time: time, life: 1)
        let core = DaemonCore(
            configuration: configuration,
            outbox: outbox,
            engine: engine,
            manager: ServiceManager(environment: [:], processID: 0),
            earliest: Self.start,
            clock: clock,
            logger: logger
        )
        _ = try await core.begin(on: "simulated", serving: nil)
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: core.services.map { .init(service: $0) },
                logger: logger
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await services.run() }
            tasks.addTask {
                try await self.watch(core, outbox)
                await services.triggerGracefulShutdown()
            }
            while try await tasks.next() != nil {}
        }
    }

    private func watch(_ core: DaemonCore, _ outbox: any OperatorStore) async throws {
        try await time.sleep(until: Self.start + absence.duration, of: 0)
        relay.comeBack()
        // Everything postponed is due at once then: the worst case for newcomers.
        if absence == .full { _ = try await outbox.retry(.all, at: time.now) }
        try await wait(atMost: absence.patience) { !self.relay.arrivals.isEmpty }
        noticed = time.now
        try enrol(people + 1...people + Self.newcomers) { _ in absence.daysLeftOfNewcomers }
        _ = try await core.scan { _ in }
        relay.newcomersFrom = relay.arrivals.count
        try await wait(atMost: Self.longest) { self.relay.arrivals.count == self.people + Self.newcomers }
    }

    private func wait(atMost limit: Duration, until holds: () -> Bool) async throws {
        let end = time.now + limit
        while !holds(), time.now < end { try await time.sleep(until: time.now + .seconds(5), of: 0) }
    }

    // MARK: What must be true

    private func judge() {
        let arrivals = relay.arrivals
        let recipients = Set(arrivals.map(\.recipient))
        let all = people + Self.newcomers
        expect(recipients.count == all, "only \(recipients.count) of \(all) arrived")
        expect(arrivals.count == recipients.count, "\(arrivals.count - recipients.count) arrived twice")
        expect(noticed.map { $0 <= relay.backSince + absence.patience } == true, "nobody noticed that it is back")
        judgeNewcomers(arrivals)
        guard absence == .unreachable else { return }
        // Five faults open the breaker; then there is one attempt after each rest of one, two, four … minutes, up to an
        // hour.
        expect(relay.attemptsWhileAway <= 30, "\(relay.attemptsWhileAway) attempts while it was away")
        judgeRamp(arrivals)
        judgeOrder(arrivals)
    }

    private func expect(_ holds: Bool, _ problem: String) { if !holds { problems.append(problem) } }

    /// One attempt at first, then two, and one more per round of successes: after so many successes the square of the
    /// width has grown by little more than twice their number.
    private func judgeRamp(_ arrivals: [AbsentRelay.Arrival]) {
        for arrival in arrivals {
            let most = min((4 + 2.25 * Double(arrival.earlier)).squareRoot(), Double(Self.parallel))
            guard Double(arrival.running) <= most else {
                return problems.append("\(arrival.running) attempts side by side after \(arrival.earlier) successes")
            }
        }
    }

    /// Of the deliveries never tried, the most pressing leave first; the few that were tried get their share as well.
    private func judgeOrder(_ arrivals: [AbsentRelay.Arrival]) {
        let kinds = arrivals.enumerated().filter { !$0.element.wasTried && $0.element.number <= people }
            .map { (place: $0.offset, kind: $0.element.number % Self.daysLeft.count) }
        for kind in 0..<Self.daysLeft.count - 1 {
            guard let last = kinds.last(where: { $0.kind == kind })?.place,
                let first = kinds.first(where: { $0.kind > kind })?.place
            else { continue }
            let isInOrder = last <= first + 3 * Self.parallel
            expect(isInOrder, "one that runs out in \(Self.daysLeft[kind]) days left \(last - first) places too late")
        }
    }

    /// Newcomers get at least every second place.
    private func judgeNewcomers(_ arrivals: [AbsentRelay.Arrival]) {
        let places = arrivals.indices.filter { arrivals[$0].number > people }
        for (count, place) in places.enumerated() {
            let most = relay.newcomersFrom + 2 * (count + 1) + 4 * Self.parallel
            guard place <= most else {
                return problems.append("newcomer \(count + 1) waited for \(place - relay.newcomersFrom) others")
            }
        }
    }

    /// The figures of the run.
    var text: String {
        let rest = noticed.map { relay.backSince.duration(to: $0).components.seconds } ?? 0
        let took = (noticed ?? relay.backSince).duration(to: time.now).components.seconds
        return "\(absence.rawValue) for \(absence.duration.components.seconds / 3600) h, \(people) waiting: "
            + "\(relay.attemptsWhileAway) attempts meanwhile, noticed after \(rest) s, all out in \(took) s"
    }
}

/// In what way a relay is useless.
enum Absence: String, CaseIterable {
    /// Nobody answers: the channel rests, and hardly anything is tried.
    case unreachable
    /// It accepts nothing for now: everything is tried and postponed.
    case full

    var duration: Duration {
        switch self {
        case .unreachable: .seconds(6 * 3600)
        case .full: .seconds(3600)
        }
    }

    /// Until the daemon notices that it is back.
    var patience: Duration {
        switch self {
        // It looks twice a minute whether somebody is there; the run itself looks every five seconds.
        case .unreachable: .seconds(35)
        // The longest rest of a channel, plus the wait for the next look.
        case .full: .seconds(3600 + 120)
        }
    }

    /// Whom the queue must not block: the most pressing where most were never tried, anybody where all were.
    var daysLeftOfNewcomers: Int {
        switch self {
        case .unreachable: 0
        case .full: 90
        }
    }

    var verdict: Verdict {
        switch self {
        case .unreachable: WireKind.mail.unconnected
        case .full: WireKind.mail.busy
        }
    }
}

/// The relay, all on the event loop's one thread.
final class AbsentRelay: Courier, @unchecked Sendable {
    /// A mail it accepted after its return.
    struct Arrival {
        let recipient: String
        let number: Int
        let wasTried: Bool
        /// Attempts in progress when this one began, including itself, and the number accepted by then.
        let running: Int
        let earlier: Int
    }

    private let absence: Absence
    private let time: SimulatedTime
    private var dice = Dice(seed: 1, purpose: 3)
    private var isBack = false
    private var running = 0
    private var tried: Set<String> = []
    private(set) var backSince = World.start
    private(set) var attemptsWhileAway = 0
    private(set) var arrivals: [Arrival] = []
    /// The number of accepted mails when the newcomers were planned.
    var newcomersFrom = 0

    init(_ absence: Absence, time: SimulatedTime) { (self.absence, self.time) = (absence, time) }

    func isReachable() async -> Bool { isBack }

    func comeBack() { (isBack, backSince) = (true, time.now) }

    func attempt(_ parcel: Parcel) async -> Verdict {
        running += 1
        defer { running -= 1 }
        let (running, earlier) = (running, arrivals.count)
        guard isBack else {
            attemptsWhileAway += 1
            tried.insert(parcel.recipient)
            return absence.verdict
        }
        do {
            try await time.sleep(until: time.now + .milliseconds(dice.int(50...250)), of: 1)
        } catch {
            return absence.verdict
        }
        arrivals.append(
            Arrival(
                recipient: parcel.recipient,
                number: Int(parcel.recipient.dropFirst().prefix { $0.isNumber }) ?? 0,
                wasTried: tried.contains(parcel.recipient),
                running: running,
                earlier: earlier
            )
        )
        return WireKind.mail.delivered
    }
}
