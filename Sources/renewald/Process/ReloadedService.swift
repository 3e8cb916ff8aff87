import Foundation

/// The service that is about to read its configuration again, where systemd has it checked before.
///
/// - Source: systemd.exec(5), `$MAINPID`; proc(5), `/proc/pid/environ`
struct ReloadedService {
    private let variables: [String]

    /// - Returns: `nil` outside of a reload, and where the service does not show its environment
    init?(_ environment: [String: String]) {
        guard let process = environment["MAINPID"].flatMap(Int32.init),
            let bytes = FileManager.default.contents(atPath: "/proc/\(process)/environ")
        else { return nil }
        variables = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The folder of its credentials; `nil` where it was started without any, whatever its unit says by now.
    var credentials: String? {
        let name = "CREDENTIALS_DIRECTORY="
        return variables.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }
}
