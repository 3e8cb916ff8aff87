import CCurl
import Foundation

/// What libcurl alone achieves in Swift on this machine: the same messages, without database, templates or signing.
///
///     bare-courier webhook URL BODIES PARALLEL
///     bare-courier mail URL MESSAGES PARALLEL
///     bare-courier idle
///
/// Prints how many were accepted and the seconds from the first to the last; the last one uses libdispatch once and
/// then does nothing.
@main
struct BareCourier {
    private static func rest() -> Never {
        DispatchQueue.global().async {}
        while true { Thread.sleep(forTimeInterval: 3600) }
    }

    static func main() {
        do {
            let arguments = CommandLine.arguments
            if arguments.dropFirst() == ["idle"] { rest() }
            guard arguments.count == 5, let parallel = Int(arguments[4]), (1...256).contains(parallel) else {
                throw BareFailure("usage: bare-courier webhook|mail URL BODIES PARALLEL")
            }
            guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else {
                throw BareFailure("libcurl could not be initialised")
            }
            let bodies = try Bodies(path: arguments[3])
            let start = ContinuousClock.now
            switch arguments[1] {
            case "webhook": try WebhookLoop(url: arguments[2], bodies: bodies, parallel: parallel).run()
            case "mail": try MailThreads(url: arguments[2], bodies: bodies, parallel: parallel).run()
            default: throw BareFailure("neither webhook nor mail: \(arguments[1])")
            }
            let took = (ContinuousClock.now - start).components
            print(bodies.count, Double(took.seconds) + Double(took.attoseconds) / 1e18)
        } catch {
            FileHandle.standardError.write(Data("bare-courier: \(error)\n".utf8))
            exit(1)
        }
    }
}
