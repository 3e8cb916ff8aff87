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

    @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config = defaultPath

    /// The settings; only the daemon reads all secrets.
    func settings(secrets: SecretReading = .none) throws -> Settings {
        try Settings.load(path: config, environment: ProcessInfo.processInfo.environment, secrets: secrets)
    }
}

extension TableFormat: ExpressibleByArgument {}
extension StoryFormat: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}

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
}
