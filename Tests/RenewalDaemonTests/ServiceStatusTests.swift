import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon

/// `systemctl status` shows the present state, worst problem first.
@Suite struct ServiceStatusTests {
    private let directory: TemporaryDirectory
    private let socket: NotifySocket
    private let status: ServiceStatus
    private let hold = SendingHold(reason: .manyDue, detail: "多", since: UnixTime(seconds: 0))

    init() throws {
        directory = try TemporaryDirectory()
        socket = try NotifySocket(path: directory.path("notify"))
        status = ServiceStatus(ServiceManager(environment: ["NOTIFY_SOCKET": socket.path], processID: 1))
    }

    private func expect(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(socket.next() == "STATUS=\(words)", sourceLocation: sourceLocation)
    }

    @Test func resolvedProblemsLeaveTheStatus() {
        status.note(holds: [hold])
        expect("sending is held (many_due): 多, until `renewald outbox release`")
        let scope = HoldScope.part(of: .records(.credential), isUrgent: true)
        status.note(holds: [SendingHold(reason: .manyDue, scope: scope, detail: "多", since: hold.since, waiting: 7)])
        expect(
            "sending of urgent notices is held for records of type credential (many_due): 多; 7 deliveries wait, "
                + "until `renewald outbox release --scope urgent:record:credential`"
        )
        status.note(holds: [])
        expect("started")
        status.summarize("scanned")
        expect("scanned")
        status.report(channel: "mail", fault: "auth 535")
        expect("channel mail is at fault, its deliveries wait: auth 535")
        status.summarize("scanned again")
        status.clear(channel: "mail")
        expect("scanned again")
    }

    @Test func worstProblemComesFirst() {
        status.report(channel: "mail", fault: "connect")
        status.report(channel: "hr", fault: "http 503")
        status.refusesReload(because: "renewald.yaml:2:1: …")
        status.note(holds: [hold])
        status.note(scanFailure: "no such file")
        status.note(clock: "the clock says 1970")
        var last = ""
        while let next = socket.next() { last = next }
        let parts = last.split(separator: "; ")
        #expect(
            parts.map { $0.prefix(12) } == [
                "STATUS=the c", "the scan fai", "sending is h", "channel hr i", "channel mail", "reload refus",
            ]
        )
    }

    @Test func unchangedStatusIsNotSentAgain() {
        #expect(status.note(scanFailure: "locked"))
        #expect(!status.note(scanFailure: "locked"))
        #expect(socket.next() != nil)
        #expect(socket.next() == nil)
        #expect(status.note(scanFailure: nil))
    }

    @Test func aReloadForgetsChannelsThatAreGone() {
        status.report(channel: "mail", fault: "connect")
        status.keep(channels: ["post"])
        status.begins()
        var last = ""
        while let next = socket.next() { last = next }
        #expect(last == "READY=1\nSTATUS=started")
    }

    /// One message each: systemd waits for the READY that ends a reload.
    @Test func reloadReportsItsResult() {
        status.beginsReload(uptime: .seconds(5))
        #expect(socket.next() == "RELOADING=1\nMONOTONIC_USEC=5000000")
        status.refusesReload(because: "renewald.yaml:2:1: …")
        #expect(socket.next() == "READY=1\nSTATUS=reload refused, old configuration kept: renewald.yaml:2:1: …")
        status.summarize("scanned")
        status.reloads("channels.mail.url, routes[2]", at: UnixTime(seconds: 0))
        let told = "configuration reloaded at 1970-01-01T00:00:00Z: channels.mail.url, routes[2]"
        #expect(socket.next() == "READY=1\nSTATUS=scanned; \(told)")
        #expect(socket.next() == nil)
        status.summarize("scanned again")
        #expect(socket.next() == "STATUS=scanned again; \(told)")
    }

    @Test func releaseByAnOperatorIsNoticed() async throws {
        let office = try Sample(on: "2025-12-15")
        let outbox = try office.outbox()
        try await outbox.holdSending(.clockJump, detail: "jump", at: office.clock.now)
        await status.look(at: outbox)
        expect("sending is held (clock_jump): jump, until `renewald outbox release`")
        _ = try await outbox.releaseSending(at: office.clock.now)
        try await outbox.disableChannel("feed", reason: "gone", at: office.clock.now)
        #expect(await status.look(at: outbox).map(\.reason) == [.clockJump])
        #expect(await status.look(at: outbox).isEmpty)
        expect("channel feed is disabled, its endpoint is gone")
    }
}
