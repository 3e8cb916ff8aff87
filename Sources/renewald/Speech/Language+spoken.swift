public import ArgumentParser
import Foundation
import RenewalConfig
import RenewalReports
public import RenewalRules

extension Language {
    /// The language of all that this command says to people.
    ///
    /// It is chosen before anything is parsed, so that a mistake on the command line is told in it too: by `--language`,
    /// else by `LC_ALL`, `LC_MESSAGES` or `LANG`, else by the configuration as far as it can be read, else English.
    /// JSON, CSV, exit codes and the journal never depend on it.
    static let spoken: Language = {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessInfo.processInfo.environment
        if let named = Language(namedIn: arguments) ?? Language(environment: environment) { return named }
        let file = ConfigurationOption.path(in: arguments)
        let settings = try? Settings.load(path: file, environment: environment, secrets: .none)
        return settings?.texts.language ?? .english
    }()

    /// The last that `--language` names; `nil` where it names none, or none that there is.
    init?(namedIn arguments: [String]) {
        guard let word = arguments.values(of: "--language").last, let language = Language(rawValue: word) else {
            return nil
        }
        self = language
    }
}

extension Language: ExpressibleByArgument {}

extension [String] {
    /// What an option is given, before anything knows which options there are.
    func values(of option: String) -> [String] {
        let options = prefix { $0 != "--" }
        return options.indices.compactMap { index in
            if self[index].hasPrefix("\(option)=") { return String(self[index].dropFirst(option.count + 1)) }
            return self[index] == option && options.indices.contains(index + 1) ? self[index + 1] : nil
        }
    }
}

extension ConfigurationOption {
    /// The configuration that a command line is about: the one named, or where it belongs.
    static func path(in arguments: [String]) -> String {
        if let named = arguments.values(of: "--config").last { return named }
        let file = arguments.first == "check-config" ? arguments.dropFirst().first { !$0.hasPrefix("-") } : nil
        return file ?? defaultPath
    }
}
