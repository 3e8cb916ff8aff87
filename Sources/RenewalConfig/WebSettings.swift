/// Where the monitoring program listens; without these settings it does not run.
package struct WebSettings: Hashable, Sendable {
    /// What it listens on: this machine alone.
    package enum Listener: Hashable, Sendable, CustomStringConvertible {
        /// An address of 127.0.0.0/8, or `::1`, and a port from 1.
        case loopback(host: String, port: Int)
        /// A Unix socket at an absolute path, which its group may use.
        case socket(path: String)

        /// As the configuration writes it.
        package var description: String {
            switch self {
            case .loopback(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
            case .socket(let path): "unix:\(path)"
            }
        }
    }

    package var listener: Listener
}
