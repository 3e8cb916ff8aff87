import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

/// `renewald metrics`: what monitoring reads, without a program that listens.
struct Metrics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: .both("以Prometheus的文本格式输出监控指标。", "Prints what is measured, in Prometheus' text format."),
        discussion: .both(
            """
            指标中没有姓名、证号、地址和单位。用 --textfile 写成文件，供node_exporter的textfile采集器读取：先写在旁边，再整体替换。
            """,
            """
            No metric names a person, a number, an address or an employer. With --textfile it becomes a file for the textfile \
            collector of node_exporter, which finds the old one or the new one and never a part.
            """,
            examples: "renewald metrics --textfile /var/lib/prometheus/node-exporter/renewald.prom"
        )
    )

    @OptionGroup var options: ConfigurationOption
    @Option(
        help: .both("写入这个文件，代替标准输出。", "Writes this file in place of standard output.", value: ("文件", "file")),
        completion: .file()
    )
    var textfile: String?

    func run() async throws {
        try await endingWell {
            let settings = try options.settings()
            guard let textfile else {
                return Console.write(try await measure(settings, copyingTo: nil).text, to: .standardOutput)
            }
            do {
                try ReplacedFile(textfile).write(try await measure(settings, copyingTo: textfile).text)
            } catch let error as OutboxError {
                // An old file would say for ever that all is well.
                let unknown = Measurements.unreadable(isServed: false, settings: settings, at: SystemClock().now)
                try ReplacedFile(textfile).write(unknown.text)
                throw error
            }
        }
    }

    private func measure(_ settings: Settings, copyingTo target: String?) async throws -> Measurements {
        let path = settings.statePath
        let open = { (try Outbox.isServed(stateFileAt: path), try settings.openOutbox(.reading)) }
        if target == nil { try Ownership.become(ownerOfFolderOf: path) }
        let (isServed, outbox) = try target.map { try Ownership.open(open, at: path, toCopyTo: $0) } ?? open()
        return try await Measurements(of: outbox, isServed: isServed, settings: settings, at: SystemClock().now)
    }
}
