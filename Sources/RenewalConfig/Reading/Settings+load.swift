import Glibc
import RenewalFiles
import RenewalRules
import Yams

extension Settings {
    /// Reads and checks a configuration file.
    ///
    /// It reads the files of secrets too, but nothing else, and does not check whether databases and hosts are
    /// reachable.
    ///
    /// - Parameters:
    ///   - path: the file; relative paths in it start at its directory
    ///   - environment: variables of the process; `CREDENTIALS_DIRECTORY` is the only one that is read
    ///   - secrets: which secrets are read; the others are unread, and no courier can be made from them
    /// - Returns: settings in which everything is checked and every default filled in
    /// - Throws: every problem found; one at line 0 when the file cannot be read
    package static func load(
        path: String,
        environment: [String: String],
        secrets: SecretReading = .all
    ) throws(ConfigurationError) -> Settings {
        try parse(text: try text(ofFileAt: path), file: path, environment: environment, secrets: secrets)
    }

    /// Reads a configuration file as far as it makes sense, to look at a service that goes on with what it said before.
    ///
    /// No secrets are read.
    ///
    /// - Parameters:
    ///   - path: the file
    ///   - environment: variables of the process
    /// - Returns: the settings, with a default in place of each mistake, and how many mistakes there are
    /// - Throws: every problem, where the service cannot be found by it
    package static func outline(
        path: String,
        environment: [String: String]
    ) throws(ConfigurationError) -> (settings: Settings, mistakes: Int) {
        let (settings, problems) = try read(
            text: try text(ofFileAt: path),
            file: path,
            environment: environment,
            secrets: .none
        )
        guard let settings, !settings.statePath.isEmpty, !settings.registry.path.isEmpty else {
            throw ConfigurationError(problems: problems)
        }
        return (settings, problems.count)
    }

    /// Checks the text of a configuration.
    ///
    /// - Parameters:
    ///   - text: YAML
    ///   - file: the path it counts as, for messages and as the start of relative paths
    ///   - environment: variables of the process; `CREDENTIALS_DIRECTORY` is the only one that is read
    ///   - secrets: which secrets are read; the others are unread, and no courier can be made from them
    /// - Returns: settings in which everything is checked and every default filled in
    /// - Throws: every problem found
    package static func parse(
        text: String,
        file: String,
        environment: [String: String],
        secrets: SecretReading = .all
    ) throws(ConfigurationError) -> Settings {
        let (settings, problems) = try read(text: text, file: file, environment: environment, secrets: secrets)
        guard let settings, problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return settings
    }

    private static func read(
        text: String,
        file: String,
        environment: [String: String],
        secrets: SecretReading
    ) throws(ConfigurationError) -> (settings: Settings?, problems: Set<ConfigurationProblem>) {
        let document: YAMLDocument
        do {
            document = try YAMLDocument(text)
        } catch {
            throw ConfigurationError(error.message, file: file, place: error.place)
        }
        guard let root = document.root, !root.isEmpty else {
            throw ConfigurationError(
                Phrase("文件为空；请从`version: 1`写起", "the file is empty; begin with version: 1"),
                file: file,
                place: .start
            )
        }
        var reader = ConfigurationReader(
            file: file,
            environment: environment,
            secretReading: secrets,
            shadowedKeys: document.shadowedKeys
        )
        var settings = reader.settings(from: root)
        settings?.source = text
        return (settings, reader.problems)
    }

    /// A configuration is written by hand; a larger file is something else.
    private static let byteLimit = 1_048_576

    private static func text(ofFileAt path: String) throws(ConfigurationError) -> String {
        let file: RegularFile
        do {
            file = try RegularFile(path: path, byteLimit: byteLimit, trusting: .anyGroup)
        } catch {
            throw ConfigurationError(unreadable: path, error)
        }
        do throws(Complaint) {
            try file.protection.refuseStrangers(besides: .anyOwner)
        } catch {
            throw ConfigurationError(
                Phrase("配置文件\(error.phrase.chinese)", "the configuration \(error.phrase.english)"),
                file: path,
                place: .start
            )
        }
        let bytes = file.bytes
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let repaired = String(decoding: bytes, as: UTF8.self)
        let place = Place(in: repaired) { $0 == "\u{FFFD}" } ?? .start
        let message = Phrase("文件编码不是UTF-8；请另存为UTF-8", "the text is not UTF-8; save the file as UTF-8")
        throw ConfigurationError(message, file: path, place: place)
    }
}

extension ConfigurationError {
    /// The configuration could not be read.
    fileprivate init(unreadable path: String, _ reason: Complaint) {
        let head = Phrase("无法读取配置：", "cannot read the configuration: ") + reason.phrase
        var status = stat()
        let isMissing = stat(path, &status) != 0 && errno == ENOENT
        let isDenied = !isMissing && access(path, R_OK) != 0 && errno == EACCES
        let cure: Phrase
        if isMissing {
            cure = Phrase(
                "；请写明配置文件的位置，如 --config renewald.yaml；只用登记库的命令也可以用 --registry 写明登记库",
                "; name another with --config; commands that only need the registry also take --registry"
            )
        } else if isDenied {
            cure = Phrase(
                "；请用 `sudo` 执行，或者用 --config 指定其他文件",
                "; run the command with sudo, or name another with --config"
            )
        } else {
            cure = Phrase("；请用 --config 指定其他文件，或者更正本文件", "; name another with --config or correct this one")
        }
        // One that is there needs a person; a missing one may be on a share that is mounted late.
        let isThere = !isMissing && status.st_mode & S_IFMT == S_IFREG
        let place = isThere && !isDenied ? Place.start : Place(line: 0, column: 0)
        self.init(
            problems: [
                ConfigurationProblem(file: path, line: place.line, column: place.column, message: head + cure)
            ],
            isOfMissingFile: !isThere && !isDenied
        )
    }

    fileprivate init(_ message: Phrase, file: String, place: Place) {
        self.init(
            problems: [ConfigurationProblem(file: file, line: place.line, column: place.column, message: message)]
        )
    }
}
