public import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOutbox
import RenewalReports
public import RenewalRules

/// `--config FILE`, shared by every command that needs one.
struct ConfigurationOption: ParsableArguments {
    static let defaultPath = "/etc/renewald/renewald.yaml"

    @Option(name: .long, help: .both("配置文件。", "The configuration file.", value: ("文件", "file")))
    var config = defaultPath
    // Not as a group: debug builds of the argument parser check each level of groups five times over.
    @Option(help: LanguageOption.help) var language: Language?

    /// The settings; only the daemon reads all secrets.
    func settings(secrets: SecretReading = .none) throws -> Settings {
        try Settings.load(path: config, environment: ProcessInfo.processInfo.environment, secrets: secrets)
    }

    /// The settings for orders to the service and looks at its queue: mistakes made meanwhile, with which it goes on as before,
    /// are no reason not to stop it.
    func settingsDespiteMistakes() throws -> Settings {
        let outline = try Settings.outline(path: config, environment: ProcessInfo.processInfo.environment)
        if outline.mistakes > 0 {
            let count = counted(outline.mistakes, "mistake", "mistakes")
            Console.remark(
                Phrase(
                    "\(config) 有\(outline.mistakes)处错误，见 `renewald check-config`；此处只用其中无误的部分",
                    "\(config) has \(count), see `renewald check-config`; what is right in it is used here"
                )
            )
        }
        return outline.settings
    }
}

/// `--language`, which every command takes: what it says was chosen before it was parsed (`Language.spoken`).
struct LanguageOption: ParsableArguments {
    static let help = ArgumentHelp.both(
        "输出所用语言（默认：系统环境的语言；环境未指明的，用配置文件中的）。",
        "The language of what is said (default: the environment's, else the configuration's).",
        value: ("语言", "language")
    )

    @Option(help: Self.help) var language: Language?
}

extension TableFormat: ExpressibleByArgument {}
extension StoryFormat: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}

extension Audience: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// `--since DATE|never`.
enum LastScanArgument: ExpressibleByArgument, Equatable {
    case never
    case day(CalendarDate)

    init?(argument: String) {
        if argument == "never" {
            self = .never
        } else if let day = CalendarDate(argument) {
            self = .day(day)
        } else {
            return nil
        }
    }

    var day: CalendarDate? {
        if case .day(let day) = self { day } else { nil }
    }
}

extension Settings {
    /// Today in the business time zone.
    func today() throws -> CalendarDate { try calendar().day(of: SystemClock().now) }

    /// Opens the state file; root works on it as its owner.
    func openOutbox(_ access: OutboxAccess) throws -> any OutboxStore {
        try Ownership.become(ownerOfFolderOf: statePath)
        return try Outbox(path: statePath, access: access, at: SystemClock().now)
    }

    /// Opens the state file for an operator's orders; `nil` where no daemon has ever run.
    func existingOutbox() throws -> (any OutboxStore)? {
        do {
            return try openOutbox(.operatorCommand)
        } catch OutboxError.missing {
            return nil
        }
    }
}
