import RenewalConfig
import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// The measurements as Prometheus reads them: no label names a person, an employer, an address or a record.
extension Measurements {
    /// The text of all metrics, in the exposition format 0.0.4 of Prometheus.
    package var text: String { families.map(\.text).joined() }

    /// What an HTTP answer with ``text`` says that it is.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private var families: [MetricFamily] {
        let always = [build, running, readable]
        guard let readiness else { return always }
        return always + [ready(readiness), rescanInterval] + queue(readiness) + counters + [lateness] + channelStates
            + channelServers
            + [sendingHolds] + passes + registry
    }

    // MARK: The service

    private var build: MetricFamily {
        family("renewald_build_info", .gauge, "The version of renewald.") { $0.add(1, ["version": Release.version]) }
    }

    private var running: MetricFamily {
        family("renewald_daemon_running", .gauge, "Whether a daemon has the state file (1) or not (0).") {
            $0.add(isServed ? 1 : 0)
        }
    }

    private var readable: MetricFamily {
        family("renewald_state_readable", .gauge, "Whether the state file can be read (1) or not (0).") {
            $0.add(readiness == nil ? 0 : 1)
        }
    }

    private func ready(_ readiness: Readiness) -> MetricFamily {
        family("renewald_ready", .gauge, "Whether the service does its work (1) or not (0), as /readyz says.") {
            $0.add(readiness.isReady ? 1 : 0)
        }
    }

    private var rescanInterval: MetricFamily {
        family("renewald_rescan_interval_seconds", .gauge, "How often the registry is scanned: schedule.rescan_every.")
        {
            $0.add(settings.schedule.rescanEvery)
        }
    }

    // MARK: The queue

    private func queue(_ readiness: Readiness) -> [MetricFamily] {
        let waiting = family("renewald_deliveries_waiting", .gauge, "Deliveries that are not finished.") { family in
            for channel in names(with: readings.waiting.keys) {
                for state in DeliveryState.allCases where !state.isSettled {
                    family.add(readings.waiting[channel]?[state] ?? 0, ["channel": channel, "state": state.rawValue])
                }
            }
        }
        let help = "How long the oldest due delivery has waited within the sending hours."
        let oldest = family("renewald_oldest_due_seconds", .gauge, help) { family in
            for channel in names(with: readiness.waits.keys) {
                family.add(readiness.waits[channel] ?? .zero, ["channel": channel])
            }
        }
        return [waiting, oldest]
    }

    private var counters: [MetricFamily] {
        let finished = family("renewald_deliveries_finished_total", .counter, "Deliveries that have ended.") { family in
            for channel in names(with: readings.finished.keys) {
                for state in DeliveryState.allCases where state.isSettled {
                    family.add(readings.finished[channel]?[state] ?? 0, ["channel": channel, "state": state.rawValue])
                }
            }
        }
        let attempts = family("renewald_attempts_total", .counter, "Attempts that have been answered.") { family in
            for channel in names(with: readings.attempts.keys) {
                for verdict in Verdict.Outcome.allCases {
                    let count = readings.attempts[channel]?[verdict] ?? 0
                    family.add(count, ["channel": channel, "verdict": verdict.rawValue])
                }
            }
        }
        return [finished, attempts]
    }

    private var lateness: MetricFamily {
        let help = "How long after it could first have left, by day and sending hours, a delivery was accepted."
        return family("renewald_delivery_lateness_seconds", .histogram, help) { family in
            let byChannel = Dictionary(grouping: readings.lateness, by: \.channel)
            for (channel, counts) in byChannel.sorted(by: { $0.key < $1.key }) {
                for severity in Severity.allCases {
                    let counts = counts.filter { $0.severity == severity }
                    if !counts.isEmpty { Self.add(counts, of: channel, severity, to: &family) }
                }
            }
        }
    }

    /// A bucket of Prometheus has all that is not above its bound.
    private static func add(
        _ counts: [OutboxReadings.LatenessCount],
        of channel: String,
        _ severity: Severity,
        to family: inout MetricFamily
    ) {
        let severity = severity.rawValue
        for bound in LatenessBound.all {
            let sum = counts.filter { $0.bound <= bound }.map(\.count).reduce(0, +)
            family.add(sum, ["channel": channel, "severity": severity, "le": "\(bound)"], suffix: "_bucket")
        }
        let all = counts.map(\.count).reduce(0, +)
        let seconds = Int(counts.map(\.seconds).reduce(0, +))
        family.add(all, ["channel": channel, "severity": severity, "le": "+Inf"], suffix: "_bucket")
        family.add(seconds, ["channel": channel, "severity": severity], suffix: "_sum")
        family.add(all, ["channel": channel, "severity": severity], suffix: "_count")
    }

    // MARK: What keeps deliveries from leaving

    private var channelStates: [MetricFamily] {
        let names = names(with: Set(channels.keys).union(disabled))
        func states(_ name: String, _ help: String, _ holds: (String) -> Bool) -> MetricFamily {
            family(name, .gauge, help) { family in
                for channel in names { family.add(holds(channel) ? 1 : 0, ["channel": channel]) }
            }
        }
        return [
            states("renewald_channel_at_fault", "Whether a channel is at fault and its deliveries wait (1).") {
                channels[$0]?.fault != nil
            },
            states("renewald_channel_disabled", "Whether a channel is stopped because its endpoint is gone (1).") {
                disabled.contains($0)
            },
            states("renewald_channel_paused", "Whether an operator has paused a channel (1).") {
                channels[$0]?.pause?.holds(at: now) ?? false
            },
        ]
    }

    private var channelServers: [MetricFamily] {
        let faults = "Whether a server of a channel failed at its last attempt (1); others may have taken over."
        let ends = "When the certificate of a channel's server ends, as it was last seen."
        return [
            family("renewald_channel_server_at_fault", .gauge, faults) { family in
                for server in servers {
                    family.add(server.fault == nil ? 0 : 1, ["channel": server.channel, "server": server.server])
                }
            },
            family("renewald_channel_certificate_end_timestamp_seconds", .gauge, ends) { family in
                for server in servers {
                    guard let end = server.certificateEnd else { continue }
                    family.add(end, ["channel": server.channel, "server": server.server])
                }
            },
        ]
    }

    private var sendingHolds: MetricFamily {
        let help = "Holds of all or a part of the sending, until an operator has looked."
        return family("renewald_sending_holds", .gauge, help) { family in
            for reason in HoldReason.allCases {
                family.add(holds.count { $0.reason == reason }, ["reason": reason.rawValue])
            }
        }
    }

    // MARK: The registry

    private var passes: [MetricFamily] {
        var ended = MetricFamily(
            "renewald_last_pass_timestamp_seconds",
            .gauge,
            "When the last pass over the registry ended, in seconds since 1970."
        )
        var lasted = MetricFamily(
            "renewald_last_pass_duration_seconds",
            .gauge,
            "How long the last pass over the registry took."
        )
        var examined = MetricFamily("renewald_last_pass_records", .gauge, "Records that the last pass looked at.")
        for (pass, extent) in [(readings.lastPass, "any"), (readings.lastFullPass, "full")] {
            guard let pass else { continue }
            ended.add(pass.endedAt, ["extent": extent])
            lasted.add(pass.startedAt.duration(to: pass.endedAt), ["extent": extent])
            examined.add(pass.examined, ["extent": extent])
        }
        return [ended, lasted, examined]
    }

    private var registry: [MetricFamily] {
        guard let pass = readings.lastFullPass else { return [] }
        return [
            family("renewald_rows_unreadable", .gauge, "Rows that the last full pass could not read.") {
                $0.add(pass.unreadable)
            },
            family("renewald_notices_unreachable", .gauge, "Due notices without a route or an address.") {
                $0.add(pass.unreachable)
            },
            family("renewald_registrations_long_overdue", .gauge, "Registrations too long overdue to be told of.") {
                $0.add(pass.longOverdue)
            },
            family("renewald_registrations", .gauge, "Registrations of the last full pass, by phase.") { family in
                for phase in RenewalPhase.allCases { family.add(pass.phases[phase] ?? 0, ["phase": phase.rawValue]) }
            },
        ]
    }

    // MARK: Parts

    private func family(
        _ name: String,
        _ kind: MetricFamily.Kind,
        _ help: String,
        _ fill: (inout MetricFamily) -> Void
    ) -> MetricFamily {
        var family = MetricFamily(name, kind, help)
        fill(&family)
        return family
    }

    /// The channels of the configuration, and others of which something is known, by name.
    private func names(with others: some Sequence<String>) -> [String] {
        Set(settings.channels.map(\.name)).union(others).sorted()
    }
}
