import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalOutbox
@testable import RenewalReports

/// The text that Prometheus reads, judged by its own tool.
@Suite struct MetricsTests {
    private func measurements(_ queue: SampleQueue, after time: Duration = .zero) async throws -> Measurements {
        try await Measurements(
            of: queue.outbox,
            isServed: true,
            settings: queue.settings,
            at: Samples.start + time
        )
    }

    /// A queue with something of everything.
    private func busyQueue() async throws -> SampleQueue {
        let queue = try await SampleQueue()
        let outbox = queue.outbox
        try await queue.send(
            with: Verdict(.delivered, at: .smtp(.endOfData), about: .message, code: 250, reply: "2.0.0 ok")
        )
        try await outbox.recordScan(
            ScanRecord(
                day: Samples.today,
                startedAt: Samples.start - .milliseconds(1250),
                endedAt: Samples.start,
                examined: 5,
                quarantined: 2,
                plannedNotices: 1,
                plannedDeliveries: 1,
                longOverdue: 3,
                phases: [.standard: 4],
                unreachable: 1
            )
        )
        try await outbox.holdSending(.clockJump, detail: "the clock jumped", at: Samples.start)
        let rest = Samples.start + .seconds(900)
        try await outbox.channelRests("mail", fault: "auth 535", rests: 1, until: rest, at: Samples.start)
        return queue
    }

    @Test func promtoolFindsNothingToSay() async throws {
        let text = try await measurements(busyQueue()).text
        let said = try ForeignProgram.run("/usr/bin/promtool", ["check", "metrics"], input: Array(text.utf8))
        #expect(said == "")
    }

    @Test(
        arguments: [
            "renewald_daemon_running 1", "renewald_state_readable 1", "renewald_ready 1",
            "renewald_rescan_interval_seconds 3600",
            #"renewald_deliveries_finished_total{channel="mail",state="sent"} 1"#,
            #"renewald_deliveries_finished_total{channel="mail",state="failed"} 0"#,
            #"renewald_attempts_total{channel="mail",verdict="delivered"} 1"#,
            #"renewald_delivery_lateness_seconds_bucket{channel="mail",severity="warning",le="60"} 0"#,
            #"renewald_delivery_lateness_seconds_bucket{channel="mail",severity="warning",le="300"} 1"#,
            #"renewald_delivery_lateness_seconds_bucket{channel="mail",severity="warning",le="+Inf"} 1"#,
            #"renewald_delivery_lateness_seconds_sum{channel="mail",severity="warning"} 100"#,
            #"renewald_delivery_lateness_seconds_count{channel="mail",severity="warning"} 1"#,
            #"renewald_oldest_due_seconds{channel="mail"} 0"#, #"renewald_channel_at_fault{channel="mail"} 1"#,
            #"renewald_channel_disabled{channel="mail"} 0"#, #"renewald_sending_holds{reason="clock_jump"} 1"#,
            #"renewald_sending_holds{reason="many_due"} 0"#,
            #"renewald_last_pass_timestamp_seconds{extent="full"} 1765760400"#,
            #"renewald_last_pass_duration_seconds{extent="any"} 1.250"#, "renewald_rows_unreadable 2",
            "renewald_notices_unreachable 1", "renewald_registrations_long_overdue 3",
            #"renewald_registrations{phase="standard"} 4"#, #"renewald_registrations{phase="overdue"} 0"#,
        ]
    )
    func everythingIsMeasured(line: String) async throws {
        let lines = try await measurements(busyQueue()).text.split(separator: "\n").map(String.init)
        #expect(lines.contains(line), "\(lines)")
    }

    /// Who monitors is not who may know the holders.
    @Test func noMetricNamesAnybody() async throws {
        let text = try await measurements(busyQueue()).text
        for word in ["li.wei", "李伟", "R-1", "E-1", "示例"] { #expect(!text.contains(word)) }
    }

    @Test func ofAnUnreadableFileOnlyThatIsSaid() throws {
        let text = Measurements.unreadable(isServed: true, settings: try Samples.settings(), at: Samples.start).text
        #expect(text.contains("renewald_state_readable 0\n") && text.contains("renewald_daemon_running 1\n"))
        #expect(!text.contains("renewald_ready"))
        #expect(try ForeignProgram.run("/usr/bin/promtool", ["check", "metrics"], input: Array(text.utf8)) == "")
    }

    @Test func whatWouldEndALabelIsEscaped() {
        var family = MetricFamily("renewald_test_info", .gauge, "One\\two\n\"three\"")
        family.add(1, ["channel": "a\\b\"c\nd"])
        #expect(
            family.text == """
                # HELP renewald_test_info One\\\\two\\n"three"
                # TYPE renewald_test_info gauge
                renewald_test_info{channel="a\\\\b\\"c\\nd"} 1

                """
        )
    }

    @Test(arguments: [(Duration.milliseconds(1), "0.001"), (.seconds(90), "90"), (.milliseconds(-1500), "-1.500")])
    func secondsAreExact(duration: Duration, text: String) {
        var family = MetricFamily("renewald_test_seconds", .gauge, "A test.")
        family.add(duration)
        #expect(family.text.hasSuffix("\nrenewald_test_seconds \(text)\n"))
    }
}
