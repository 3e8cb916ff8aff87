import Foundation
import Logging
import RenewalConfig
import RenewalCouriers
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalSQLite
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// What happens to deliveries when the registry is replaced by one with unreadable records.
@Suite struct RegistryContentTests {
    private let sample: Sample

    init() throws {
        sample = try Sample(on: "2025-12-15")
        try sample.register(1, until: "2025-12-22")
        try sample.load("id,name,email\nP-2,李四,p2@example.test\n", into: "person")
        try sample.load("id,person_id,valid_until,state\nC-1,P-2,2025-12-22,active\n", into: "credential")
    }

    /// Replaces credentials with a view that returns oversized values; registrations stay as they are.
    private func ruinCredentials() throws {
        try sample.damage("ALTER TABLE credential RENAME TO credential_of_before")
        try sample.damage(
            "CREATE VIEW credential AS SELECT * FROM credential_of_before "
                + "WHERE CAST(zeroblob(2000000 + length(id)) AS TEXT) <> id"
        )
    }

    @Test func deliveriesOfReadableRecordsGoOn() async throws {
        let outbox = try sample.outbox()
        try await sample.scan(outbox)
        let planned = try await outbox.deliveries(DeliveryFilter(channel: "mail"))
        let records = Set(planned.map(\.notice.key.series.record.type))
        #expect(records == [.registration, .credential])
        try ruinCredentials()
        let tally = try await sample.drain(outbox, parallel: 4)
        #expect(tally.registryFault == nil)
        let after = try await outbox.deliveries(DeliveryFilter(channel: "mail"))
        for delivery in after {
            let isReadable = delivery.notice.key.series.record.type == .registration
            #expect(isReadable ? delivery.state != .pending : delivery.state == .deferred, "\(delivery.state)")
        }
        #expect(sample.courier.parcels.count == after.count { $0.notice.key.series.record.type == .registration })
    }

    /// A batch with nothing but unreadable records is followed by another one beyond them.
    @Test(arguments: [1, 2]) func hiddenRecordsDoNotBlockTheQueue(parallel: Int) async throws {
        for number in 3...5 { try sample.register(number, until: "2026-03-15") }
        let outbox = try sample.outbox()
        try await sample.scan(outbox)
        try ruinCredentials()
        let tally = try await sample.drain(outbox, parallel: parallel)
        #expect(tally.registryFault == nil && tally.contentFault?.isAboutContent == true)
        #expect(tally.setBack == 1)
        let planned = try await outbox.deliveries(DeliveryFilter(channel: "mail"))
        let readable = planned.filter { $0.notice.key.series.record.type == .registration }
        #expect(readable.count >= 4 && readable.allSatisfy { $0.state == .sent })
        #expect(planned.filter { $0.state == .deferred }.count == planned.count - readable.count)
    }

    /// Each postponement leaves a sealed entry, so records are postponed no more often than for an unreadable row.
    @Test func hiddenRecordsAreRecheckedHourly() async throws {
        let outbox = try sample.outbox()
        try await sample.scan(outbox)
        try ruinCredentials()
        let (hidden, now) = (try await sample.drain(outbox, parallel: 4).postponed, sample.clock.now)
        #expect(hidden > 0)
        #expect(try await outbox.nextAttempt(channel: "mail", minimumSeverity: .info) == now + Lane.postponement)
        sample.clock.move(by: .seconds(3599))
        #expect(try await sample.drain(outbox, parallel: 4).postponed == 0)
        sample.clock.move(by: .seconds(1))
        #expect(try await sample.drain(outbox, parallel: 4).postponed == hidden)
    }

    /// A good file that replaces the bad one is used without waiting for the hour.
    @Test func replacedRegistryIsRecheckedAfterTheNextPass() async throws {
        let outbox = try sample.outbox()
        try await sample.scan(outbox)
        let (good, path) = (sample.directory.path("good.db"), sample.directory.path("registry.db"))
        try FileManager.default.copyItem(atPath: path, toPath: good)
        try ruinCredentials()
        let core = try sample.core(outbox)
        _ = try await core.drain("mail", .due)
        try await core.context.lookAgainAtHidden()
        let planned = try await outbox.deliveries(DeliveryFilter(channel: "mail"))
        #expect(planned.contains { $0.state == .deferred }, "the file is the same")
        #expect(rename(good, path) == 0)
        try await core.context.lookAgainAtHidden()
        let again = try await outbox.deliveries(DeliveryFilter(channel: "mail"))
        #expect(!again.contains { $0.state == .deferred } && again.contains { $0.state == .pending })
    }

