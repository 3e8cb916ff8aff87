public import ArgumentParser
import Foundation
import RenewalConfig
import RenewalReports
public import RenewalRules

/// `--language`, shared by every command that speaks to people.
///
/// JSON, CSV and exit codes never depend on it.
struct LanguageOption: ParsableArguments {
    @Option(help: "zh-CN or en (default: the environment's, else the configuration's).")
    var language: Language?

    /// The language asked for, else that of `LC_ALL`, `LC_MESSAGES` or `LANG`, else the configuration's.
    func language(of settings: Settings?) -> Language {
        language ?? Language(environment: ProcessInfo.processInfo.environment) ?? settings?.texts.language ?? .english
    }

    /// The same for a command that may have no configuration; then English.
    func language(of settings: Settings?) -> Language {
        language ?? Language(environment: ProcessInfo.processInfo.environment) ?? settings?.texts.language ?? .english
    }
}

extension Language: ExpressibleByArgument {}
