import Foundation
import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOffice
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalSQLite
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalDaemon

/// A test's own registry, outbox and configuration, with couriers that answer as scripted.
final class Sample: Sendable {
    let directory: TemporaryDirectory
    let clock: ManualClock
    let courier = ScriptedCourier()
    private let digests: Mutex<DigestSettings>
    private let routes: String
    private let mapping: String?
    /// Further channels, one a line.
    private let programs: [String]

    /// Creates an office that sends everything singly, unless `digests` says otherwise.
    ///
    /// With a `mapping` of registrations it reads the office's own database, `office.db`.
    init(
        on day: String,
        hour: Int = 10,
        digests: DigestSettings = .off,
        routes: String = "",
        mapping: String? = nil,
        programs: [String] = [],
        sleepsJump: Bool = false
    ) throws {
        self.programs = programs
        self.digests = Mutex(digests)
        self.mapping = mapping
        self.routes = routes.isEmpty ? Self.usualRoutes : routes
        directory = try TemporaryDirectory()
        let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
        try Data(secret.utf8).write(to: directory.url.appending(path: "feed.secret"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: directory.path("feed.secret"))
        clock = ManualClock(day, hour: hour, sleepsJump: sleepsJump)
        try ReferenceRegistry.create(at: directory.path("registry.db"))
        try load("id,name,email\nE-1,示例化工有限公司,hr@example.test\n", into: "employer")
        try load("id,name,contact\nB-1,示例初审机构,010-0000-0001\n", into: "review_body")
    }

    /// Imports CSV text into a table.
    func load(_ csv: String, into table: String) throws {
        let registry = try ReferenceRegistry(path: directory.path("registry.db"))
        let day = clock.now.day(utcOffset: .seconds(8 * 3600))
        let options = ImportOptions(writes: true, skipsBad: false, updatedAt: clock.now, day: day)
        let report = try registry.importCSV([ImportFile(name: table, bytes: Array(csv.utf8))], options: options) {
            _,
            _ in
        }[0]
        #expect(report.rejected.isEmpty)
    }

    /// Changes a database in a way that a well-behaved program could not.
    func damage(_ sql: String, in file: String = "registry.db") throws {
        let script =
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA ignore_check_constraints = 1'); "
            + "c.execute(sys.argv[2]); c.commit()"
        _ = try ForeignProgram.python(script, arguments: [directory.path(file), sql])
    }

    /// Records a registration of a person with an address.
    func register(_ number: Int, until day: String, email: String? = nil, employer: String = "E-1") throws {
        let address = email ?? "p\(number)@example.test"
        try load("id,name,email\nP-\(number),王芳\(number),\(address)\n", into: "person")
        try load(
            "id,person_id,employer_id,review_body_id,valid_until,state\n"
                + "R-\(number),P-\(number),\(employer),B-1,\(day),active\n",
            into: "registration"
        )
    }

    /// Records registrations of as many persons of one employer at once.
    func register(_ numbers: ClosedRange<Int>, until day: String, employer: String) throws {
        let people = numbers.map { "P-\($0),王芳\($0),p\($0)@example.test\n" }
        try load("id,name,email\n" + people.joined(), into: "person")
        let rows = numbers.map { "R-\($0),P-\($0),\(employer),B-1,\(day),active\n" }
        let columns = "id,person_id,employer_id,review_body_id,valid_until,state\n"
        try load(columns + rows.joined(), into: "registration")
    }

    func settings(_ extra: String = "", parallel: Int = 1) throws -> Settings {
        let path = directory.url.path
        var settings = try Self.settings(extra, directory: path, parallel: parallel, routes: routes, programs: programs)
        settings.digests = digests.withLock { $0 }
        if let mapping {
            (settings.registry.path, settings.registry.mapping.registrations) = (directory.path("office.db"), mapping)
        }
        return settings
    }

    func setDigests(_ settings: DigestSettings) { digests.withLock { $0 = settings } }

    /// A consumer of events; left out where the office's directory is missing.
    private static let feed =
        "feed: {type: webhook, url: \"https://feed.example.test/\", secret: {file: feed.secret}}"

    private static let usualRoutes = """
        routes:
          - {match: {audience: holder}, send: [mail]}
          - {match: {audience: employer, severity: [urgent, critical]}, send: [desk, mail]}
          - {match: {audience: administrator}, send: [desk]}
        """

    static func settings(
        _ extra: String,
        directory: String = "/nonexistent",
        parallel: Int = 1,
        routes: String = usualRoutes,
        programs: [String] = []
    ) throws -> Settings {
        try Settings.parse(
            text: """
                version: 1
                registry: {sqlite: \(directory)/registry.db}
                state: {sqlite: \(directory)/state.db}
                channels:
                  mail: {type: maildir, path: \(directory)/mail, from: office@example.test, parallel: \(parallel)}
                  desk: {type: maildir, path: \(directory)/desk, from: office@example.test}
                  \((directory == "/nonexistent" ? [] : [feed] + programs).joined(separator: "\n  "))
                \(routes)
                administrators: [{name: 值班, email: duty@example.test}]
                \(extra)
                """,
            file: "\(directory)/renewald.yaml",
            environment: [:]
        )
    }

    func outbox(
        _ access: OutboxAccess = .daemon,
        running runner: any TransactionRunner = QueuedTransactions()
    ) throws -> Outbox {
        try Outbox(path: directory.path("state.db"), access: access, at: clock.now, running: runner)
    }

    /// The configuration with a registry whose reads are run by `runner`.
    func configuration(
        _ extra: String = "",
        parallel: Int = 1,
        reading runner: any TransactionRunner = QueuedTransactions()
    ) throws -> ActiveConfiguration {
        let settings = try settings(extra, parallel: parallel)
        let registry = try settings.openRegistry(running: runner)
        return try ActiveConfiguration(settings: settings, registry: registry, engine: CurlEngine(mailThreads: 0))
    }

    /// A daemon over this office and an outbox, in whose mail channel the scripted courier sits.
    func core(
        _ outbox: Outbox,
        earliest: UnixTime = UnixTime(seconds: 0),
        extra: String = "",
        reading runner: any TransactionRunner = QueuedTransactions()
    ) throws -> DaemonCore {
        var configuration = try configuration(extra, reading: runner)
        configuration.couriers["mail"] = courier
        return DaemonCore(
            configuration: configuration,
            outbox: outbox,
            engine: CurlEngine(mailThreads: 0),
            manager: ServiceManager(environment: [:], processID: 1),
            earliest: earliest,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Reads the registry in pages of so many records.
    func planner(pageSize: Int) throws -> Planner {
        Planner(registry: try configuration().registry, settings: try settings(), pageSize: pageSize)
    }

    /// Scans on the clock's current day; another `configuration` forces a full pass.
    @discardableResult
    func scan(
        _ outbox: Outbox,
        configuration: String? = nil,
        pageSize: Int? = nil,
        dueLimit: Int? = nil
    ) async throws -> Scan.Summary {
        let active = try self.configuration()
        var scan = active.scan(outbox: outbox, clock: clock)
        scan.planner = try pageSize.map(planner) ?? scan.planner
        scan.configuration = configuration ?? scan.configuration
        scan.dueLimit = dueLimit ?? scan.dueLimit
        return try await scan.run(on: active.calendar.day(of: clock.now)) { _ in }
    }

    /// Drains a channel's lane through the scripted courier.
    func drain(
        _ outbox: Outbox,
        through channel: String = "mail",
        parallel: Int = 1,
        extra: String = "",
        reading runner: any TransactionRunner = QueuedTransactions(),
        isInForce: @escaping @Sendable () -> Bool = { true },
        onProgress: @escaping @Sendable () -> Void = {}
    ) async throws -> Lane.Tally {
        try await lane(
            of: outbox,
            through: channel,
            parallel: parallel,
            extra: extra,
            reading: runner,
            isInForce: isInForce,
            onProgress: onProgress
        ).drain().result()
    }

    func lane(
        of outbox: Outbox,
        through name: String = "mail",
        parallel: Int = 1,
        extra: String = "",
        clock: (any Clock)? = nil,
        reading runner: any TransactionRunner = QueuedTransactions(),
        isSpread: Bool = true,
        limits: [String: Int] = [:],
        domainTally: DomainTally = DomainTally(),
        isInForce: @escaping @Sendable () -> Bool = { true },
        onProgress: @escaping @Sendable () -> Void = {}
    ) throws -> Lane {
        let configuration = try configuration(extra, parallel: parallel, reading: runner)
        var channel = try #require(configuration.settings.channels.first { $0.name == name })
        if !limits.isEmpty {
            var mail = SMTPSettings(url: "smtps://relay.example.test", from: try EmailAddress("office@example.test"))
            mail.domainLimits = limits
            channel.kind = .smtp(mail)
        }
        return Lane(
            channel: channel,
            courier: courier,
            configuration: configuration,
            outbox: outbox,
            isSpread: isSpread,
            domainTally: domainTally,
            clock: clock ?? self.clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            health: ChannelHealth(),
            isInForce: isInForce,
            onProgress: onProgress
        )
    }
}

extension DigestSettings {
    static var off: DigestSettings {
        var settings = DigestSettings()
        (settings.employer, settings.administrator) = (.off, .off)
        return settings
    }
}

/// Answers attempts as scripted and records what it was given.
final class ScriptedCourier: Courier {
    private struct State {
        var parcels: [Parcel] = []
        var verdicts: [Verdict] = []
        var hangsUntil = 0
        var onAttempt: (@Sendable () -> Void)?
        var hanging: CheckedContinuation<Void, Never>?
        var isReachable = false
    }

    private let state = Mutex(State())

    var parcels: [Parcel] { state.withLock { $0.parcels } }

    /// Sets the verdicts of the next attempts; after them everything is delivered.
    func answer(_ verdicts: Verdict...) { state.withLock { $0.verdicts += verdicts } }

    /// Makes the other end take connections, or not.
    func becomeReachable(_ isReachable: Bool = true) { state.withLock { $0.isReachable = isReachable } }

    func isReachable() async -> Bool { state.withLock { $0.isReachable } }

    /// Runs an action during each attempt.
    func during(_ action: @escaping @Sendable () -> Void) { state.withLock { $0.onAttempt = action } }

    /// Makes the first attempt hang until so many parcels have arrived.
    func hangUntil(parcels count: Int) { state.withLock { $0.hangsUntil = count } }

    /// Releases the hanging attempt.
    func release() {
        state.withLock { state in
            state.hangsUntil = 0
            return state.hanging.take()
        }?.resume()
    }

    func attempt(_ parcel: Parcel) async -> Verdict {
        let (verdict, place) = state.withLock { state in
            state.parcels.append(parcel)
            let ok = Verdict(.delivered, at: .file, about: .message, reply: "ok")
            return (state.verdicts.isEmpty ? ok : state.verdicts.removeFirst(), state.parcels.count)
        }
        state.withLock { $0.onAttempt }?()
        if place == 1 { await hang() }
        state.withLock { $0.parcels.count >= $0.hangsUntil ? $0.hanging.take() : nil }?.resume()
        return verdict
    }

    private func hang() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard state.parcels.count < state.hangsUntil else { return true }
                state.hanging = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
    }
}