    /// A pass that nevertheless succeeds must not send the lane back to the unreadable records over and over.
    @Test(arguments: [true, false]) func registryFaultIsRetriedOncePerPass(isAboutContent: Bool) async throws {
        let outbox = try sample.outbox()
        try await sample.scan(outbox)
        let path = sample.directory.path("registry.db")
        let unreadable = InlineTransactions(
            before: { _ in
                guard isAboutContent else {
                    throw RegistryError.unreadable(path: path, reason: Phrase(verbatim: "malformed"))
                }
                throw RegistryError.tooMuch(path: path, object: nil, reason: Phrase(verbatim: "too much"))
            }
        )
        let core = try sample.core(outbox, reading: unreadable)
        let alarm = core.context.planningAlarm
        func rings() async throws -> Bool {
            _ = try await core.drain("mail", .due)
            return await alarm.wait(atMost: .zero, clock: sample.clock)
        }
        #expect(try await rings() == !isAboutContent)
        #expect(try await !rings(), "whatever the pass told, it is the same fault")
        sample.clock.move(by: DaemonCore.pauseAfterFault)
        #expect(try await rings() == !isAboutContent)
    }

    @Test func scanFailureNamesTheTableInOneLine() async throws {
        let outbox = try sample.outbox()
        try ruinCredentials()
        let error = try await scanFailure(outbox)
        let path = sample.directory.path("registry.db")
        #expect("\(error)".contains("reading the rows of credential of the registry \(path)"))
        #expect("\(error)".contains("a value is larger than 1 MiB; shorten it in the registry"))
        #expect(!"\(error)".contains("\n"))
    }

    /// Fewer than a batch: what was read before the scan failed is planned.
    @Test func failedScanPlansWhatItHasRead() async throws {
        try sample.register(3...40, until: "2025-12-22", employer: "E-1")
        let outbox = try sample.outbox()
        let configuration = try sample.configuration()
        var scan = configuration.scan(outbox: outbox, clock: sample.clock)
        scan.planner = try sample.planner(pageSize: 1)
        let steps = Steps()
        await #expect(throws: RegistryError.self) {
            _ = try await scan.run(on: configuration.calendar.day(of: sample.clock.now)) { examined in
                guard examined > 0 else { return }
                await steps.count()
                if await steps.number == 1 { #expect(throws: Never.self) { try ruinCredentials() } }
            }
        }
        let planned = try await outbox.deliveries(DeliveryFilter(limit: 200))
        #expect(!planned.isEmpty)
        #expect(try await outbox.lastScan(notAfter: .last) == nil)
    }

    private func scanFailure(_ outbox: Outbox) async throws -> any Error {
        do {
            try await sample.scan(outbox)
        } catch {
            return error
        }
        throw Unfailed()
    }

    private struct Unfailed: Error {}

    /// The service manager is notified of a pass that makes progress, and only of that.
    @Test func eachStepOfAPassIsProgress() async throws {
        let outbox = try sample.outbox()
        let configuration = try sample.configuration()
        let steps = Steps()
        _ = try await configuration.scan(outbox: outbox, clock: sample.clock).run(
            on: configuration.calendar.day(of: sample.clock.now)
        ) { _ in await steps.count() }
        #expect(await steps.number >= 5)
    }

    private actor Steps {
        var number = 0

        func count() { number += 1 }
    }

    @Test func longestStepCoversTheReadTimeout() throws {
        var registry = try sample.settings().registry
        #expect(Vitals.longestStep(of: registry) == .seconds(180))
        registry.readTimeout = .seconds(600)
        #expect(Vitals.longestStep(of: registry) == .seconds(1800))
        registry.readTimeout = .seconds(1)
        #expect(Vitals.longestStep(of: registry) == .seconds(120))
    }
}
