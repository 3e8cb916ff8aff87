import ArgumentParser
import Foundation
import Glibc
import RenewalConfig
import RenewalRules

/// `renewald serve`: becomes the program that listens for monitoring.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("在本机提供监控指标和健康检查。", "Serves metrics and health checks on this machine."),
        discussion: .both(
            """
            由独立的程序 renewald-web 监听配置项 web 中的本机地址或Unix套接字，只读打开运行库；没有该配置项就不监听。提供 /metrics、\
            /healthz 和 /readyz。
            """,
            """
            A program of its own, renewald-web, listens where the key web of the configuration says, an address of this machine \
            or a Unix socket, and opens the state file for reading only; without the key nothing listens. There are /metrics, \
            /healthz and /readyz.
            """,
            examples: "renewald serve --config /etc/renewald/renewald.yaml"
        )
    )

    @OptionGroup var options: ConfigurationOption

    /// Where a package installs the program.
    private static let installed = "/usr/libexec/renewald/renewald-web"

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            guard settings.web != nil else {
                Console.complain(
                    Phrase(
                        "\(settings.file)：没有配置项 web，不监听；例如写 web: {listen: 127.0.0.1:9464}",
                        "\(settings.file): nothing listens without the key web; write web: {listen: 127.0.0.1:9464} or the like"
                    )
                )
                throw ExitCode(Sysexit.configuration.rawValue)
            }
            try Ownership.become(ownerOfFolderOf: settings.statePath)
            throw become(try program(), settings.file)
        }
    }

    /// The program beside this one, as in a build, or where a package installs it.
    private func program() throws -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = own.lastIndex(of: "/").map { String(own[...$0]) } ?? ""
        let places = [folder + "renewald-web", Self.installed]
        guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
            Console.complain(
                Phrase(
                    "找不到 renewald-web（\(places.joined(separator: "、"))）；请安装完整的软件包",
                    "renewald-web is not at \(places.joined(separator: " or ")); install it with the rest of the package"
                )
            )
            throw ExitCode(Sysexit.unavailable.rawValue)
        }
        return path
    }

    /// - Returns: why this process still is what it was
    private func become(_ program: String, _ configuration: String) -> ExitCode {
        let words = [program, configuration].map { (word: String) in strdup(word) }
        defer { for word in words { free(word) } }
        execv(program, words + [nil])
        let reason = String(cString: strerror(errno))
        Console.complain(Phrase("启动 \(program)：\(reason)", "starting \(program): \(reason)"))
        return ExitCode(Sysexit.unavailable.rawValue)
    }
}
