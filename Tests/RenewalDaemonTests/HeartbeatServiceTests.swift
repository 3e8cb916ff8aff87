import Foundation
import Logging
import RenewalConfig
import RenewalCouriers
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Synchronization
import Testing

@testable import RenewalDaemon

/// The watcher elsewhere is called after good passes, and nothing here depends on it.
@Suite struct HeartbeatServiceTests {
    private let directory: TemporaryDirectory
    private let journal: JournalReceiver

    init() throws {
        directory = try TemporaryDirectory()
        journal = try JournalReceiver(path: directory.path("socket"))
    }

    private func core(_ office: Sample, calling server: ScriptedHTTPServer) throws -> DaemonCore {
        let extra = "heartbeat: {url: \"http://127.0.0.1:\(server.port)/ping/token\", network: internal}"
        let socket = try #require(JournalSocket(path: journal.path))
        let log = DaemonLog(level: .debug, output: .journal(socket), clock: office.clock)
        return DaemonCore(
            configuration: try office.configuration(extra),
            outbox: try office.outbox(),
            engine: CurlEngine(mailThreads: 0),
            manager: ServiceManager(environment: [:], processID: 1),
            earliest: UnixTime(seconds: 0),
            clock: office.clock,
            logger: Logger(label: "test") { _ in log }
        )
    }

    /// Runs the service until something holds.
    private func run(_ core: DaemonCore, until holds: @escaping @Sendable () async -> Bool) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await HeartbeatService(core: core).run() }
            while await !holds() { await Task.yield() }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func logged() throws -> [String] {
        var found: [String] = []
        while let entry = try journal.next() { found.append(entry.fields["MESSAGE"] ?? "") }
        return found
    }

    @Test(.timeLimit(.minutes(5))) func aPassIsFollowedByOneCall() async throws {
        let server = try ScriptedHTTPServer { _ in .respond(200) }
        let core = try core(try Sample(on: "2025-12-15"), calling: server)
        await core.context.heartbeatAlarm.ring()
        try await run(core) { server.requests.count == 1 }
        #expect(server.requests.map(\.target) == ["/ping/token"])
        #expect(try logged().isEmpty)
    }

    /// The clock's sleeps last until they are cancelled, so each ring is one call.
    @Test(.timeLimit(.minutes(5))) func aFailureIsToldOnceAndSoIsItsEnd() async throws {
        let answers = Mutex([500, 500, 500, 200, 200])
        let server = try ScriptedHTTPServer { _ in .respond(answers.withLock { $0.removeFirst() }, body: "token") }
        let core = try core(try Sample(on: "2025-12-15"), calling: server)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await HeartbeatService(core: core).run() }
            for count in 1...5 {
                await core.context.heartbeatAlarm.ring()
                while server.requests.count < count { await Task.yield() }
            }
            // The last answer has been read by the time the next call could begin.
            while answers.withLock({ !$0.isEmpty }) { await Task.yield() }
            group.cancelAll()
            try await group.waitForAll()
        }
        let found = try logged()
        #expect(
            found.first == "heartbeat fails, sending goes on verdict.code=500 verdict.stage=http",
            "\(found)"
        )
        #expect(found.dropFirst() == ["heartbeat works again verdict.code=200 verdict.stage=http"], "\(found)")
        #expect(!found.joined().contains("token"))
    }

    @Test(.timeLimit(.minutes(5))) func aFailedCallIsTriedAgainBeforeTheNextPass() async throws {
        let server = try ScriptedHTTPServer { _ in .respond(503) }
        let office = try Sample(on: "2025-12-15", sleepsJump: true)
        let core = try core(office, calling: server)
        await core.context.heartbeatAlarm.ring()
        let start = office.clock.now
        try await run(core) {
            server.requests.count == HeartbeatService.tries && office.clock.now > start + .seconds(3600)
        }
        #expect(server.requests.count == HeartbeatService.tries)
    }

    @Test(.timeLimit(.minutes(5))) func nobodyIsCalledWhileALoopIsStuck() async throws {
        let server = try ScriptedHTTPServer { _ in .respond(200) }
        let office = try Sample(on: "2025-12-15", sleepsJump: true)
        let core = try core(office, calling: server)
        core.vitals.promise(.delivery("mail"), by: core.clock.uptime - .seconds(3600))
        await core.context.heartbeatAlarm.ring()
        let start = office.clock.now
        try await run(core) { office.clock.now > start + .seconds(3600) }
        #expect(server.requests.isEmpty)
    }

    @Test(.timeLimit(.minutes(5))) func onlyAGoodPassRings() async throws {
        let server = try ScriptedHTTPServer { _ in .respond(200) }
        let office = try Sample(on: "2025-12-15")
        for number in 1...12 { try office.register(number, until: "2026-03-15") }
        let core = try core(office, calling: server)
        let good = try await core.scan { _ in }.summary
        #expect(good.isGood)
        try office.damage("DELETE FROM registration")
        office.clock.move(by: .seconds(86_400))
        #expect(try await !core.scan { _ in }.summary.isGood, "the registry has shrunk")
    }
}
