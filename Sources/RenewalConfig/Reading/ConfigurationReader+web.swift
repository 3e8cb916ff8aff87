import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads where the monitoring program listens; `nil` where it does not.
    mutating func web(in top: Section) -> WebSettings? {
        guard let section = section("web", of: top, allowing: ["listen"]) else { return nil }
        return required("listen", in: section, as: .listener).map { WebSettings(listener: $0) }
    }
}

extension ScalarForm where Value == WebSettings.Listener {
    /// `127.0.0.1:9464`, `[::1]:9464`, `localhost:9464` or `unix:/run/renewald-web/web.sock`.
    fileprivate static var listener: ScalarForm {
        ScalarForm { text throws(Complaint) in
            if text.hasPrefix("unix:") { return .socket(path: try socketPath(text.dropFirst("unix:".count))) }
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                (1...65_535).contains(port), let host = loopback(text[..<colon])
            else {
                throw Complaint(
                    "\(text.quoted)不是本机的地址和端口；请写127.0.0.1:9464、[::1]:9464或unix:/run/renewald-web/web.sock",
                    "\(text.quoted) is no address of this machine with a port; write 127.0.0.1:9464, [::1]:9464 or "
                        + "unix:/run/renewald-web/web.sock"
                )
            }
            return .loopback(host: host, port: port)
        }
    }

    private static func loopback(_ host: Substring) -> String? {
        switch host {
        case "localhost": "127.0.0.1"
        case "[::1]": "::1"
        default:
            host.wholeMatch(of: /127\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})/).flatMap { match in
                let numbers = [match.1, match.2, match.3]
                return numbers.allSatisfy { UInt8($0) != nil } ? String(match.0) : nil
            }
        }
    }

    /// The longest path of a Unix socket is 107 bytes.
    ///
    /// - Source: unix(7), `sun_path`
    private static func socketPath(_ path: Substring) throws(Complaint) -> String {
        guard path.hasPrefix("/"), (2...107).contains(path.utf8.count), !String(path).hasUnprintable else {
            throw Complaint(
                "unix:之后不是绝对路径，或者超过107字节；请写unix:/run/renewald-web/web.sock这样的形式",
                "no absolute path of at most 107 bytes follows unix:; write it as unix:/run/renewald-web/web.sock"
            )
        }
        return String(path)
    }
}
