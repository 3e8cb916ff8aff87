import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOffice
import RenewalRegistry
import RenewalReports
import RenewalRules

/// `renewald registry`: the reference registry.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: .both(
            "建立、导入、检查登记库，并登记日常事项。",
            "Creates, fills and examines a registry in the reference schema, and records events in it."
        ),
        discussion: .examples("renewald registry check"),
        subcommands: [
            Create.self, Template.self, Import.self, Collect.self, Export.self, Check.self, Backup.self, Undo.self,
            Merge.self, PersonCommand.self, RecordCommand.self,
        ]
    )

    /// The place of the registry, given directly or by the configuration.
    struct Location: ParsableArguments {
        @Option(
            help: .both(
                "登记库文件（默认：配置文件所指的）。",
                "The registry's file (default: the one the configuration names).",
                value: ("文件", "file")
            )
        )
        var registry: String?
        @OptionGroup var options: ConfigurationOption

        func path() throws -> String { try registry ?? options.settings().registry.path }

        /// Opens the reference registry; root works on it as the owner of its directory.
        func open() throws -> ReferenceRegistry {
            let path = try path()
            try Ownership.become(ownerOfFolderOf: path)
            return try ReferenceRegistry(path: path)
        }

        /// A command for the same registry, to copy: `renewald registry undo --registry registry.db`.
        func command(_ words: String...) -> String {
            let given =
                (registry.map { ["--registry", $0] } ?? [])
                + (options.config == ConfigurationOption.defaultPath ? [] : ["--config", options.config])
            return (ProcessEnvironment.sudo + ["renewald", "registry"] + words + given).map(RosterCommand.quoted)
                .joined(separator: " ")
        }

        /// Checks the reference registry, or whatever layout the configuration maps.
        func check() async throws -> RegistryCheck {
            let settings = try settings()
            let calendar = try settings.calendar
            let policy = settings?.policy ?? RenewalPolicy()
            let today = calendar.day(of: SystemClock().now)
            if registry == nil, let settings, settings.registry.mapping.registrations != nil {
                return try await settings.openRegistry().check(policy: policy, on: today)
            }
            return try open().check(policy: policy, on: today) { calendar.utcOffset(at: $0) }
        }

        /// The settings, which are not needed for a registry named directly.
        func settings() throws -> Settings? {
            let file = options.config
            let isGiven = file != ConfigurationOption.defaultPath
            if registry != nil, !isGiven, !FileManager.default.isReadableFile(atPath: file) { return nil }
            return try options.settings()
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: .both("建立空的登记库，不会动已有的文件。", "Creates an empty registry; never touches an existing file."),
            discussion: .examples("renewald registry init --registry /srv/registry/registry.db")
        )

        @OptionGroup var location: Location

        func run() async throws {
            try await endingWell {
                let path = try location.path()
                try Ownership.become(ownerOfFolderOf: path)
                try ReferenceRegistry.create(at: path)
                let key = IdentityKey.path(besideRegistry: path)
                let isKept = NewFile(key).exists
                _ = try ReferenceRegistry(path: path).makeIdentityKey()
                Console.say(
                    isKept
                        ? Phrase(
                            "已建立 \(path)；用于隐去身份证号的密钥沿用原有的 \(key)",
                            "created \(path); identity numbers are hidden with the key that is there, \(key)"
                        )
                        : Phrase(
                            "已建立 \(path)，以及用于隐去身份证号的密钥 \(key)",
                            "created \(path), and \(key), which hides identity numbers"
                        )
                )
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "把一张数据表以 CSV（UTF-8）写到标准输出，或把现有的注册和电子证书导出为一张 .xlsx 登记表。",
                "Writes a table as CSV (UTF-8) to standard output, or the registrations and e-certificates as one sheet into an .xlsx "
                    + "file."
            ),
            discussion: .both(
                """
                两种都可以用 renewald registry import 原样导回。登记表中没有身份证号（登记库只存其加密摘要）、申请和历史记录；要保存全部内容，\
                用 renewald registry backup。
                """,
                """
                Both are taken back unchanged by "renewald registry import". The sheet has no identity numbers, of which the \
                registry keeps only keyed digests, no applications and no history; "renewald registry backup" keeps everything.
                """,
                examples: "renewald registry export registration > registration.csv",
                "renewald registry export 登记表.xlsx"
            )
        )

        @OptionGroup var location: Location
        @Argument(
            help: .both(
                "数据表（\(Language.chinese.list(ReferenceRegistry.tables))），或要写入的 .xlsx 文件。",
                "The table (\(ReferenceRegistry.tables.joined(separator: ", "))), or a file to write that ends in .xlsx.",
                value: ("数据表或文件", "table-or-file")
            )
        )
        var table: String
        @Flag(help: .both("用制表符分隔，不用逗号。", "Separate by tabs instead of commas."))
        var tabs = false

        func run() async throws {
            try await endingWell {
                if table.lowercased().hasSuffix(".xlsx") { return try exportRoster() }
                let separator = UInt8(ascii: tabs ? "\t" : ",")
                try location.open().export(table: table, separator: separator) { bytes in
                    try FileHandle.standardOutput.write(contentsOf: Data(bytes))
                }
            }
        }

        private func exportRoster() throws {
            _ = try Ownership.make(table, workingOn: location.path(), location.open) { registry in
                try registry.exportRoster(in: .spoken)
            }
            Console.say(Phrase("已导出到 \(table)", "wrote \(table)"))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: .both(
                "检查登记数据的问题，严重的在前；有影响提醒的问题时退出码为65。",
                "Looks for faults in the rows, the worst first; exit code 65 when one keeps somebody from being told."
            ),
            discussion: .both(
                """
                同样的问题合并列出。“提示”是不影响提醒的问题。
                """,
                """
                Rows with the same fault are listed together. Remarks are faults that keep nobody from being told.
                """,
                examples: "renewald registry check --registry registry.db"
            )
        )

        @OptionGroup var location: Location

        func run() async throws {
            try await endingWell {
                let check = try await location.check()
                for line in check.lines { Console.say(line) }
                guard !check.stopsReminders else { throw ExitCode(Sysexit.dataError.rawValue) }
            }
        }
    }
}

extension Settings? {
    /// The calendar of the business time zone; without settings that of the place where the rules are from.
    var calendar: BusinessCalendar {
        get throws { try self?.calendar() ?? BusinessCalendar(timeZone: Settings.usualTimeZone) }
    }
}
