import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// The helper that alone listens: what monitoring asks of the service, read from its state file; started by
/// `renewald serve`.
@main
enum RenewaldWeb {
    static func main() async {
        // A socket is made for the user and its group.
        umask(0o007)
        signal(SIGPIPE, SIG_IGN)
        let arguments = CommandLine.arguments.dropFirst()
        guard let file = arguments.first, arguments.count == 1 else {
            end(.usage, "usage: renewald-web CONFIGURATION; started by renewald serve")
        }
        do {
            let environment = ProcessInfo.processInfo.environment
            let settings = try Settings.load(path: file, environment: environment, secrets: .none)
            guard let web = settings.web else { end(.configuration, "\(file): the key web is missing") }
            try await serve(web.listener, settings, environment)
        } catch let error as ConfigurationError {
            end(.configuration, error.phrase.english)
        } catch {
            end(.unavailable, "listening: \(error)")
        }
    }

    private static func serve(
        _ listener: WebSettings.Listener,
        _ settings: Settings,
        _ environment: [String: String]
    ) async throws {
        let clock = SystemClock()
        let watch = Watch(settings, clock: clock)
        let logger = Logger(label: "renewald-web") { _ in
            DaemonLog(level: .notice, environment: environment, clock: clock)
        }
        let isLocal = listener.isSocket
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            await Answer.answer(to: request.head, isLocal: isLocal, watch).response(to: request.method)
        }
        let application = Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionBound()],
                    idleTimeout: ConnectionBound.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: ConnectionBound.headBytes,
                        maxHeaderListSize: ConnectionBound.headBytes,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: listener.address,
                availableConnectionsDelegate: MaximumAvailableConnections(ConnectionBound.most, logger: logger)
            ),
            onServerRunning: { _ in
                logger.notice("listening", metadata: ["address": "\(listener)"])
                let manager = ServiceManager(environment: environment, processID: getpid())
                manager.notify(.ready, status: "listening on \(listener)")
            },
            logger: logger
        )
        try await application.runService()
    }

    /// Exit codes of sysexits.h.
    private enum Ending: Int32 {
        case usage = 64
        case unavailable = 69
        case configuration = 78
    }

    private static func end(_ ending: Ending, _ words: String) -> Never {
        let line = Array("renewald-web: \(words)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(ending.rawValue)
    }
}

extension WebSettings.Listener {
    fileprivate var isSocket: Bool {
        if case .socket = self { true } else { false }
    }

    fileprivate var address: BindAddress {
        switch self {
        case .loopback(let host, let port): .hostname(host, port: port)
        case .socket(let path): .unixDomainSocket(path: path)
        }
    }
}
