import Foundation

/// Reports the daemon's state to systemd; does nothing without a service manager.
///
/// - Source: sd_notify(3)
package struct ServiceManager: Sendable {
    /// The states reported to the service manager.
    package enum State: Hashable, Sendable {
        case ready, stopping, watchdog
        /// A reload begins; `ready` must follow.
        case reloading(uptime: Duration)
    }

    private let socketPath: String?
    /// How often the watchdog expects a message from this process; `nil` without a watchdog.
    package let watchdogInterval: Duration?

    /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`.
    package init(environment: [String: String], processID: Int32) {
        let path = environment["NOTIFY_SOCKET"]
        socketPath = path.flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(processID) } ?? true
        watchdogInterval = isForUs ? environment["WATCHDOG_USEC"].flatMap(Int64.init).map { .microseconds($0) } : nil
    }

    /// Sends a state with an optional one-line status for `systemctl status`.
    package func notify(_ state: State?, status: String? = nil) {
        var lines: [String] = []
        switch state {
        case .ready: lines.append("READY=1")
        case .stopping: lines.append("STOPPING=1")
        case .watchdog: lines.append("WATCHDOG=1")
        case .reloading(let uptime):
            lines += [
                "RELOADING=1",
                "MONOTONIC_USEC=\(uptime.components.seconds * 1_000_000 + uptime.components.attoseconds / 1_000_000_000_000)",
            ]
        case nil: break
        }
        if let status { lines.append("STATUS=\(status.filter { !$0.isNewline })") }
        send(lines.joined(separator: "\n"))
    }

    /// A lost datagram is not worth an error: the watchdog or the start limit notices a silent daemon.
    private func send(_ message: String) {
        guard let address = socketPath.flatMap(SocketAddress.init(path:)) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        address.withPointer { address, length in
            _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
        }
    }
}
