import ArgumentParser
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
import RenewalRules

extension OutboxCommand {
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both("服务停止后，用备份替换运行库。", "Puts a backup in place of the state file of a stopped service."),
            discussion: .both(
                """
                备份会先经核验，归其所在文件夹的属主所有，并暂停全部发送：其中待发的提醒在备份之后可能已经发出。原来的文件保留在旁边。
                """,
                """
                The backup is checked, belongs to the owner of its directory, and holds all sending: what waits \
                in it may have been sent since it was made. The old file is kept beside it.
                """,
                examples: "renewald outbox restore /var/lib/renewald/backup-2026-03-15.db"
            )
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(
            help: .both("备份文件；只读取，不改动。", "The backup; it is only read.", value: ("文件", "file")),
            completion: .file()
        )
        var file: String

        func run() async throws {
            try await endingWell {
                let settings = try options.settings()
                let kept = try await restore(asStateFileAt: settings.statePath)
                let counts = try await settings.openOutbox(.reading).counts()
                let waiting = (counts[.pending] ?? 0) + (counts[.deferred] ?? 0) + (counts[.sending] ?? 0)
                let count = counted(waiting, "delivery waits", "deliveries wait")
                Console.say(
                    Phrase(
                        "\(settings.statePath)：已恢复，待发投递\(waiting)条",
                        "\(settings.statePath): restored, \(count)"
                    )
                )
                if let kept { Console.say(Phrase("原来的文件保留为 \(kept)", "the file it replaces is kept as \(kept)")) }
                Console.say(
                    Phrase(
                        "发送已暂停：请用 `renewald outbox list` 查看，取消备份之后已发出的，再用 `renewald outbox release` 恢复",
                        "sending is held: see `renewald outbox list`, cancel what was sent since, then "
                            + "`renewald outbox release`"
                    )
                )
            }
        }

        /// Root reads its own backup and writes as the service's user.
        private func restore(asStateFileAt path: String) async throws -> String? {
            let now = SystemClock().now
            let roots = Ownership.isRoots(file) ? try Outbox(path: file, access: .backup, at: now) : nil
            try Ownership.become(ownerOfFolderOf: path)
            let backup = try roots ?? Outbox(path: file, access: .backup, at: now)
            return try await Outbox.restore(backup, asStateFileAt: path, at: now)
        }
    }
}
